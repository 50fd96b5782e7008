package suggest

import "pressmark/annotations"

// Attribution returns how an article gives what it says in spans: direct where all the
// words are in quotation marks, wherever these stand, or in a block that is a
// quotation; mixed where some are; else indirect where cued says that reporting words
// or a speaker are near, and an assertion where not.
//
// A "that" before a quotation is no word of the article's own.
func Attribution(a annotations.Article, spans []annotations.Span, cued bool) annotations.Attribution {
	quoted, bare := 0, 0
	for _, s := range annotations.Join(spans) {
		s = s.Clamp(a.Text.Len())
		passages := quotedIn(a, s)
		for i, w := range tokenize(a.Text, s) {
			switch {
			case w.class != word && w.class != number:
			case within(passages, w.span):
				quoted++
			case i > 0 || !w.is("that"):
				bare++
			}
		}
	}
	switch {
	case quoted > 0 && bare == 0:
		return annotations.Direct
	case quoted > 0:
		return annotations.Mixed
	case cued:
		return annotations.Indirect
	}
	return annotations.Assertion
}

// quotedIn returns what is quoted in the blocks that a span touches.
func quotedIn(a annotations.Article, s annotations.Span) []annotations.Span {
	var out []annotations.Span
	for _, q := range Quotations(a, s) {
		out = append(out, q.Span)
	}
	from, to := a.BlocksIn(s)
	for _, b := range a.Blocks[from:to] {
		if b.Kind == annotations.Quotation {
			out = append(out, b.Span)
		}
	}
	return annotations.Join(out)
}

// within reports whether a span lies in one of spans that are in order.
func within(spans []annotations.Span, s annotations.Span) bool {
	for _, o := range spans {
		if o.Contains(s) {
			return true
		}
	}
	return false
}
