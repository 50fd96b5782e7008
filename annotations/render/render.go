// Package render turns a block of an article and the annotations over it into
// HTML. It is the one place where article text becomes markup: everything that
// comes out of it is escaped here.
//
// The HTML of a block holds the block's text and <mark> elements, nothing else, and
// no space of its own: the length of its text content in UTF-16 code units is
// that of the block, so that a place in the DOM is a place in the text. There is
// one <mark> for each run (annotations.Runs) that an annotation covers:
//
//	<mark class="actor claim" data-ids="ID ID" aria-details="entry-ID entry-ID">
//
// with the IDs, in their short form, outermost first. Classes say which kinds lie
// there; "claims" that two or more claims do; "on" that the chosen annotation
// does; "first" and "last" that a stretch of the innermost one begins or ends.
package render

import (
	"strings"

	"pressmark/annotations"
)

// EntryPrefix begins the element ID of an annotation's entry in the panel, to
// which aria-details points; the short ID follows.
const EntryPrefix = "entry-"

// Block returns the HTML of the i-th block of a doc. The annotation chosen, if
// any, is set off.
func Block(d annotations.Doc, i int, chosen annotations.ID) string {
	span := d.Article.Blocks[i].Span
	var b strings.Builder
	b.Grow(2 * span.Len())
	for _, r := range annotations.Runs(span, d.In(span)) {
		Run(&b, d.Article.Text, r, chosen)
	}
	return b.String()
}

// Run writes the HTML of one run.
func Run(b *strings.Builder, t annotations.Text, r annotations.Run, chosen annotations.ID) {
	if len(r.Marks) == 0 {
		Escape(b, t.Slice(r.Span))
		return
	}
	b.WriteString(`<mark class="`)
	b.WriteString(classes(r, chosen))
	for _, attr := range []struct{ name, prefix string }{{"data-ids", ""}, {"aria-details", EntryPrefix}} {
		b.WriteString(`" ` + attr.name + `="`)
		for i, m := range r.Marks {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(attr.prefix)
			Escape(b, m.ID.Short())
		}
	}
	b.WriteString(`">`)
	Escape(b, t.Slice(r.Span))
	b.WriteString(`</mark>`)
}

func classes(r annotations.Run, chosen annotations.ID) string {
	var out []string
	for _, kind := range annotations.Kinds {
		n := 0
		for _, m := range r.Marks {
			if m.Kind == kind {
				n++
			}
		}
		if n > 0 {
			out = append(out, string(kind))
		}
		if n > 1 && kind == annotations.KindClaim {
			out = append(out, "claims")
		}
	}
	for _, m := range r.Marks {
		if m.ID == chosen {
			out = append(out, "on")
		}
	}
	inner := r.Marks[len(r.Marks)-1]
	for _, s := range inner.Spans {
		if s.Start == r.Span.Start {
			out = append(out, "first")
		}
		if s.End == r.Span.End {
			out = append(out, "last")
		}
	}
	return strings.Join(out, " ")
}

// Claims returns how many claims lie over one place of the i-th block at most, for
// the bars in its margin.
func Claims(d annotations.Doc, i int) int {
	span := d.Article.Blocks[i].Span
	var claims []*annotations.Annotation
	for _, m := range d.In(span) {
		if m.Kind == annotations.KindClaim {
			claims = append(claims, m)
		}
	}
	most := 0
	for _, r := range annotations.Runs(span, claims) {
		most = max(most, len(r.Marks))
	}
	return most
}

// Escape writes text so that HTML's parser gives back exactly the same text. It
// escapes carriage returns, which the parser would turn into line feeds, too.
func Escape(b *strings.Builder, s string) { escaper.WriteString(b, s) }

var escaper = strings.NewReplacer(
	"&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;", "\r", "&#13;",
)
