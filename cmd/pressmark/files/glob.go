package files

import (
	"path"
	"slices"
	"strings"
)

// splitPattern parts a pattern of names into the folder that all of them are in and the
// pattern below it: "a/b/**/*.txt" is "a/b" and "**/*.txt".
func splitPattern(pattern string) (base, rest string) {
	parts := strings.Split(pattern, "/")
	i := slices.IndexFunc(parts, func(p string) bool { return strings.ContainsAny(p, "*?[") })
	base = strings.Join(parts[:i], "/")
	switch {
	case base == "" && i > 0:
		base = "/"
	case base == "":
		base = "."
	}
	return base, strings.Join(parts[i:], "/")
}

// match reports whether a path with slashes matches a pattern as package path has them,
// in which a part that is "**" stands for any number of folders.
func match(pattern, name string) bool {
	return matchParts(strings.Split(pattern, "/"), strings.Split(name, "/"))
}

func matchParts(pattern, name []string) bool {
	for len(pattern) > 0 {
		if pattern[0] == "**" {
			for len(pattern) > 1 && pattern[1] == "**" {
				pattern = pattern[1:]
			}
			for i := range len(name) + 1 {
				if matchParts(pattern[1:], name[i:]) {
					return true
				}
			}
			return false
		}
		if len(name) == 0 {
			return false
		}
		if ok, err := path.Match(pattern[0], name[0]); err != nil || !ok {
			return false
		}
		pattern, name = pattern[1:], name[1:]
	}
	return len(name) == 0
}

// escapePattern returns a path as a pattern that it alone matches.
func escapePattern(p string) string {
	return strings.NewReplacer(`*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(p)
}
