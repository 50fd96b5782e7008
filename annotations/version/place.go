package version

import (
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/anchor"
	"pressmark/annotations/words"
)

// Why an annotation has no place in the new text.
const (
	ErrGone      = words.ErrGone
	ErrUncertain = words.ErrUncertain
	ErrRewritten = words.ErrRewritten
	ErrTorn      = words.ErrTorn
)

const (
	// leastContext is the weight that the unchanged words right before and after a span
	// must have for its place to be certain without a second witness: some five words. It
	// is what tells "17" in a sentence from any other number.
	leastContext = 24
	// mostContext bounds the tokens on each side that are looked at.
	mostContext = 16
	// leastKept is the part of a claim's weight that must be left, in per cent: what says
	// mostly something else is another claim. So it is of an actor or figure of which the
	// rest was left out: of "Mr. Lund" a "Mr." is no mention. An actor of which nothing is
	// left must be a name for a name.
	leastKept = 50
	// leastOpen is the same where an end of the span was replaced together with what was
	// beside it, so that nobody can tell where the span ends now.
	leastOpen = 80
	// leastAround is the part, in per cent, that must be left of the rest of the sentence in
	// which a span stands: a name in a sentence that was written anew is another mention,
	// though one stood there before.
	leastAround = 34
	// sentence bounds the tokens on each side that are looked at for that.
	sentence = 60
)

// A place is where a span of the old text is in the new one.
type place struct {
	span  annotations.Span
	same  bool // it reads alike
	moved bool
	err   error // why there is none
}

// A placer places spans by two witnesses: the alignment, and what [anchor.Transfer]
// finds by itself.
type placer struct {
	*alignment
	second []anchor.Result // for the spans in the order in which they are placed
}

// place places the next span. A part of a mark of kind claim must keep its words.
func (p *placer) place(s annotations.Span, kind annotations.Kind) place {
	second := p.second[0]
	p.second = p.second[1:]
	i, j := covered(p.a, s)
	im, err := p.image(i, j)
	switch {
	case err == ErrGone && (second.Err != anchor.ErrGone || strings.Contains(p.new.String(), p.old.Slice(s))):
		return place{err: ErrUncertain} // it may be there, out of its order
	case err != nil:
		return place{err: err}
	}
	at, ok := p.span(s, part{i, j}, im)
	if !ok {
		return place{err: ErrUncertain}
	}
	got := place{span: p.new.Whole(at), same: im.same, moved: im.moved}
	got.same = got.same && got.span == at
	agreed := second.Err == nil && second.Span == got.span
	certain := p.certain(part{i, j}, im)
	switch {
	case second.Err == nil && !second.Span.Overlaps(got.span), !agreed && !certain, p.around(part{i, j}, im) < leastAround:
		return place{err: ErrUncertain}
	case got.same:
		return got
	case im.open && im.kept < leastOpen, im.kept == 0 && strings.Contains(p.new.Slice(got.span), p.old.Slice(s)),
		im.kept == 0 && kind == annotations.KindActor && p.beside(part{i, j}, im):
		return place{err: ErrUncertain}
	case im.kept < leastKept && (kind == annotations.KindClaim || im.shrunk),
		im.kept == 0 && kind == annotations.KindActor && !(named(p.old.Slice(s)) && named(p.new.Slice(got.span))):
		return place{err: ErrRewritten}
	}
	return got
}

// An image is what became of tokens of the old text.
type image struct {
	part
	same   bool // all of them, and nothing between
	moved  bool
	kept   int  // the part of their weight that is left, in per cent
	shrunk bool // some of them are there, and nothing else
	open   bool // where it begins or ends is not known
}

