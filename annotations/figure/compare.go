package figure

import "pressmark/annotations"

// A qualifier is words that say on which side of its number a figure lies, or that the
// number is not exact.
type qualifier struct {
	before, after string // the forms that stand before a number, and after it: see forms
	comparator    annotations.Comparator
	approximate   bool
}

// qualifiers lists them. "nearly" and "almost" say that the number is not exact; on
// which side of it the figure lies would be a guess where texts use them loosely.
var qualifiers = []qualifier{
	{comparator: annotations.MoreThan,
		before: "more than|greater than|higher than|bigger than|larger than|over|above|upwards of|upward of|in excess of|exceeding|exceed|exceeds|exceeded|north of|just over|slightly over|well over|a little over|a little more than|just more than|slightly more than|well above|far more than|longer than|older than|better than|>",
		after:  "and change|plus change"},
	{comparator: annotations.AtLeast,
		before: "at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum of|as few as|as little as|at least or equal to|greater than or equal to|more than or equal to|bigger or equal than|greater or equal than|larger or equal than|>=|≥|≧",
		after:  "or more|or above|or higher|or greater|or over|or older|or better|or longer|or larger|and above|and over|and older|and up|and more|plus|+|at least|at the least|at minimum|or more than"},
	{comparator: annotations.LessThan,
		before: "less than|fewer than|smaller than|lower than|under|below|just under|slightly under|well under|just below|well below|just short of|shy of|slightly less than|just less than|shorter than|younger than|south of|<",
		after:  ""},
	{comparator: annotations.AtMost,
		before: "at most|no more than|not more than|no greater than|up to|as many as|as much as|a maximum of|maximum of|as high as|less than or equal to|smaller or equal than|less or equal than|smaller than or equal to|not over|<=|≤|≦",
		after:  "or less|or fewer|or below|or lower|or under|or younger|and under|and below|at most|at the most|or smaller|tops|max"},
	{approximate: true,
		before: "about|around|some|roughly|approximately|approx|approx.|nearly|almost|close to|an estimated|estimated|circa|ca.|c.|~|≈|somewhere around|in the region of|something like|in the neighborhood of|on the order of|more or less|near|just about|getting on for|virtually|practically",
		after:  "or so|-odd|odd|- odd|or thereabouts|more or less|give or take|approximately"},
}

// qualified reads the qualifiers before a number, two at most: "at least about".
func (s *scanner) qualified(i int, q *annotations.Quantity) (next int) {
	for range 2 {
		list := s.at(i).w.before
		if list == nil {
			return i
		}
		by, end, ok := longest(s, i, list)
		if !ok {
			return i
		}
		by.apply(q)
		i = end
	}
	return i
}

// after reads the qualifier after a number.
func (s *scanner) after(i int, q *annotations.Quantity) (next int) {
	j := i
	if s.is(j, hyphen) && s.glued(j) && s.glued(j+1) && len(s.at(j+1).w.after) > 0 {
		j++
	}
	list := s.at(j).w.after
	if list == nil {
		return i
	}
	by, end, ok := longest(s, j, list)
	if !ok {
		return i
	}
	switch last := s.at(end - 1); {
	case s.is(j, plus) && (!s.glued(j) || s.glued(end) && s.peek(end).kind == digits):
		return i
	case end == j+1 && last.w != plus && (!s.glued(j) || j == i) && last.kind == letters && q.Comparator == "" && !by.alone(last):
		return i
	}
	if s.is(j, and, or) && (s.at(end).kind == digits || s.at(end).w.cardinal != notCardinal || s.is(end, than)) {
		return i // "above 2,000 and below 2,500"
	}
	by.apply(q)
	return end
}

// alone reports whether one word after a number may qualify it without a hyphen.
func (by qualifier) alone(t *token) bool {
	return t.w == plusWord || t.w == oddWord || t.w == tops || t.w == maxWord
}

func (by qualifier) apply(q *annotations.Quantity) {
	if by.comparator != "" {
		q.Comparator = by.comparator
	}
	q.Approximate = q.Approximate || by.approximate
}

var (
	than     = name("than")
	plusWord = name("plus")
	oddWord  = name("odd")
	tops     = name("tops")
	maxWord  = name("max")
)
