package version

import (
	"slices"
	"strings"
	"unicode"

	"pressmark/annotations"
	"pressmark/annotations/figure"
)

// A FigureChange is a figure of the text, marked or not, that the new version has otherwise.
type FigureChange struct {
	Old, New annotations.Span
	Was, Is  annotations.Quantity
	Mark     annotations.ID // the old annotation that marks it; "": none does
}

// amount returns what of a quantity makes it another figure when it differs: not the
// words for what is counted, nor those for a unit that has a code.
func amount(q annotations.Quantity) annotations.Quantity {
	q.Counted, q.Base = "", ""
	if q.Unit != "" {
		q.UnitText = ""
	}
	return q
}

// reread returns a figure with the quantity that its new words say.
//
// If a reader had put the quantity right, that was about the old words: what they had
// to put right stays put right, as far as the new words say the same there as the old
// ones did.
//
// The words can be the same and say something else: "rose [3%]", "fell [3%]".
func (c *carrier) reread(old, n annotations.Annotation, f Fate) (annotations.Annotation, Fate, error) {
	if old.Orphan() {
		return n, f, nil
	}
	words, base := n.Exact(), c.after.Published
	if f != Changed { // typography and the day of the new version say nothing new
		words, base = old.Exact(), c.before.Published
	}
	was, is := read(old.Exact(), c.before, old.Cover(), c.before.Published), read(words, c.after, n.Cover(), base)
	switch known := old.Figure; {
	case f == Changed && is == (annotations.Quantity{}) && was != is && !strings.ContainsFunc(words, unicode.IsNumber):
		return n, f, ErrRewritten // no figure stands there
	case f == Changed && known.Corrected:
		n.Figure.Quantity = merged(was, known.Quantity, is)
		n.Figure.Corrected = n.Figure.Quantity != is
	case f == Changed:
		n.Figure.Quantity = is
	case amount(was) != amount(is) && known.Quantity == was && !known.Corrected:
		n.Figure.Quantity = is
		f = Changed
	}
	return n, f, nil
}

// read returns what words say in the place of a span; base is the date of the article.
func read(words string, a annotations.Article, at annotations.Span, base string) annotations.Quantity {
	c := figure.ContextOf(a, at)
	c.Base = base
	return figure.Parse(words, c)
}

// merged returns what the new words say, with what a reader put right where these say
// the same as the old ones.
func merged(was, right, is annotations.Quantity) annotations.Quantity {
	is.Type = pick(was.Type, right.Type, is.Type)
	is.Value = pick(was.Value, right.Value, is.Value)
	is.Low = pick(was.Low, right.Low, is.Low)
	is.High = pick(was.High, right.High, is.High)
	is.Unit = pick(was.Unit, right.Unit, is.Unit)
	is.UnitText = pick(was.UnitText, right.UnitText, is.UnitText)
	is.Currency = pick(was.Currency, right.Currency, is.Currency)
	is.Comparator = pick(was.Comparator, right.Comparator, is.Comparator)
	is.Approximate = pick(was.Approximate, right.Approximate, is.Approximate)
	is.Vague = pick(was.Vague, right.Vague, is.Vague)
	is.Direction = pick(was.Direction, right.Direction, is.Direction)
	is.Counted = pick(was.Counted, right.Counted, is.Counted)
	is.Time = pick(was.Time, right.Time, is.Time)
	is.Base = pick(was.Base, right.Base, is.Base)
	return is
}

func pick[T comparable](was, right, is T) T {
	if is == was {
		return right
	}
	return is
}

// figures returns the figures of the text that changed.
func (c *carrier) figures(old annotations.Doc) (out []FigureChange) {
	olds := figure.Find(c.old, annotations.Span{End: c.old.Len()}, c.before.Published)
	news := figure.Find(c.new, annotations.Span{End: c.new.Len()}, c.before.Published)
	for _, f := range olds {
		i, j := covered(c.a, f.Span)
		im, err := c.image(i, j)
		if err != nil || !im.same && !c.certain(part{i, j}, im) {
			continue
		}
		g, ok := only(news, annotations.Span{Start: int(c.b[im.from].start), End: int(c.b[im.to-1].end)})
		if !ok || amount(g.Quantity) == amount(f.Quantity) {
			continue
		}
		if im.same { // only its surroundings can make it another figure
			words := c.old.Slice(f.Span)
			was, is := read(words, c.before, f.Span, c.before.Published), read(words, c.after, g.Span, c.before.Published)
			if amount(was) == amount(is) {
				continue
			}
		}
		out = append(out, FigureChange{Old: f.Span, New: g.Span, Was: f.Quantity, Is: g.Quantity, Mark: markOn(old, f.Span)})
	}
	return out
}

// only returns the one figure that a span touches.
func only(found []figure.Found, s annotations.Span) (f figure.Found, ok bool) {
	i := slices.IndexFunc(found, func(f figure.Found) bool { return f.Span.Overlaps(s) })
	if i < 0 || i+1 < len(found) && found[i+1].Span.Overlaps(s) {
		return f, false
	}
	return found[i], true
}

// markOn returns the figure annotation on a span.
func markOn(d annotations.Doc, s annotations.Span) annotations.ID {
	for _, n := range d.In(s) {
		if n.Kind == annotations.KindFigure {
			return n.ID
		}
	}
	return ""
}