// image returns what became of tokens [i, j) of the old text.
func (al *alignment) image(i, j int) (im image, err error) {
	if i == j {
		return im, ErrGone
	}
	first, last, kept, n := none, none, 0, 0
	for x := i; x < j; x++ {
		switch {
		case al.to[x] == none:
			continue
		case last != none && (al.to[x] <= al.to[last] || al.movedBy[x] != al.movedBy[last]):
			return im, ErrTorn
		}
		if last = x; first == none {
			first = x
		}
		n++
		kept += al.lex.words[al.a[x].key].weight
	}
	im.from, im.to = al.fences(i, j)
	switch {
	case first != none:
		im.moved = al.movedBy[first] != none
		// What was replaced at an end of the span belongs to it, up to its neighbour.
		if first == i || im.from == none || !al.fits(part{im.from, int(al.to[first])}, first-i) {
			im.from, im.open = int(al.to[first]), first > i
		}
		if last == j-1 || im.to == none || !al.fits(part{int(al.to[last]) + 1, im.to}, j-1-last) {
			im.to, im.open = int(al.to[last])+1, im.open || last < j-1
		}
	case im.from == none || im.to == none || !al.together(i-1, j):
		return im, ErrGone
	default:
		im.moved = i > 0 && al.movedBy[i-1] != none
	}
	if im.len() == 0 || !al.fits(im.part, j-i) && !(breaks(al.a[i:j]) && im.len() <= mostBecome(j-i)) {
		return im, ErrGone
	}
	im.same = n == j-i && im.len() == n
	im.shrunk = !im.same && im.len() == n
	im.kept = 100 * kept / max(al.weight(al.a[i:j]), al.weight(al.b[im.from:im.to]))
	return im, nil
}

// mostBecome is how many tokens n tokens may have become: a first name, a title or a
// short clause more than twice their number.
func mostBecome(n int) int { return 2*n + 6 }

// fits reports whether a part of the new text can be what n tokens of the old one became.
func (al *alignment) fits(b part, n int) bool {
	return b.len() >= 0 && b.len() <= mostBecome(n) && !breaks(al.b[b.from:b.to])
}

// together reports whether tokens i and j of the old text, or the ends of the text, are
// both in order or in one move.
func (al *alignment) together(i, j int) bool {
	return i < 0 || j == len(al.a) || al.movedBy[i] == al.movedBy[j]
}

// fences returns what lies in the new text between the neighbours of tokens [i, j),
// where these are there and in order; none on the side where one is not.
func (al *alignment) fences(i, j int) (from, to int) {
	from, to = none, none
	if i == 0 {
		from = 0
	} else if al.to[i-1] != none {
		from = int(al.to[i-1]) + 1
	}
	if j == len(al.a) {
		to = len(al.b)
	} else if al.to[j] != none {
		to = int(al.to[j])
	}
	return from, to
}

// breaks reports whether a paragraph ends among tokens.
func breaks(toks []token) bool {
	for _, t := range toks {
		if t.key == breakKey {
			return true
		}
	}
	return false
}

// certain reports whether an image stands between the neighbours that its tokens had,
// and these are enough to tell the place.
func (al *alignment) certain(a part, im image) bool {
	before, after := 0, 0
	for k := 1; k <= mostContext && a.from >= k && im.from >= k && int(al.to[a.from-k]) == im.from-k; k++ {
		before += al.lex.words[al.a[a.from-k].key].weight
	}
	for k := 0; k < mostContext && a.to+k < len(al.a) && int(al.to[a.to+k]) == im.to+k; k++ {
		after += al.lex.words[al.a[a.to+k].key].weight
	}
	if im.same {
		return before+after+al.weight(al.a[a.from:a.to]) >= leastContext
	}
	closedIn := (before > 0 || a.from == 0 && im.from == 0) && (after > 0 || a.to == len(al.a) && im.to == len(al.b))
	return closedIn && before+after >= leastContext
}

