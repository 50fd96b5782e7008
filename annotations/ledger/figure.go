package ledger

import (
	"cmp"
	"math/big"
	"slices"
	"sort"
	"strings"

	"pressmark/annotations"
)

// A FigureOrder says by what figures are sorted.
type FigureOrder string

// The orders of figures.
const (
	ByPlace FigureOrder = "place" // article by article, in text order
	ByValue FigureOrder = "value" // like with like, the largest number or the earliest time first
	ByType  FigureOrder = "type"  // like with like, in text order
)

// SortFigures returns figures in another order. Like figures are of one type, in one
// unit or currency; they stand together, in the order of annotations.FigureTypes.
func SortFigures(in []*Figure, by FigureOrder) []*Figure {
	rows := make([]sortable, len(in))
	for i, f := range in {
		rows[i] = sortable{Figure: f}
		if by == ByValue || by == ByType {
			rows[i].likeness()
		}
		if by == ByValue {
			rows[i].measure()
		}
	}
	sort.Slice(rows, func(i, j int) bool {
		a, b := rows[i], rows[j]
		return cmp.Or(a.kind-b.kind, strings.Compare(a.unit, b.unit), a.compare(b), a.order-b.order) < 0
	})
	out := make([]*Figure, len(in))
	for i, r := range rows {
		out[i] = r.Figure
	}
	return out
}

// sortable is a figure with what it is sorted by.
type sortable struct {
	*Figure
	kind  int
	unit  string
	value *big.Rat // nil: none
	time  string
}

// likeness sets what like figures have in common.
func (s *sortable) likeness() {
	q := s.Mark.Figure.Quantity
	s.kind = slices.Index(annotations.FigureTypes, q.Type)
	if s.kind < 0 {
		s.kind = len(annotations.FigureTypes)
	}
	s.unit = unitOf(q)
	if q.Type == annotations.Share && s.unit == "" {
		s.unit = "%"
	}
}

// measure sets what figures of one likeness are compared by.
func (s *sortable) measure() {
	q := s.Mark.Figure.Quantity
	s.time = q.Time
	if r, ok := number(q).Rat(); ok {
		s.value = r
		if q.Type == annotations.Share && unitOf(q) == "" { // a part of one
			s.value.Mul(r, hundred)
		}
	}
}

// compare puts the larger number first, then the earlier time, then what has neither.
func (s sortable) compare(o sortable) int {
	switch {
	case s.value != nil && o.value != nil:
		if s.value.IsInt() && o.value.IsInt() { // most are, and fractions cost more
			return o.value.Num().Cmp(s.value.Num())
		}
		return o.value.Cmp(s.value)
	case s.value != nil:
		return -1
	case o.value != nil:
		return 1
	case s.time != "" && o.time != "":
		return strings.Compare(s.time, o.time)
	}
	return cmp.Compare(len(o.time), len(s.time))
}

// unitOf returns what a quantity is in: its currency or unit.
func unitOf(q annotations.Quantity) string {
	return cmp.Or(q.Currency, q.Unit, strings.ToLower(q.UnitText))
}

// number returns the number by which a quantity is compared: its value, or the lower
// end of a range, or the upper one where that is open.
func number(q annotations.Quantity) annotations.Decimal {
	return cmp.Or(q.Value, q.Low, q.High)
}
