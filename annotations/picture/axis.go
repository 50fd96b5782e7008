package picture

import (
	"slices"
	"sort"
	"strconv"
	"time"

	"pressmark/annotations/words"
)

// A stretch is a part of a time axis: from and to in seconds since 1970, and where it
// lies.
type stretch struct {
	from, to int64
	x1, x2   float64
	periods  int  // in it
	several  bool // they are not all the same
	unit     unit // how exact the most exact of their dates is
}

// join returns one stretch for two, the second of which is not the first to begin.
func (s stretch) join(o stretch) stretch {
	s.several = s.several || o.several || s.from != o.from || s.to != o.to
	s.to = max(s.to, o.to)
	s.periods += o.periods
	s.unit = max(s.unit, o.unit)
	return s
}

// An axis is one stretch or, where events are crammed because nothing happens for
// most of the time, several with breaks between them.
type axis []stretch

const (
	mostBreaks = 2
	breakShare = 0.45 // of the time: a gap as long as that can be left out
	crammed    = 0.1  // of the time: if several events have less, it is
	breakWide  = 26.0 // px
	leastShare = 0.16 // of the width: what a stretch has at least
	beside     = 0.04 // of a stretch: what it is longer than its periods, at each end

	theBeginning = -62_135_596_800 // of the year 1, in seconds since 1970
)

// newAxis returns an axis from x1 to x2 on which all periods have their place. How
// wide a stretch is depends on how many periods it has.
func newAxis(periods []period, x1, x2 float64) axis {
	a := cutAtGaps(covers(periods))
	shares, sum := make([]float64, len(a)), 0.0
	for i, s := range a {
		shares[i] = max(leastShare, float64(s.periods)/float64(len(periods)))
		sum += shares[i]
	}
	room := x2 - x1 - breakWide*float64(len(a)-1)
	for i := range a {
		s := &a[i]
		s.x1, s.x2 = x1, x1+shares[i]/sum*room
		x1 = s.x2 + breakWide
		more := int64(beside * float64(s.to-s.from))
		s.from, s.to = max(s.from-more, theBeginning), s.to+more
	}
	return a
}

// covers returns the stretches of time in which there is always something.
func covers(periods []period) []stretch {
	all := make([]stretch, len(periods))
	for i, p := range periods {
		from, to := p.core()
		all[i] = stretch{from: from, to: to, periods: 1, unit: p.unit()}
	}
	sort.Slice(all, func(i, j int) bool { return all[i].from < all[j].from })
	out := all[:1]
	for _, s := range all[1:] {
		last := &out[len(out)-1]
		if s.from > last.to {
			out = append(out, s)
			continue
		}
		*last = last.join(s)
	}
	return out
}

// cutAtGaps joins stretches into one, or into several with the longest gaps between
// them, each of which is a great part of what the longer ones leave, if that gives
// room to what would be crammed.
func cutAtGaps(covers []stretch) axis {
	whole := covers[len(covers)-1].to - covers[0].from
	rest := whole
	cut := make([]bool, len(covers))
	for range mostBreaks {
		longest, where := int64(0), 0
		for i := 1; i < len(covers); i++ {
			if gap := covers[i].from - covers[i-1].to; !cut[i] && gap > longest {
				longest, where = gap, i
			}
		}
		if where == 0 || float64(longest) < breakShare*float64(rest) {
			break
		}
		cut[where] = true
		rest -= longest
	}
	one, parts := axis{covers[0]}, axis{covers[0]}
	for i, s := range covers[1:] {
		one[0] = one[0].join(s)
		if cut[i+1] {
			parts = append(parts, s)
		} else {
			parts[len(parts)-1] = parts[len(parts)-1].join(s)
		}
	}
	for _, s := range parts {
		if s.several && float64(s.to-s.from) < crammed*float64(whole) {
			return parts
		}
	}
	return one
}

// x returns where a time lies.
func (a axis) x(t int64) float64 {
	for i, s := range a {
		switch {
		case t < s.from && i == 0:
			return s.x1
		case t < s.from: // in a break
			return s.x1 - breakWide/2
		case t <= s.to:
			return s.x1 + (s.x2-s.x1)*float64(t-s.from)/float64(s.to-s.from)
		}
	}
	return a[len(a)-1].x2
}

// A step is from one tick to the next; its label needs some room.
type step struct {
	unit unit
	n    int
	room float64 // px
}

// steps are those that readers count in, the shortest first.
var steps = []step{
	{second, 1, 70}, {second, 15, 70},
	{minute, 1, 50}, {minute, 5, 50}, {minute, 15, 50}, {minute, 30, 50},
	{hour, 1, 50}, {hour, 3, 50}, {hour, 6, 50}, {hour, 12, 50},
	{day, 1, 30}, {day, 2, 30}, {day, 7, 30}, {day, 14, 30},
	{month, 1, 38}, {month, 3, 38}, {month, 6, 38},
	{year, 1, 44}, {year, 2, 44}, {year, 5, 44}, {year, 10, 44}, {year, 20, 44}, {year, 50, 44},
	{year, 100, 44}, {year, 200, 44}, {year, 500, 44}, {year, 1000, 44},
}

