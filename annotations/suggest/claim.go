package suggest

import "pressmark/annotations"

// Claims returns the sentences in a part of an article that somebody seems to be
// reported in, in order: those with a reporting word that hardly ever is anything
// else, or with a passage in quotation marks that is no mere word or two.
func Claims(a annotations.Article, in annotations.Span) []annotations.Span {
	var out []annotations.Span
	from, to := a.BlocksIn(in)
	for _, b := range a.Blocks[from:to] {
		toks := tokenize(a.Text, b.Span)
		passages := Quotations(a, b.Span)
		for _, s := range sentences(toks) {
			span := annotations.Span{Start: toks[s.from].span.Start, End: toks[s.to-1].span.End}
			if !reports(toks[s.from:s.to]) && !quotes(passages, span) {
				continue
			}
			if span = a.Text.Whole(span); span.Overlaps(in) {
				out = append(out, span)
			}
		}
	}
	return out
}

// reports reports whether a reporting word stands among tokens.
func reports(toks []token) bool {
	for i, t := range toks {
		if t.is("according") && i+1 < len(toks) && toks[i+1].is("to") {
			return true
		}
		if t.class != word || t.capital() || i > 0 && determiners[toks[i-1].lower] {
			continue
		}
		if r, ok := verb(t.lower); ok && r.force == saying {
			return true
		}
	}
	return false
}

// quotes reports whether a passage of more than a word or two lies in a span.
func quotes(passages []Quotation, s annotations.Span) bool {
	for _, q := range passages {
		if q.Span.Overlaps(s) && !q.Scare() {
			return true
		}
	}
	return false
}
