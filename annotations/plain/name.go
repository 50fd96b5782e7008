package plain

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"pressmark/annotations"
)

// LongestName is how long a file's name may be, in bytes, without its ending.
const LongestName = 60

// devices are the names that Windows keeps for itself, whatever the ending.
var devices = []string{
	"con", "prn", "aux", "nul",
	"com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
	"lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
}

// FileName makes a file's name, without an ending, of a title.
func FileName(title string) string {
	var b strings.Builder
	parted := true // nothing stands there since the last hyphen
	for _, r := range strings.ToLower(title) {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.Is(unicode.M, r) && !parted:
			b.WriteRune(r)
			parted = false
		case !parted:
			b.WriteByte('-')
			parted = true
		}
	}
	name := shortened(strings.TrimSuffix(b.String(), "-"))
	switch {
	case name == "":
		return "article"
	case slices.Contains(devices, name):
		return name + "-article"
	}
	return name
}

// shortened cuts a name to LongestName bytes, between words if that leaves half of it.
func shortened(name string) string {
	if len(name) <= LongestName {
		return name
	}
	if cut := strings.LastIndexByte(name[:LongestName+1], '-'); cut >= LongestName/2 {
		return name[:cut]
	}
	t := annotations.NewText(name)
	at := t.FromByte(LongestName)
	whole := t.Whole(annotations.Span{Start: at, End: at})
	return strings.TrimSuffix(t.Slice(annotations.Span{End: whole.Start}), "-")
}

// Names are the names that were given to what is in a folder.
type Names map[string]bool

// Once returns a name that none had before, in any letter case: the name, or with a number
// behind it.
func (n Names) Once(name string) string {
	free := name
	for i := 2; n[strings.ToLower(free)]; i++ {
		free = name + "-" + strconv.Itoa(i)
	}
	n[strings.ToLower(free)] = true
	return free
}
