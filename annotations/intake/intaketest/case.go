// Package intaketest is a library, and files that come into it: what the page and the
// command line must make the same of. Nothing but tests imports it.
package intaketest

import (
	"time"

	"pressmark/annotations"
	"pressmark/annotations/format"
	"pressmark/annotations/plain"
	"pressmark/annotations/record"
)

const (
	talks  = "Envoy Lee met the union in Oslo.\n\nHe said that 40 ships were waiting, and that the talks went on.\n"
	monday = "The union said on Monday that the strike at the port had lasted three weeks, and that 17 ships were waiting.\n\n" +
		"The company said it was ready to talk, and thanked all who had worked on the offer that both sides read at night.\n"
	tuesday = "The union said on Tuesday that the strike at the port had lasted three weeks, and that 19 ships were waiting.\n\n" +
		"The company said it was ready to talk, and thanked all who had worked on the offer that both sides read at night.\n"
	wednesday = "The union said on Wednesday that the strike at the yard had lasted four weeks, and that 21 ships were waiting.\n\n" +
		"The company said it was ready to talk, and thanked all who had worked on the offer that both sides read at night.\n"
	harvest = "Farmers hope for 40 tons a field this year, as they did in the last one, when it was 38 tons, says the union."
	retold  = "Farmers hope for 45 tons a field this year, as they did in the last one, when it was 38 tons, says the union."
	leaflet = "Nobody asked Ada Byron, says a leaflet."
	strike  = "The mayor wrote that nobody slept. The mayor left."
)

// link is that of the actor whom the library knows.
const link = "https://www.wikidata.org/wiki/Q42"

// then is when the records were made that the library has; what comes in is of later.
var then = time.Date(1999, 1, 2, 3, 4, 5, 0, time.UTC)

// id returns an ID that nothing derives from content.
func id(s string) annotations.ID { return annotations.IDOf("intaketest", s) }

// An article is one with its marks as they are told of it.
func article(name, text string) annotations.Article {
	a, err := plain.Article(name+".txt", annotations.NewText(text), then)
	if err != nil {
		panic(err)
	}
	a.ID, a.Title, a.Revision = id(name), name, 1
	return a
}

// mark marks the first place of a quote.
func mark(a annotations.Article, kind annotations.Kind, quote, creator string) annotations.Annotation {
	n := *annotations.NewDoc(a, nil).Mark(kind, then, a.Mentions(quote)[0]).Annotations[0].After
	n.ID, n.Creator, n.Revision = annotations.IDOf("intaketest", string(a.ID), quote, creator), creator, 1
	return n
}

// Library returns what is there before: a text that was pasted, with a mark, and an actor
// with a note; older versions of three texts; one that is known by its address; one that
// comes again under another name.
func Library() record.Collection {
	pasted := article("pasted", talks)
	envoy := annotations.Actor{ID: annotations.IDOf("actor", link), Name: "Lee", Link: link, Note: "Was a minister.", Created: then, Modified: then, Revision: 1}
	lee := mark(pasted, annotations.KindActor, "Envoy Lee", "")
	lee.Actor = envoy.ID
	port, yard, farm := article("port", monday), article("yard", wednesday), article("farm", harvest)
	old := article("old", leaflet)
	mayor := article("mayor", strike)
	mayor.Source = "https://example.org/mayor?utm_source=x"
	return record.Collection{
		Articles: []annotations.Article{pasted, port, yard, farm, old, mayor},
		Actors:   []annotations.Actor{envoy},
		Annotations: []annotations.Annotation{
			lee,
			mark(port, annotations.KindActor, "The union", ""), mark(port, annotations.KindFigure, "17 ships", ""),
			mark(yard, annotations.KindFigure, "21 ships", ""),
			mark(farm, annotations.KindFigure, "40 tons", ""),
			mark(old, annotations.KindActor, "Ada Byron", ""),
		},
	}
}

// Files returns what comes in, in order.
func Files() []format.File {
	theirs, copied := article("theirs", talks), article("copied", talks)
	again := theirs
	again.ID, again.Title = id("again"), "theirs again"
	own := func(a annotations.Article, marks ...annotations.Annotation) []byte {
		return record.EncodeCollection(record.Collection{Articles: []annotations.Article{a}, Annotations: marks})
	}
	files := []format.File{
		// Two readers' own records of the text that was pasted, who are named, and a copy.
		{Name: "bob.json", Data: own(theirs, mark(theirs, annotations.KindActor, "the union", "bob"))},
		{Name: "cy.json", Data: own(again, mark(again, annotations.KindFigure, "40 ships", "cy"))},
		{Name: "copied.json", Data: own(copied, mark(copied, annotations.KindFigure, "40 ships", ""))},
	}
	for _, f := range []struct{ name, data string }{
		// The same text from another tool, by two annotators, and by nobody.
		{"a/talks.txt", talks},
		{"a/talks_ada.ann", "T1\tSource 0 9\tEnvoy Lee\nN1\tReference T1 Wikidata:Q42\tEnvoy Lee\n"},
		{"a/talks_ben.ann", "T1\tQuantity 47 55\t40 ships\n"},
		{"b/talks.txt", talks},
		{"b/talks.ann", "T1\tSource 10 22\tmet the unio\n"},
		// And from a third one, with a text that nobody has.
		{"lines.jsonl", `{"text": "Envoy Lee met the union in Oslo.\n\nHe said that 40 ships were waiting, and that the talks went on.\n", "label": [[27, 31, "Place"]]}` + "\n" +
			`{"text": "The bank paid 30 euros.", "label": [[0, 8, "Source"], [14, 22, "Quantity"]]}` + "\n"},
		// Newer versions: alone; with marks of its own; alone, under another title.
		{"c/port.txt", tuesday},
		{"c/yard.txt", "Since then, it was told. " + wednesday},
		{"c/yard.ann", "T1\tSource 25 34\tThe union\n"},
		{"c/retold.txt", retold},
		// Texts alone: one that is there, one that is not.
		{"c/renamed.txt", leaflet},
		{"c/fresh.txt", "Quite another text, of which nothing is known."},
		// Marks without their text.
		{"eve.json", `{"annotations": [{"id": "h1", "user": "acct:eve@hypothes.is", "uri": "https://example.org/mayor", "text": "", "tags": ["Source"],
			"target": [{"source": "https://example.org/mayor", "selector": [{"type": "TextQuoteSelector", "exact": "The mayor", "prefix": "slept. ", "suffix": " left."}]}]}]}`},
	} {
		files = append(files, format.File{Name: f.name, Data: []byte(f.data)})
	}
	return files
}
