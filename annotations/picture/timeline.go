package picture

import (
	"cmp"
	"slices"
	"sort"

	"pressmark/annotations/words"
)

// An Event is a dated figure or claim. Start and End are ISO 8601 dates of any
// precision from the year to the second, both included, ".." for a side that is open.
// End may be empty: the event is at Start, or Start holds both with a slash between.
// Kind is "figure" or "claim"; others are drawn as neither.
type Event struct {
	Label      string
	Start, End string
	Kind       string
	Href       string // where it leads; "": nowhere
}

const (
	mostEvents = 200 // that are drawn one by one
	widestText = 190 // px, of an event
	laneHigh   = 24
	tall       = 480 // px: lanes as high have their axis below them too
	shortest   = 12  // px: a shorter period is drawn as a point
)

// eventKinds are those of a timeline, in the order of its legend.
var eventKinds = []kind{kinds[1], kinds[2], {class: "rest", many: words.Others}}

func eventKind(class string) int {
	switch class {
	case "claim":
		return 0
	case "figure":
		return 1
	}
	return 2
}

// A dated is an event with what its dates mean.
type dated struct {
	Event
	period
	kind int
}

// Timeline draws events on an axis of time, each with its label: points, and periods
// as lines as long as they last, with an arrow where they are open. Where nothing
// happens for most of the time the axis is broken. More than 200 events are drawn as
// their density. Events without a date that can be read are left out.
func Timeline(title string, events []Event, o Options) string {
	c := newCanvas(o)
	var all []dated
	var periods []period
	for _, e := range events {
		if p, ok := parsePeriod(e.Start, e.End); ok {
			all = append(all, dated{e, p, eventKind(e.Kind)})
			periods = append(periods, p)
		}
	}
	why := ""
	if left := len(events) - len(all); left > 0 {
		why = words.EventsLeftOut.Count(left)
	}
	if len(all) == 0 {
		return c.empty(title, why)
	}
	sort.SliceStable(all, func(i, j int) bool {
		aFrom, aTo := all[i].core()
		bFrom, bTo := all[j].core()
		return aFrom < bFrom || aFrom == bFrom && bTo < aTo
	})
	a := newAxis(periods, 0, c.width)
	if len(a) > 1 {
		why = sentences(words.AxisLeavesOut.String(), why)
	}
	items := make([]string, len(all))
	for i, e := range all {
		items[i] = e.String()
	}
	desc := sentences(words.ASentence.With(list(items, "; ")), why)
	if len(all) > mostEvents {
		return c.svg(title, desc, c.crowd(a, all))
	}
	return c.svg(title, desc, c.lanes(a, all))
}

// String says when an event was and what it is.
func (e dated) String() string {
	return labelled(words.Capital(e.period.String()), cut(clean(e.Label), 300))
}

// A box is what an event covers of its lane.
type box struct {
	x1, x2 float64 // of the form
	text   string
	textX  float64
	side   side
	from   float64 // of form and text
	to     float64
}

// place returns the box of an event. A point has its label beside it, a period above.
func (c *canvas) place(a axis, e dated) box {
	from, to := e.core()
	b := box{x1: a.x(from), x2: a.x(to), side: start}
	if e.from == nil {
		b.x1 = 0
	}
	if e.to == nil {
		b.x2 = c.width
	}
	b.text = labelFace.clip(e.Label, min(widestText, c.width*0.45))
	w := labelFace.measure(b.text)
	if b.period() {
		b.textX = max(0, min(b.x1, c.width-w))
		b.from, b.to = min(b.x1, b.textX), max(b.x2, b.textX+w)
		return b
	}
	const half, gap = 6, 4
	b.x1 = min(max((b.x1+b.x2)/2, half), c.width-half)
	b.x2 = b.x1
	b.textX = b.x1 + half + gap
	b.from, b.to = b.x1-half, b.textX+w
	if b.to > c.width {
		b.textX, b.side = b.x1-half-gap, end
		b.from, b.to = b.textX-w, b.x1+half
	}
	return b
}

