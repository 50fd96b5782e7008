package version

import (
	"sort"
	"unicode"
	"unicode/utf8"

	"pressmark/annotations"
)

// An Op says what became of a stretch of text.
type Op int

// What becomes of stretches.
const (
	Equal    Op = iota // it reads alike in both texts
	Deleted            // only the old text has it
	Inserted           // only the new text has it
	Replaced           // each text has something else in one place
)

func (op Op) String() string { return [...]string{"equal", "deleted", "inserted", "replaced"}[op] }

// A Stretch is a part of the old text and what stands in its place in the new one. A
// side that has nothing there is the empty span where it would be.
type Stretch struct {
	Op       Op
	Old, New annotations.Span
	Moved    bool // it stands elsewhere than in the old text, or in what does
}

// Diff compares two texts, word by word. The stretches are in the order of the new text;
// what was deleted comes after what it followed. Each code point of either text is in
// exactly one. But for those that moved they are in the order of the old text too.
func Diff(old, new annotations.Text) []Stretch { return align(old, new).stretches() }

// stretches returns the alignment as stretches.
func (al *alignment) stretches() []Stretch {
	w := writer{alignment: al}
	w.write(part{0, len(al.a)}, part{0, len(al.b)}, false)
	return w.out
}

// A writer turns pairs into stretches.
type writer struct {
	*alignment
	out []Stretch
}

// write writes two parts whose pairs are in order, or moved.
func (w *writer) write(a, b part, moved bool) {
	for i, j := a.from, b.from; i < a.to || j < b.to; {
		r := part{i, i}
		for r.to < a.to && j+r.len() < b.to && int(w.to[r.to]) == j+r.len() && w.home(r.to, moved) {
			r.to++
		}
		if n := r.len(); n > 0 {
			w.add(Equal, r, part{j, j + n}, moved)
			i, j = i+n, j+n
			continue
		}
		x, y := i, j
		for x < a.to && (w.to[x] == none || !w.home(x, moved)) {
			x++
		}
		if y = b.to; x < a.to {
			y = int(w.to[x])
		}
		w.change(part{i, x}, part{j, y}, moved)
		i, j = x, y
	}
}

// home reports whether token i of a is paired in order, or inside the move being written.
func (w *writer) home(i int, moved bool) bool { return moved || w.movedBy[i] == none }

// change writes what lies between pairs: what was deleted, inserted or replaced, and
// what moved here.
func (w *writer) change(a, b part, moved bool) {
	olds, news := []part{a}, []move{{b: b}}
	if !moved {
		olds, news = w.without(a), w.arrived(b)
	}
	// What comes first on both sides, or last, stands in one place.
	first, last := 0, len(news)-1
	for k, n := range news {
		switch {
		case n.a.len() > 0:
			w.write(n.a, n.b, true)
		case k == first && len(olds) > 0 && olds[0].from == a.from:
			w.put(olds[0], n.b, moved)
			olds = olds[1:]
		case k == last && len(olds) > 0 && olds[len(olds)-1].to == a.to:
			for _, o := range olds[:len(olds)-1] {
				w.put(o, part{n.b.from, n.b.from}, moved)
			}
			w.put(olds[len(olds)-1], n.b, moved)
			olds = nil
		default:
			at := a.to
			if len(olds) > 0 {
				at = olds[0].from
			}
			w.put(part{at, at}, n.b, moved)
		}
	}
	for _, o := range olds {
		w.put(o, part{b.to, b.to}, moved)
	}
}

// without returns what is left of a part of a without what moved away.
func (w *writer) without(a part) (out []part) {
	for i := a.from; i < a.to; {
		if m := w.movedBy[i]; m != none {
			i = w.moves[m].a.to
			continue
		}
		from := i
		for i < a.to && w.movedBy[i] == none {
			i++
		}
		out = append(out, part{from, i})
	}
	return out
}

// arrived cuts a part of b where what moved begins and ends. What did not has no old
// side.
func (w *writer) arrived(b part) (out []move) {
	at := b.from
	first := sort.Search(len(w.moves), func(i int) bool { return w.moves[i].b.from >= at })
	for _, m := range w.moves[first:] {
		if m.b.from >= b.to {
			break
		}
		if at < m.b.from {
			out = append(out, move{b: part{at, m.b.from}})
		}
		out = append(out, m)
		at = m.b.to
	}
	if at < b.to || len(out) == 0 {
		out = append(out, move{b: part{at, b.to}})
	}
	return out
}

// put writes a change, if it is one.
func (w *writer) put(a, b part, moved bool) {
	switch {
	case a.len() > 0 && b.len() > 0:
		w.add(Replaced, a, b, moved)
	case a.len() > 0:
		w.add(Deleted, a, b, moved)
	case b.len() > 0:
		w.add(Inserted, a, b, moved)
	}
}

// add writes a stretch. The space after a token is in its stretch, but for what looks
// better: that after what was replaced is in what follows, and that before what was deleted
// or inserted is in this, where the other text has none there.
func (w *writer) add(op Op, a, b part, moved bool) {
	s := Stretch{op, extent(w.old, w.a, a), extent(w.new, w.b, b), moved}
	if last := len(w.out) - 1; last >= 0 && w.out[last].Old.End == s.Old.Start && w.out[last].New.End == s.New.Start {
		was := &w.out[last]
		i, j := spaceBefore(w.old, was.Old), spaceBefore(w.new, was.New)
		oldSpace, newSpace := i < s.Old.Start, j < s.New.Start
		switch {
		case was.Op == Replaced && op == Equal && oldSpace && newSpace:
			was.Old.End, s.Old.Start, was.New.End, s.New.Start = i, i, j, j
		case was.Op == Equal && op == Deleted && oldSpace && !newSpace:
			was.Old.End, s.Old.Start = i, i
		case was.Op == Equal && op == Inserted && newSpace && !oldSpace:
			was.New.End, s.New.Start = j, j
		}
	}
	w.out = append(w.out, s)
}

// extent returns what a part of a text's tokens takes up, with the space after each. The
// space before the first is the first's.
func extent(t annotations.Text, toks []token, p part) annotations.Span {
	at := func(i int) int {
		switch {
		case i == 0:
			return 0
		case i == len(toks):
			return t.Len()
		}
		return int(toks[i].start)
	}
	return annotations.Span{Start: at(p.from), End: at(p.to)}
}

// spaceBefore returns where the space with which a span ends begins, or the span's end
// where a grapheme cluster may lie on both sides of that.
func spaceBefore(t annotations.Text, s annotations.Span) int {
	v := t.Slice(annotations.Span{Start: max(s.End-mostSpace, s.Start), End: s.End})
	for at := s.End; v != ""; at-- {
		r, n := utf8.DecodeLastRuneInString(v)
		if !unicode.IsSpace(r) || isBreak(r) {
			if unicode.In(r, unicode.Cf, unicode.Lo) { // some of these join what follows
				break
			}
			return at
		}
		v = v[:len(v)-n]
	}
	return s.End
}

// mostSpace bounds how much space between two words is looked at.
const mostSpace = 16
