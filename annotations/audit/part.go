package audit

import (
	"math/big"
	"slices"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/words"
)

// parts returns the parts that are larger than their wholes, one by one or together.
func (r *record) parts() []finding {
	var out []finding
	for _, m := range r.figures {
		whole, ok := r.values[m.ID]
		if !ok || whole.unit.class == annotations.Growth {
			continue
		}
		var fit []value
		for _, p := range r.from(annotations.PartOf, m.ID) {
			switch {
			case p.unit != whole.unit || p.ofAnother():
			case p.above(whole.amount):
				out = append(out, findingOf(PartTooLarge, say(words.IsMoreThan, p.part(), whole.part()), p, whole))
			default:
				fit = append(fit, p)
			}
		}
		for _, group := range disjoint(fit) {
			sum, exact := total(group)
			if sum.above(whole.amount) {
				out = append(out, findingOf(PartsTooLarge, tooMuch(group, sum, exact, whole.part()), append(group, whole)...))
			}
		}
	}
	return out
}

// shares returns the shares above 100 %, alone or together.
func (r *record) shares() []finding {
	all := amount{hundred, hundred}
	var out []finding
	var tied []annotations.ID // the wholes, in text order of their parts
	for _, m := range r.figures {
		v, ok := r.values[m.ID]
		if !ok || v.unit.class != annotations.Share {
			continue
		}
		part := false
		for _, t := range m.Figure.Ties {
			if t.Relation != annotations.PartOf || r.byID[t.Figure] == nil {
				continue
			}
			part = true
			if !slices.Contains(tied, t.Figure) {
				tied = append(tied, t.Figure)
			}
		}
		if v.above(all) && (part || v.ofPeople()) {
			out = append(out, findingOf(ShareTooLarge, say(words.IsMoreThanWhole, v.part()), v))
		}
	}
	for _, id := range tied {
		if whole, ok := r.values[id]; ok && whole.unit.class == annotations.Share {
			continue // they are parts of that share
		}
		fit := slices.DeleteFunc(r.from(annotations.PartOf, id), func(v value) bool {
			return v.unit.class != annotations.Share || v.above(all) || v.ofAnother()
		})
		for _, group := range disjoint(fit) {
			if sum, exact := total(group); sum.above(all) {
				out = append(out, findingOf(ShareTooLarge, tooMuch(group, sum, exact, nil), group...))
			}
		}
	}
	return out
}

// ofAnother reports whether a share is said to be of something else than the figure
// that it is tied to: in "45%, including 60% of women" the 60% are no part of the 45%.
func (v value) ofAnother() bool {
	if v.unit.class != annotations.Share {
		return false
	}
	_, after := v.doc.around(v.mark)
	words := fields(head(after))
	return len(words) > 1 && lower(words[0]) == "of" && !referring[lower(words[1])]
}

// referring are words that stand for the figure that a share is tied to: "60% of them".
var referring = set("them these those it which whom that the")

// ofPeople reports whether the words around a share say that it is one of people or
// votes: such a one has a whole, where one of a price, a capacity or an economy can be
// more than that.
func (v value) ofPeople() bool {
	before, after := v.doc.around(v.mark)
	for _, w := range append(fields(tail(before)), fields(head(after))...) {
		if peopleWords[lower(w)] {
			return true
		}
	}
	return false
}

// peopleWords are plurals and votes, of which a share has a whole.
var peopleWords = set(`people person men women children adults voters votes vote ballots turnout respondents residents
	citizens members households families students pupils patients workers employees`)

// reach is how many bytes of text beside a figure are looked at for what it is of.
const reach = 60

// head returns the beginning of a text, up to the end of its first sentence or clause.
func head(s string) string {
	if len(s) > reach {
		s = s[:reach]
	}
	if i := strings.IndexAny(s, ".,;:!?—("); i >= 0 {
		s = s[:i]
	}
	return s
}

// tail returns the end of a text, from the beginning of its last sentence or clause.
func tail(s string) string {
	if len(s) > reach {
		s = s[len(s)-reach:]
	}
	if i := strings.LastIndexAny(s, ".,;:!?—)"); i >= 0 {
		s = s[i+1:]
	}
	return s
}

// disjoint returns the groups of two or more of the parts of a whole that surely do not
// overlap, so that they can be added: they stand in one paragraph, have one unit, and
// count the same thing or persons who cannot be both. Of parts of which it is not said what they
// count, that is taken to be the same.
func disjoint(parts []value) [][]value {
	var groups [][]value
	for _, p := range parts {
		i := slices.IndexFunc(groups, func(g []value) bool {
			return !slices.ContainsFunc(g, func(q value) bool {
				return p.unit != q.unit || p.doc.block(p.mark) != q.doc.block(q.mark) || !exclusive(p, q)
			})
		})
		if i < 0 {
			groups = append(groups, []value{p})
			continue
		}
		groups[i] = append(groups[i], p)
	}
	return slices.DeleteFunc(groups, func(g []value) bool { return len(g) < 2 })
}

// exclusive reports whether what two parts of one whole count is not counted twice.
func exclusive(p, q value) bool {
	a, b := noun(p.mark.Figure.Counted), noun(q.mark.Figure.Counted)
	if a == b || a == "" || b == "" {
		return true
	}
	return kindsOfPerson[a] && kindsOfPerson[b] || (a == "child" || b == "child") && (grown[a] || grown[b])
}

// Persons, of whom nobody is two of the first, or one of the second and a child.
var (
	kindsOfPerson = set("man woman boy girl")
	grown         = set("man woman adult")
)

// total returns the sum of values. exact is nil where one has no exact number.
func total(vs []value) (sum amount, exact *big.Rat) {
	sum, exact = amount{zero, zero}, zero
	for _, v := range vs {
		sum = sum.plus(v.amount)
		if exact != nil && v.exact != nil && v.mark.Figure.Comparator == "" && !v.mark.Figure.Approximate {
			exact = new(big.Rat).Add(exact, v.exact)
		} else {
			exact = nil
		}
	}
	return sum, exact
}

// tooMuch says that a sum is more than a whole, or than the whole where that has no value:
// "9 + 12 = 21 is more than 19", "at least 9 + 12, at least 21 together, is more than 19".
func tooMuch(vs []value, sum amount, exact *big.Rat, whole []Part) []Part {
	var added []Part
	for i, v := range vs {
		if i > 0 {
			added = append(added, Part{Text: " + "})
		}
		added = append(added, v.part()...)
	}
	unit := vs[0].unit
	switch {
	case exact != nil && whole != nil:
		return say(words.SumIsMoreThan, added, text(unit.show(exact)), whole)
	case exact != nil:
		return say(words.SumIsMoreThanWhole, added, text(unit.show(exact)))
	case whole != nil:
		return say(words.SumAtLeastIsMoreThan, added, text(unit.show(sum.low)), whole)
	}
	return say(words.SumAtLeastIsMoreThanWhole, added, text(unit.show(sum.low)))
}