// seconds returns how long the step is, or about that.
func (s step) seconds() int64 {
	return int64(s.n) * []int64{31_556_952, 2_629_746, 86_400, 3_600, 60, 1}[s.unit]
}

// first returns the first tick that is not before a time.
func (s step) first(t time.Time) time.Time {
	var at time.Time
	switch s.unit {
	case year:
		at = time.Date(t.Year()/s.n*s.n, 1, 1, 0, 0, 0, 0, time.UTC)
	case month:
		at = time.Date(t.Year(), (t.Month()-1)/time.Month(s.n)*time.Month(s.n)+1, 1, 0, 0, 0, 0, time.UTC)
	default:
		// Go's zero time was a Monday, and weeks begin on one.
		at = t.Truncate(time.Duration(s.seconds()) * time.Second)
	}
	for at.Before(t) {
		at = s.after(at)
	}
	return at
}

// after returns the tick after one.
func (s step) after(t time.Time) time.Time {
	switch s.unit {
	case year:
		return t.AddDate(s.n, 0, 0)
	case month:
		return t.AddDate(0, s.n, 0)
	}
	return t.Add(time.Duration(s.seconds()) * time.Second)
}

// words returns the label of a tick, and what the label leaves to be understood.
func (s step) words(t time.Time) (label, context string) {
	switch s.unit {
	case year:
		return strconv.Itoa(t.Year()), ""
	case month:
		return words.TickMonth(int(t.Month())), strconv.Itoa(t.Year())
	case day:
		return strconv.Itoa(t.Day()), ofMonth(t)
	case second:
		return t.Format("15:04:05"), ofDay(t)
	}
	return t.Format("15:04"), ofDay(t)
}

// ticks returns the ticks of a stretch: those of the shortest step whose labels have
// room, no shorter than what the dates tell; if none of them falls into it, the
// roundest that does.
func (s stretch) ticks() (step, []time.Time) {
	px := (s.x2 - s.x1) / float64(s.to-s.from)
	for _, step := range steps {
		if step.unit <= s.unit && float64(step.seconds())*px >= step.room {
			if ticks := s.every(step, 1000); len(ticks) > 0 {
				return step, ticks
			}
		}
	}
	for _, step := range slices.Backward(steps) {
		if ticks := s.every(step, 1); len(ticks) > 0 {
			return step, ticks
		}
	}
	return steps[0], nil
}

// every returns the ticks of a step in a stretch, so many at most.
func (s stretch) every(step step, most int) []time.Time {
	var out []time.Time
	last := time.Unix(s.to, 0)
	for t := step.first(time.Unix(s.from, 0).UTC()); !t.After(last) && len(out) < most; t = step.after(t) {
		out = append(out, t)
	}
	return out
}

// A word is a label below or above an axis.
type word struct {
	x    float64 // its middle
	text string
}

// labels returns where the ticks of the whole axis are, their labels, and the
// contexts of these where they change, all without overlaps.
func (a axis) labels(width float64) (at []float64, labels, contexts []word) {
	put := func(row []word, x float64, text string) ([]word, bool) {
		half := axisFace.measure(text) / 2
		x = min(max(x, half), width-half)
		if n := len(row); n > 0 && x-half < row[n-1].x+axisFace.measure(row[n-1].text)/2+6 {
			return row, false
		}
		return append(row, word{x, text}), true
	}
	for _, s := range a {
		step, ticks := s.ticks()
		before := ""
		for _, t := range ticks {
			x := a.x(t.Unix())
			label, context := step.words(t)
			at = append(at, x)
			labels, _ = put(labels, x, label)
			if context == before {
				continue
			}
			next, ok := put(contexts, x, context)
			if !ok && before != "" {
				// The one that begins here says more than the one that ends.
				next, ok = put(contexts[:len(contexts)-1], x, context)
			}
			if ok {
				contexts = next
			}
			before = context
		}
	}
	return at, labels, contexts
}

// axis draws an axis with its labels above it, and down from it, as far as told, the
// lines of its ticks.
func (c *canvas) axis(a axis, y, bottom float64) {
	marks, _, _ := a.labels(c.width)
	for _, x := range marks {
		c.down("grid", x, y, bottom)
	}
	c.axisLabels(a, y, y-7, y-22)
}

// axisLabels draws the line of an axis, its labels and what these leave to be
// understood, each at its height.
func (c *canvas) axisLabels(a axis, y, labelY, contextY float64) {
	for i, s := range a {
		c.across("base", s.x1, s.x2, y)
		if i > 0 {
			// Two strokes where time is left out.
			for _, x := range []float64{s.x1 - breakWide/2 - 3, s.x1 - breakWide/2 + 3} {
				c.path("base", "M"+at(x-3, y+6)+"L"+at(x+3, y-5))
			}
		}
	}
	_, labels, contexts := a.labels(c.width)
	for _, w := range contexts {
		c.text(axisFace, w.x, contextY, middle, w.text)
	}
	for _, w := range labels {
		c.text(axisFace, w.x, labelY, middle, w.text)
	}
}
