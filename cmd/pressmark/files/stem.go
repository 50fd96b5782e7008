package files

import (
	"fmt"
	"path"
	"strings"

	"pressmark/annotations/format"
)

// Stems are the names that files of a folder were given.
type Stems map[string]bool

// Once returns a name that none had before, in any letter case.
func (s Stems) Once(name string) string {
	free := name
	for i := 2; s[strings.ToLower(free)]; i++ {
		free = fmt.Sprintf("%s-%d", name, i)
	}
	s[strings.ToLower(free)] = true
	return free
}

// StemOf returns a file's name without its ending.
func StemOf(name string) string {
	lower := strings.ToLower(name)
	longest := path.Ext(name)
	if longest == name {
		longest = ""
	}
	for _, f := range format.Formats {
		for _, e := range f.Extensions {
			if len(e) > len(longest) && len(e) < len(name) && strings.HasSuffix(lower, e) {
				longest = name[len(name)-len(e):]
			}
		}
	}
	stem := name[:len(name)-len(longest)]
	if cut, ok := strings.CutSuffix(stem, ".pressmark"); ok && cut != "" {
		return cut
	}
	return stem
}
