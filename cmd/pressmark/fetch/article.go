package fetch

import (
	"bytes"
	"fmt"
	"html"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"codeberg.org/readeck/go-readability/v2"
	nethtml "golang.org/x/net/html"

	"pressmark/annotations"
	"pressmark/annotations/format"
	"pressmark/annotations/plain"
)

// mostElements is how many elements a page may have to be weighed by readability, which
// looks at each of them many times. Larger pages are reduced as the browser does it.
const mostElements = 50_000

// Article makes an article of a page, which is in UTF-8 or says in what else, as it was
// found at an address. The text is what readability takes for the main part, under the
// page's headline; or what format.ReadHTML takes for it, where readability finds nothing
// or next to nothing. Both become blocks in the same way. Metadata are those that
// format.ReadHTML finds, and readability's where it finds none.
//
// It returns what format.ReadHTML does.
func Article(page []byte, address string, now time.Time) (annotations.Article, error) {
	all, err := format.ReadHTML("", page, now)
	if err != nil {
		return annotations.Article{}, err
	}
	a := all
	if main, ok := mainPart(page, address, all, now); ok && !poor(main, all) {
		a = main
	}
	if a.Source == "" {
		a.Source = address
	}
	return a, nil
}

// poor reports whether readability found so little of a page that it is not the article.
func poor(main, all annotations.Article) bool {
	const little, share = 500, 4
	return main.Text.Len() < little && main.Text.Len()*share < all.Text.Len()
}

// mainPart returns what readability takes for the article of a page, with what
// format.ReadHTML knows of all of it; ok is false where it finds none.
func mainPart(page []byte, address string, all annotations.Article, now time.Time) (a annotations.Article, ok bool) {
	defer func() {
		if recover() != nil { // a page that readability cannot bear
			a, ok = annotations.Article{}, false
		}
	}()
	found, err := weigh(page, address)
	if err != nil || found.Node == nil {
		return annotations.Article{}, false
	}
	var b strings.Builder
	if err := found.RenderHTML(&b); err != nil {
		return annotations.Article{}, false
	}
	a, err = readMain("", b.String(), now)
	if err != nil {
		return annotations.Article{}, false
	}
	if top := headline(all, a); top != "" {
		if a, err = readMain(top, b.String(), now); err != nil {
			return annotations.Article{}, false
		}
	}
	published := ""
	if t, err := found.PublishedTime(); err == nil {
		published = t.Format(time.RFC3339)
	}
	a.Title = all.Title
	a.Byline = first(all.Byline, found.Byline())
	a.Publisher = first(all.Publisher, found.SiteName())
	a.Published = first(all.Published, published)
	a.Language = all.Language
	a.Source = all.Source
	return a, true
}

// weigh runs readability.
func weigh(page []byte, address string) (readability.Article, error) {
	u, err := url.Parse(address)
	if err != nil {
		return readability.Article{}, err
	}
	doc, err := nethtml.Parse(bytes.NewReader(page))
	if err != nil {
		return readability.Article{}, err
	}
	p := readability.NewParser()
	p.MaxElemsToParse = mostElements
	return p.ParseDocument(doc, u)
}

// readMain reads the main part of a page.
func readMain(top, main string, now time.Time) (annotations.Article, error) {
	return format.ReadHTML("", []byte(`<meta charset="utf-8"><main>`+top+main+`</main>`), now)
}

// first returns the first of its arguments that shows something.
func first(a, b string) string {
	if a != "" {
		return a
	}
	return plain.OneLine(b)
}

// headline returns, as HTML, the heading of a page that is its title, and the long heading
// right below it (the deck), as far as they are not in the main part: readability takes
// them for a part of the frame.
func headline(all, main annotations.Article) string {
	const deck = 50 // code points that it has at least
	has := map[string]bool{}
	for _, b := range main.Blocks {
		has[plain.OneLine(main.Text.Slice(b.Span))] = true
	}
	var out strings.Builder
	write := func(b annotations.Block, s string) {
		if !has[s] {
			fmt.Fprintf(&out, "<h%d>%s</h%d>", b.Level, html.EscapeString(s), b.Level)
		}
	}
	for i, b := range all.Blocks {
		s := plain.OneLine(all.Text.Slice(b.Span))
		if b.Kind != annotations.Heading || !strings.EqualFold(s, all.Title) {
			continue
		}
		write(b, s)
		if i+1 < len(all.Blocks) && all.Blocks[i+1].Kind == annotations.Heading {
			if next := plain.OneLine(all.Text.Slice(all.Blocks[i+1].Span)); utf8.RuneCountInString(next) >= deck {
				write(all.Blocks[i+1], next)
			}
		}
		break
	}
	return out.String()
}
