package format

import "strings"

// stem returns a file's name without its ending.
func stem(name string) string {
	if i := strings.LastIndexByte(name, '.'); i > strings.LastIndexAny(name, `/\`)+1 {
		return name[:i]
	}
	return name
}

// withoutEnding returns the last part of a file's path, without its ending.
func withoutEnding(name string) string {
	return stem(name[strings.LastIndexAny(name, `/\`)+1:])
}
