package files

import "testing"

// Patterns are what shells and git know: "**" is any number of folders.
func TestMatch(t *testing.T) {
	for _, c := range []struct {
		pattern, name string
		want          bool
	}{
		{"*.txt", "a.txt", true},
		{"*.txt", "a/b.txt", false},
		{"**/*.txt", "a.txt", true},
		{"**/*.txt", "a/b/c.txt", true},
		{"a/**", "a/b/c", true},
		{"a/**/c", "a/c", true},
		{"a/**/**/c", "a/x/c", true},
		{"a/**/d", "a/b/c", false},
		{"[ab].txt", "b.txt", true},
		{"[ab", "a", false}, // no pattern
		{"?.txt", "é.txt", true},
	} {
		if got := match(c.pattern, c.name); got != c.want {
			t.Errorf("%q, %q: %v", c.pattern, c.name, got)
		}
	}
	for pattern, want := range map[string][2]string{
		"*.txt": {".", "*.txt"}, "a/b/*/c": {"a/b", "*/c"}, "/*": {"/", "*"}, "/a/?": {"/a", "?"},
	} {
		if base, rest := splitPattern(pattern); base != want[0] || rest != want[1] {
			t.Errorf("%q: %q, %q", pattern, base, rest)
		}
	}
}
