package words

import (
	"strconv"
	"strings"
)

// Panic returns the words of the page that is left when the program has stopped, as a
// JavaScript object: of each language what panic.js says by name, and of what it counts a
// form for each category of plurals. panic.js holds them, since the program cannot say
// them any more.
func Panic() string {
	said := []struct {
		name string
		is   Phrase
	}{
		{"stopped", PanicStopped}, {"stoppedText", PanicStoppedText}, {"reload", PanicReload}, {"export", PanicExport},
		{"notLoaded", PanicNotLoaded}, {"notLoadedText", PanicNotLoadedText}, {"tryAgain", PanicTryAgain},
		{"unread", PanicUnread}, {"nothingSaved", PanicNothingSaved}, {"exported", PanicExported}, {"exportedDamaged", PanicExportedDamaged},
	}
	counted := []struct {
		name string
		is   Noun
	}{{"article", Article}, {"actor", Actor}, {"mark", Mark}, {"damagedRecord", DamagedRecord}}
	var b strings.Builder
	b.WriteString("{\n")
	for _, l := range languages {
		b.WriteString("    " + l.Tag + ": {\n")
		for _, s := range said {
			b.WriteString("      " + s.name + ": " + strconv.Quote(l.phrases[s.is]) + ",\n")
		}
		for _, c := range counted {
			b.WriteString("      " + c.name + ": {")
			for i, form := range strings.Split(l.nouns[c.is], "|") {
				if i > 0 {
					b.WriteString(",")
				}
				b.WriteString(" " + l.categories[i] + ": " + strconv.Quote(form))
			}
			b.WriteString(" },\n")
		}
		b.WriteString("    },\n")
	}
	return b.String() + "  }"
}

// languages are those that there are, the first for whoever asks for none of them.
var languages = []*Language{&English}
