package files

import (
	"path"
	"strings"

	"pressmark/annotations/format"
)

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
