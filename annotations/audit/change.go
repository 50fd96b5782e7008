package audit

import (
	"math/big"
	"slices"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/words"
)

// changes returns the changes that are not what lies between before and after: "rose
// by 3 to 20 from 16", where 16 is tied as before 20. The change is the only figure of
// the same sentence that says one; where there are two, or two pairs, it cannot be
// told whose it is.
func (r *record) changes() []finding {
	var out []finding
	for _, m := range r.figures {
		after, ok := r.values[m.ID]
		befores := r.from(annotations.Before, m.ID)
		if !ok || len(befores) != 1 || befores[0].unit != after.unit {
			continue
		}
		before := befores[0]
		if change, ok := r.change(before, after); ok {
			if f, wrong := compare(before, after, change); wrong {
				out = append(out, f)
			}
		}
	}
	return out
}

// change returns the figure that says how much a value changed.
func (r *record) change(before, after value) (c value, ok bool) {
	s := r.sentence(after.mark)
	if s == nil || s != r.sentence(before.mark) {
		return c, false
	}
	for _, m := range r.doc.In(s.span) {
		v, is := r.values[m.ID]
		if !is || m == before.mark || m == after.mark {
			continue
		}
		for _, t := range slices.Concat(r.tied[m.ID], m.Figure.Ties) {
			if t.Relation == annotations.Before {
				return c, false // another pair
			}
		}
		if m.Figure.Direction == "" || v.unit.class != annotations.Growth && v.unit != after.unit {
			continue
		}
		if ok {
			return c, false
		}
		c, ok = v, true
	}
	return c, ok
}

// compare holds a change against before and after.
func compare(before, after, change value) (f finding, wrong bool) {
	differ := after.minus(before.amount)
	if change.mark.Figure.Direction == annotations.Down {
		differ = before.minus(after.amount)
	}
	fits := !differ.apart(change.amount)
	if change.unit.class == annotations.Growth && !points(change.mark.Figure.Quantity) {
		inPoints := fits && after.unit.class == annotations.Share // "from 40% to 44%, up 4%": loosely said
		percent, ok := differ.percent(before.amount)
		fits = inPoints || !ok || !percent.apart(change.amount)
	}
	if fits {
		return f, false
	}
	said := say(words.ChangeIsNot, before.part(), after.part(), moved(change))
	if before.exact != nil && after.exact != nil {
		said = say(words.ChangeIsOther, before.part(), after.part(), text(difference(before, after, change)), moved(change))
	}
	return findingOf(WrongChange, said, before, after, change), true
}

// percent returns a change in per cent of what was before; ok is false where that is
// not above zero.
func (a amount) percent(of amount) (p amount, ok bool) {
	if of.low == nil || of.high == nil || of.low.Sign() <= 0 {
		return p, false
	}
	quotient := func(x *big.Rat, pick func(a, b *big.Rat) *big.Rat) *big.Rat {
		if x == nil {
			return nil
		}
		y := pick(new(big.Rat).Quo(x, of.low), new(big.Rat).Quo(x, of.high))
		return y.Mul(y, power(2))
	}
	return amount{quotient(a.low, least), quotient(a.high, most)}, true
}

// points reports whether a change is one in percentage points.
func points(q annotations.Quantity) bool { return strings.Contains(q.UnitText, "point") }

// moved returns a change with its direction: "up 40%".
func moved(v value) []Part {
	switch v.mark.Figure.Direction {
	case annotations.Up:
		return say(words.QuantityUp, v.part())
	case annotations.Down:
		return say(words.QuantityDown, v.part())
	}
	return v.part()
}

// difference returns what two exact values differ by, as the change says it: "up 40%".
func difference(before, after, change value) string {
	d := new(big.Rat).Sub(after.exact, before.exact)
	way := words.QuantityUp
	switch d.Sign() {
	case 0:
		return words.QuantityNoChange.String()
	case -1:
		way = words.QuantityDown
		d.Neg(d)
	}
	if change.unit.class != annotations.Growth {
		return way.With(after.unit.show(d))
	}
	if points(change.mark.Figure.Quantity) {
		return way.With(change.unit.show(d))
	}
	d.Quo(d, new(big.Rat).Abs(before.exact))
	return way.With(decimal(d.Mul(d, power(2)), 1) + "%")
}
