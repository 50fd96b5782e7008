package format

import (
	"strings"

	"pressmark/annotations"
)

// joinLines returns text with each stretch of white space made one blank.
func joinLines(s string) string { return strings.Join(strings.Fields(s), " ") }

// plainNumber reports whether a decimal is a number of JSON as it stands: fractions are not.
func plainNumber(d annotations.Decimal) bool {
	return d != "" && d.Valid() && !strings.Contains(string(d), "/")
}

// truth returns "true", or "" for what is not.
func truth(b bool) string {
	if b {
		return "true"
	}
	return ""
}

// nameSet returns the names in a list with commas.
func nameSet(list string) map[string]bool {
	set := map[string]bool{}
	for name := range strings.SplitSeq(list, ",") {
		set[name] = true
	}
	return set
}
