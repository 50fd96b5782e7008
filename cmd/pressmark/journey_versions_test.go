package main

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/chromedp/chromedp"

	"pressmark/annotations"
	"pressmark/annotations/plain"
	"pressmark/annotations/record"
)

const oldNews = `Ferry sinks off the coast

A ferry sank off the northern coast on Monday night, the coast guard said.

At least 17 people were killed, Captain Ines Duarte told reporters. The ship had left the port at noon.

The company promised to help the families.
`

var newNews = strings.NewReplacer("At least 17 people", "At least 19 people", "The company promised to help the families.",
	"The company declined to comment.", "on Monday night", "late on Monday night").Replace(oldNews)

// A newer text of an article is a new version: its marks are found again, and what changed
// is shown, figures first.
func TestNewVersion(t *testing.T) {
	srv := serveClient(t)
	p := openReader(t, openBrowser(t), srv)
	p.paste(oldNews)
	p.markAs("At least 17 people", "f")
	p.markAs("Captain Ines Duarte", "a")
	p.markAs("The company promised to help the families", "c")
	p.saved()

	// The very same text is the article that is here.
	p.library()
	p.click(`a[href$="/new"]`)
	p.until(`document.getElementById("paste-text")`)
	p.click("#paste-text")
	p.run(`document.execCommand("insertText", false, ` + js(oldNews) + `)`)
	p.click(`.paste button[type="submit"]`)
	p.read("You have this article already.")
	p.laid()

	p.library()
	p.give(writeFile(t, "ferry.txt", []byte(newNews)))
	p.read("A newer version of “Ferry sinks off the coast”")
	p.screenshot("import-version")
	p.accessible("import, a version")
	p.push("Import")
	p.until(`document.querySelector(".version-page .changes")`)
	p.read("1 figure changed")
	first := value[string](p, `document.querySelector(".changes tbody tr").innerText`)
	if !strings.Contains(first, "17") || !strings.Contains(first, "19") {
		t.Errorf("the first change is %q", first)
	}
	p.read("Without a place")
	p.screenshot("version-desktop")
	p.accessible("version")
	p.phone()
	p.painted()
	p.screenshot("version-phone")
	p.accessible("version, phone")
	p.desktop()
	p.push("Read the new version")
	p.laid()
	p.expect("figure: At least 19 people", "actor: Captain Ines Duarte", "claim: The company promised to help the families BUT ON THE PAPER: ")
	p.saved()
	p.library()
	p.shelved(3) // both versions stay
	p.press("z", chromedp.ModifierCtrl)
	p.shelved(2)

	// Pasted, it is found as well, and its paragraphs stand side by side.
	p.click(`a[href$="/new"]`)
	p.until(`document.getElementById("paste-text")`)
	p.click("#paste-text")
	p.run(`document.execCommand("insertText", false, ` + js(newNews) + `)`)
	p.click(`.paste button[type="submit"]`)
	p.read("Its 3 marks are found again in the new text")
	p.push("Import")
	p.until(`[...document.querySelectorAll(".pair")].some((pair) =>
		pair.querySelector(".old del")?.textContent.includes("17") && pair.querySelector(".new ins")?.textContent.includes("19"))`)
	if apart := value[float64](p, `(() => {
		const top = (side) => document.querySelector(".pair " + side + " p").getBoundingClientRect().top;
		return Math.abs(top(".old") - top(".new"));
	})()`); apart > 1 {
		t.Errorf("the paragraphs side by side begin %v pixels apart", apart)
	}
	p.press("z", chromedp.ModifierCtrl)
	p.library()
	p.shelved(2)

	// With marks of its own from another tool, these stand, and nothing is carried.
	words, at := "Captain Ines Duarte", strings.Index(newNews, "Captain Ines Duarte")
	ann := fmt.Sprintf("T1\tSource %d %d\t%s\n", at, at+len(words), words)
	p.give(writeFile(t, "ferry.txt", []byte(newNews)), writeFile(t, "ferry.ann", []byte(ann)))
	p.read("The file brings marks of its own")
	p.push("Import")
	p.until(`document.querySelector(".version-page .pairs")`)
	p.push("Read the new version")
	p.laid()
	p.expect("actor: " + words)
}

// Files of several readers are layers of one article: from another tool with a file for
// each reader, and from Pressmark where each had opened the text for themselves.
func TestLayersFromFiles(t *testing.T) {
	srv := serveClient(t)
	p := openReader(t, openBrowser(t), srv)
	p.library()
	ann := func(words string) []byte {
		at := utf8.RuneCountInString(harbour[:strings.Index(harbour, words)])
		return fmt.Appendf(nil, "T1\tSource %d %d\t%s\n", at, at+utf8.RuneCountInString(words), words)
	}
	p.give(writeFile(t, "harbour.txt", []byte(harbour)), writeFile(t, "harbour_ada.ann", ann("The mayor")), writeFile(t, "harbour_ben.ann", ann("Critics")))
	p.read("1 article and 2 marks will be added.")
	p.push("Import")
	p.laid()
	p.expect("actor: The mayor", "actor: Critics")
	layers := `[...document.querySelectorAll(".layer")].map((e) => e.textContent).join()`
	p.until(layers + `.includes("ada") && ` + layers + `.includes("ben")`)

	cy, err := plain.Article("harbour.txt", annotations.NewText(harbour), time.Now())
	if err != nil {
		t.Fatal(err)
	}
	cy.Revision = 1
	e := annotations.NewDoc(cy, nil).Mark(annotations.KindFigure, time.Now(), cy.Mentions("17 million euros")[0])
	n := *e.Annotations[0].After
	n.Creator, n.Revision = "cy", 1
	p.library()
	p.give(writeFile(t, "cy.json", record.EncodeCollection(record.Collection{Articles: []annotations.Article{cy}, Annotations: []annotations.Annotation{n}})))
	p.read("1 mark will be added.")
	p.push("Import")
	p.laid()
	p.expect("actor: The mayor", "figure: 17 million euros", "actor: Critics")
	p.until(layers + `.includes("cy")`)
	p.library()
	p.shelved(2)
}
