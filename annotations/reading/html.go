package reading

import (
	"strconv"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/ledger"
	"pressmark/annotations/render"
	"pressmark/annotations/standard"
	"pressmark/annotations/words"
)

// HTML returns a copy of the article to be read and printed: one page that needs no
// other file, no program and no network. Marks look as in Pressmark: a claim is
// underlined and has a bar in the margin and, where it ends, a number; an actor has a
// background, a figure another one and even digits. The ledger follows: claims by
// speaker with what was found about them, figures, actors.
//
// The text of each block is the article's, and nothing else: the numbers of claims and
// paragraphs are drawn by the style sheet, and what is copied is free of them. All text
// is escaped by package render, and a policy in the page forbids scripts and other hosts.
func HTML(d annotations.Doc, actors annotations.Directory) []byte {
	w := htmlWriter{content: newContent(d, actors)}
	w.page()
	return []byte(w.b.String())
}

type htmlWriter struct {
	content
	b strings.Builder
}

// put writes markup.
func (w *htmlWriter) put(parts ...string) {
	for _, s := range parts {
		w.b.WriteString(s)
	}
}

// esc writes text.
func (w *htmlWriter) esc(s string) { render.Escape(&w.b, s) }

// text writes an element that holds text, unless there is none.
func (w *htmlWriter) text(tag, class, s string) {
	if s == "" {
		return
	}
	w.put("<", tag)
	if class != "" {
		w.put(` class="`, class, `"`)
	}
	w.put(">")
	w.esc(s)
	w.put("</", tag, ">")
}

func (w *htmlWriter) page() {
	a := &w.Doc.Article
	w.put(`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Pressmark">
`)
	w.text("title", "", joinLines(a.Title))
	w.put("\n<style>\n", readingStyle, "</style>\n</head>\n<body>\n<main>\n")
	w.masthead()
	w.legend()
	w.article()
	if len(w.Doc.Marks()) > 0 {
		w.put("<section class=\"ledger\">\n")
		w.claims()
		w.figures()
		w.actors()
		w.notes()
		w.put("</section>\n")
	}
	w.put("</main>\n<footer>", words.ReadingCopyMade.String(), "</footer>\n</body>\n</html>\n")
}

// masthead writes what is known of the article.
func (w *htmlWriter) masthead() {
	a := &w.Doc.Article
	w.put("<header>\n")
	w.text("p", "kick", a.Publisher)
	if !w.titled() {
		w.put(`<h1 dir="auto"`, w.lang(), ">")
		w.esc(a.Title)
		w.put("</h1>\n")
	}
	if a.Byline+a.Published+a.Source != "" {
		w.put(`<p class="by">`)
		w.text("span", "", a.Byline)
		w.put(" ")
		w.date(a.Published)
		w.put(" ")
		w.address(a.Source)
		w.put("</p>\n")
	}
	w.put("</header>\n")
}

// lang returns the attribute that says the article's language, if that is known.
func (w *htmlWriter) lang() string {
	if l := standard.Language(w.Doc.Article.Language); l != "" {
		return ` lang="` + l + `"`
	}
	return ""
}

// date writes a date, so that programs can read it where it is ISO 8601.
func (w *htmlWriter) date(s string) {
	if iso := standard.Date(s); iso != "" {
		w.put(`<time datetime="`, iso, `">`)
		w.esc(ledger.When(s))
		w.put("</time>")
		return
	}
	w.text("span", "", s)
}

// address writes an address, as a link if it is one of the web.
func (w *htmlWriter) address(s string) {
	at := standard.Address(s)
	if at == "" {
		w.text("span", "", s)
		return
	}
	w.put(`<a class="address" rel="noopener noreferrer" href="`)
	w.esc(at)
	w.put(`">`)
	w.esc(at)
	w.put("</a>")
}

// legend explains the kinds of marks that there are.
func (w *htmlWriter) legend() {
	kinds := w.kinds()
	if len(kinds) == 0 {
		return
	}
	w.put(`<p class="legend">`)
	for _, k := range kinds {
		w.put("<span>")
		for _, piece := range words.LegendOf.Pieces() {
			switch piece.Fact {
			case 0:
				w.esc(piece.Text)
			case 1:
				w.put(`<mark class="`, legendClasses[k], `">`)
				w.esc(words.KindName(k))
				w.put("</mark>")
			default:
				w.esc(legends[k].String())
			}
		}
		w.put("</span> ")
	}
	w.put("</p>\n")
}

// legends say what the kinds are, and legendClasses how they look.
var (
	legends = map[annotations.Kind]words.Phrase{
		annotations.KindActor: words.LegendActor, annotations.KindClaim: words.LegendClaim, annotations.KindFigure: words.LegendFigure,
	}
	legendClasses = map[annotations.Kind]string{
		annotations.KindActor: "actor first last", annotations.KindClaim: "claim", annotations.KindFigure: "figure first last",
	}
)

// article writes the blocks.
func (w *htmlWriter) article() {
	a := &w.Doc.Article
	w.put(`<article`, w.lang(), ">\n")
	listed := false
	for i, b := range a.Blocks {
		if item := b.Kind == annotations.ListItem; item != listed {
			if listed = item; listed {
				w.put("<ul>\n")
			} else {
				w.put("</ul>\n")
			}
		}
		name, n := w.tag(i), strconv.Itoa(i+1)
		w.put("<", name, ` class="block" dir="auto" id="p`, n, `" data-n="`, n)
		if claims := render.Claims(w.Doc, i); claims > 0 {
			w.put(`" data-claims="`, strconv.Itoa(min(claims, 2)))
		}
		if b.Level > 1 && b.Kind != annotations.Heading {
			w.put(`" data-level="`, strconv.Itoa(min(b.Level, 6)))
		}
		w.put(`">`)
		w.block(b.Span)
		w.put("</", name, ">\n")
	}
	if listed {
		w.put("</ul>\n")
	}
	w.put("</article>\n")
}

// tag returns the element of a block. There is one heading of the first level: the title.
func (w *htmlWriter) tag(i int) string {
	b := w.Doc.Article.Blocks[i]
	switch b.Kind {
	case annotations.Heading:
		if i == 0 && w.titled() {
			return "h1"
		}
		return "h" + strconv.Itoa(min(max(b.Level, 2), 6))
	case annotations.ListItem:
		return "li"
	case annotations.Quotation:
		return "blockquote"
	}
	return "p"
}

// block writes the text of a block with its marks. The number of a claim is an element
// without text.
func (w *htmlWriter) block(part annotations.Span) {
	for _, r := range annotations.Runs(part, w.Doc.In(part)) {
		render.Run(&w.b, w.Doc.Article.Text, r, "")
		for _, m := range w.ending(r.Marks, r.Span.End) {
			n := strconv.Itoa(w.numbers[m.ID])
			w.put(`<a class="number" id="claim-`, n, `" href="#`)
			w.esc(entryID(m))
			w.put(`" data-n="`, n, `" aria-label="`, words.ClaimNumber.With(n), `"></a>`)
		}
	}
}

// entryID is what marks in the text name as their details.
func entryID(m *annotations.Annotation) string { return render.EntryPrefix + m.ID.Short() }