// period reports whether the form is a line, not a point.
func (b box) period() bool { return b.x2-b.x1 >= shortest }

// lanes draws events one by one, each in the first lane that has room for it, and
// returns the height.
func (c *canvas) lanes(a axis, events []dated) float64 {
	boxes := make([]box, len(events))
	lane := make([]int, len(events))
	var ends []float64 // of what is in each lane
	order := make([]int, len(events))
	for i, e := range events {
		boxes[i] = c.place(a, e)
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(boxes[i].from, boxes[j].from) })
	for _, i := range order {
		l := slices.IndexFunc(ends, func(to float64) bool { return to+10 <= boxes[i].from })
		if l < 0 {
			l = len(ends)
			ends = append(ends, 0)
		}
		ends[l], lane[i] = boxes[i].to, l
	}

	top := c.legend(eventEntries(events)) + 40
	high := float64(len(ends)) * laneHigh
	bottom := top + 8 + high
	height := bottom
	c.put(`<g aria-hidden="true">`)
	c.axis(a, top, bottom)
	if high > tall {
		c.axisLabels(a, bottom, bottom+16, bottom+31)
		height += 36
	}
	c.put(`</g>`)
	c.left = len(events)
	for i, e := range events {
		c.item(e.Href, e.String(), c.event(e, boxes[i], top+8+float64(lane[i])*laneHigh))
	}
	return height
}

// event draws one event in its lane.
func (c *canvas) event(e dated, b box, y float64) string {
	var out canvas
	class := eventKinds[e.kind].class
	if !b.period() {
		out.glyph(class, b.x1, y+12)
		out.text(overFace, b.textX, y+16.5, b.side, b.text)
		return out.String()
	}
	line := y + 19
	x1, x2 := b.x1, b.x2
	out.text(overFace, b.textX, y+13, b.side, b.text)
	if e.from == nil {
		out.path("fill "+class, "M"+at(x1, line)+"l6 -4v8z")
		x1 += 6
	}
	if e.to == nil {
		out.path("fill "+class, "M"+at(x2, line)+"l-6 -4v8z")
		x2 -= 6
	}
	switch class {
	case "figure": // a thin line with discs at its ends
		out.rect("fill figure", x1, line-1, x2-x1, 2)
		if e.from != nil {
			out.disc("fill figure", x1+3, line, 3)
		}
		if e.to != nil {
			out.disc("fill figure", x2-3, line, 3)
		}
	default:
		out.rect("fill "+class, x1, line-2, x2-x1, 4)
	}
	return out.String()
}

// eventEntries counts events by kind, for the legend.
func eventEntries(events []dated) []entry {
	var out []entry
	for k, kind := range eventKinds {
		n := 0
		for _, e := range events {
			if e.kind == k {
				n++
			}
		}
		if n > 0 {
			out = append(out, entry{kind.many.String(), n, func(c *canvas, x, y float64) { c.glyph(kind.class, x, y) }})
		}
	}
	return out
}

// crowd draws how many events of each kind begin when, and returns the height.
func (c *canvas) crowd(a axis, events []dated) float64 {
	const bin = 8.0
	parts := int(c.width / bin)
	var shown []kind
	var counts [][]int
	for k, kind := range eventKinds {
		of := make([]int, parts)
		has := false
		for _, e := range events {
			if from, _ := e.core(); e.kind == k {
				of[min(int(a.x(from)/bin), parts-1)]++
				has = true
			}
		}
		if has {
			shown, counts = append(shown, kind), append(counts, of)
		}
	}
	const top = 40.0
	var drawn canvas
	drawn.width = c.width
	high := drawn.density(shown, counts, func(i int) float64 { return float64(i) * bin }, func(high float64) {
		c.put(`<g aria-hidden="true">`)
		c.axis(a, top, top+high+10)
		c.put(`</g>`)
	})
	c.put(`<g transform="translate(0 `, num(top+10), `)">`, drawn.String(), `</g>`)
	return top + 10 + high + 4
}