// around returns the part, in per cent, that is left around an image of the rest of the
// sentence in which tokens stand.
func (al *alignment) around(a part, im image) int {
	kept, all := 0, 0
	add := func(x int, there bool) {
		w := al.lex.words[al.a[x].key].weight
		if all += w; there {
			kept += w
		}
	}
	for x := a.from - 1; x >= max(0, a.from-sentence) && !al.final(x); x-- {
		y := int(al.to[x])
		add(x, y >= im.from-2*sentence && y >= 0 && y < im.from)
	}
	for x := a.to; x < min(len(al.a), a.to+sentence) && !al.final(x-1); x++ {
		y := int(al.to[x])
		add(x, y >= im.to && y < im.to+2*sentence)
	}
	if all == 0 {
		return 100
	}
	return 100 * kept / all
}

// beside reports whether tokens of the old text stand near an image, where that text had
// something else: two names changed places.
func (al *alignment) beside(a part, im image) bool {
	for y := max(0, im.from-sentence); y+a.len() <= min(len(al.b), im.to+sentence); y++ {
		n := 0
		for n < a.len() && al.from[y+n] == none && al.same(a.from+n, y+n) {
			n++
		}
		if n == a.len() {
			return true
		}
	}
	return false
}

// final reports whether a sentence or paragraph ends with token i of the old text.
func (al *alignment) final(i int) bool {
	return al.lex.words[al.a[i].key].ends || al.a[i].key == breakKey
}

// span returns the code points of an image. A span that begins or ends inside a token
// does so in the new text, too; ok is false where that token is another.
func (al *alignment) span(s annotations.Span, a part, im image) (at annotations.Span, ok bool) {
	first, last := al.a[a.from], al.a[a.to-1]
	to, end := al.b[im.from], al.b[im.to-1]
	at = annotations.Span{Start: int(to.start), End: int(end.end)}
	lead, tail := s.Start-int(first.start), int(last.end)-s.End
	if lead > 0 {
		if !al.alike(a.from, im.from) {
			return at, false
		}
		at.Start += lead
	}
	if tail > 0 {
		if !al.alike(a.to-1, im.to-1) {
			return at, false
		}
		at.End -= tail
	}
	return at, !at.Empty()
}

// alike reports whether two tokens are paired and of one length.
func (al *alignment) alike(i, j int) bool {
	return int(al.to[i]) == j && al.a[i].end-al.a[i].start == al.b[j].end-al.b[j].start
}

// places places the spans of a mark or of a cue. Where some are gone and the others are
// most of it, these are it; else it has all of them or, with the reason, none.
func (p *placer) places(spans []annotations.Span, kind annotations.Kind) (out []place, err error) {
	left, all := 0, 0
	var gone, bad error
	for _, s := range spans {
		got := p.place(s, kind)
		all += s.Len()
		switch last := len(out) - 1; {
		case got.err == ErrGone:
			gone = got.err
			continue
		case got.err != nil:
			bad = got.err
		case last >= 0 && got.span.Start < out[last].span.End:
			bad = ErrTorn
		}
		out, left = append(out, got), left+s.Len()
	}
	switch {
	case bad != nil:
		return nil, bad
	case gone == nil:
		return out, nil
	case 100*left < leastKept*all:
		return nil, gone
	}
	for i := range out {
		out[i].same = false
	}
	return out, nil
}

// found places quotes that had no place in the old text: each must stand in the new one
// word for word, and where the old one had nothing.
func (p *placer) found(f *anchor.Finder, quotes []annotations.Quote) (out []place, err error) {
	for _, q := range quotes {
		got, err := f.Find(q, annotations.Span{})
		if err != nil || got.How == anchor.Changed {
			return nil, ErrGone
		}
		from, to := covered(p.b, got.Span)
		for _, x := range p.from[from:to] {
			if x != none {
				return nil, ErrUncertain
			}
		}
		if last := len(out) - 1; last >= 0 && got.Span.Start < out[last].span.End {
			return nil, ErrTorn
		}
		out = append(out, place{span: got.Span, same: true, moved: true})
	}
	if len(out) == 0 {
		return nil, ErrGone
	}
	return out, nil
}
