package audit

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"pressmark/annotations"
	"pressmark/annotations/figure"
	"pressmark/annotations/suggest"
)

// A Survey is the passages of a text that a reader is expected to mark.
type Survey struct {
	passages []passage
	names    []annotations.Span // all of them, in order
}

// A passage is one or more spans of a text to be marked as one.
type passage struct {
	kind  Kind
	spans []annotations.Span
	text  string
}

// NewSurvey reads an article's text. It costs time linear in the text, much of it for
// the numbers; of a text that never changes once is enough.
func NewSurvey(a annotations.Article) Survey {
	var s Survey
	all := annotations.Span{End: a.Text.Len()}
	for _, q := range joined(a, suggest.Quotations(a, all)) {
		s.add(a.Text, BareQuotation, q...)
	}
	var numbers []annotations.Span
	for _, b := range a.Blocks {
		for _, f := range figure.Find(a.Text, b.Span, a.Published) {
			numbers = append(numbers, f.Span)
			if numbered(f.Quantity.Type, a.Text.Slice(f.Span)) {
				s.add(a.Text, BareNumber, f.Span)
			}
		}
	}
	s.names = suggest.Names(a, all)
	for _, n := range s.names {
		for len(numbers) > 0 && numbers[0].End <= n.Start {
			numbers = numbers[1:]
		}
		if len(numbers) == 0 || !numbers[0].Contains(n) { // "May 2022" is no name
			s.add(a.Text, BareName, n)
		}
	}
	return s
}

// numbered reports whether a figure has a number in it: all but the dates and times that
// only name a day or a month, or tell it from today.
func numbered(t annotations.FigureType, text string) bool {
	if t != annotations.Date && t != annotations.Clock || strings.ContainsAny(text, "0123456789") {
		return true
	}
	return slices.ContainsFunc(fields(text), func(w string) bool { return numberWords[lower(w)] })
}

func (s *Survey) add(t annotations.Text, k Kind, spans ...annotations.Span) {
	parts := make([]string, len(spans))
	for i, x := range spans {
		parts[i] = t.Slice(x)
	}
	s.passages = append(s.passages, passage{k, spans, strings.Join(parts, " … ")})
}

// interruption is up to how many code points of reporting words ("he said on Friday")
// can stand between the two parts of a split quotation.
const interruption = 80

// joined returns the spans to mark as a claim for each quotation: one, or two where
// reporting words interrupt a sentence.
func joined(a annotations.Article, quotations []suggest.Quotation) [][]annotations.Span {
	var out [][]annotations.Span
	for i, q := range quotations {
		if last := len(out) - 1; i > 0 && len(out[last]) == 1 && continues(a, quotations[i-1], q) {
			out[last] = append(out[last], q.Span)
			continue
		}
		out = append(out, []annotations.Span{q.Span})
	}
	return out
}

// continues reports whether one quotation goes on with the sentence that the one before
// it began: "It is over," she said, "for good." A comma ends the first, inside or
// outside, and another the words between, which are two or more and no end of a
// sentence; the second begins with a small letter.
func continues(a annotations.Article, before, q suggest.Quotation) bool {
	between := annotations.Span{Start: before.Span.End, End: q.Span.Start}
	if between.Len() > interruption || a.BlockAt(before.Span.Start) != a.BlockAt(q.Span.Start) {
		return false
	}
	words := strings.TrimSpace(a.Text.Slice(between))
	inside, outside := strings.HasSuffix(a.Text.Slice(before.Inside), ","), strings.HasPrefix(words, ",")
	if !inside && !outside || !strings.HasSuffix(words, ",") || strings.ContainsAny(words, ".?!;:\n") {
		return false
	}
	r, _ := utf8.DecodeRuneInString(a.Text.Slice(q.Inside))
	return unicode.IsLower(r) && len(strings.Fields(strings.Trim(words, ", "))) > 1
}

// bare returns the passages that nothing marks in a doc.
func (s Survey) bare(d annotations.Doc) []Gap {
	var out []Gap
	for _, p := range s.passages {
		g := Gap{Kind: p.kind, Spans: p.spans, Text: p.text, Key: passageKey(p.kind, p.spans)}
		if !marked(d, p.spans, g.Suggested()) {
			out = append(out, g)
		}
	}
	return out
}

// marked reports whether annotations of a kind mark a passage: if claims, half of it.
func marked(d annotations.Doc, spans []annotations.Span, kind annotations.Kind) bool {
	size, sum := 0, 0
	for _, s := range spans {
		size += s.Len()
		var over []annotations.Span
		for _, m := range d.In(s) {
			if m.Kind != kind {
				continue
			}
			if kind != annotations.KindClaim {
				return true
			}
			for _, x := range m.Spans {
				over = append(over, x.Intersect(s))
			}
		}
		for _, x := range annotations.Join(over) {
			sum += x.Len()
		}
	}
	return kind == annotations.KindClaim && 2*sum >= size
}
