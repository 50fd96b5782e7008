package format

import "strings"

// wikidataPage and an ID are the address of an item of Wikidata.
const wikidataPage = "https://www.wikidata.org/wiki/"

// wikidataID reports whether a text is the ID of such an item: "Q42".
func wikidataID(s string) bool {
	return len(s) > 1 && s[0] == 'Q' && strings.Trim(s[1:], "0123456789") == ""
}
