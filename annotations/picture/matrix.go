package picture

import (
	"math"
	"slices"
	"strings"

	"pressmark/annotations/words"
)

// A Cell says that an actor takes a stance ("asserts", "denies", "questions",
// "predicts", "promises", "demands"; anything else is not known) to a claim. Both are
// places in the lists.
type Cell struct {
	Actor, Claim int
	Stance       string
}

const (
	mostActors = 20
	mostClaims = 36
	mostMarks  = 500

	slimmest = 24  // a column
	widest   = 150 // a name above one
	longest  = 480 // the room for claims
)

// A set is the stances that an actor takes to a claim, as bits.
type set uint

func (s set) list() []int {
	var out []int
	for i := range stances {
		if s&(1<<i) != 0 {
			out = append(out, i)
		}
	}
	return out
}

// A table is who takes which stances to what.
type table map[place]set

type place struct{ claim, actor int }

// marks returns how many forms a row has.
func (t table) marks(claim int, actors []int) int {
	n := 0
	for _, a := range actors {
		n += len(t[place{claim, a}].list())
	}
	return n
}

// Matrix draws who says what: a row for each claim, a column for each actor, and
// where they meet the stance as a form and a colour, which a legend counts. An actor
// who takes several stances to one claim has their forms side by side. Of more actors
// or claims than there is room for, those with the fewest cells are left out, and the
// picture says so; cells of no actor or claim are left out too.
func Matrix(title string, actors, claims []string, cells []Cell, o Options) string {
	c := newCanvas(o)
	t := table{}
	left := 0
	for _, x := range cells {
		if x.Actor < 0 || x.Actor >= len(actors) || x.Claim < 0 || x.Claim >= len(claims) {
			left++
			continue
		}
		t[place{x.Claim, x.Actor}] |= 1 << stanceOf(x.Stance)
	}
	why := ""
	if left > 0 {
		why = words.CellsLeftOut.Count(left)
	}
	if len(t) == 0 {
		return c.empty(title, why)
	}
	rows, noRows := busiest(len(claims), mostClaims, t, func(p place) int { return p.claim })
	columns, noColumns := busiest(len(actors), min(mostActors, int(0.6*c.width/slimmest)), t, func(p place) int { return p.actor })

	marks := 0
	for i, row := range rows {
		n := t.marks(row, columns)
		if marks+n > mostMarks {
			noRows += len(rows) - i
			rows = rows[:i]
			break
		}
		marks += n
	}
	c.left = len(columns) + len(rows) + marks

	y := c.legend(stanceEntries(t, rows, columns))
	x0, pitch, header := c.names(actors, columns, y)
	top := y + header - 4
	heights := make([]float64, len(rows))
	lines := make([][]string, len(rows))
	bottom := y + header
	for i, row := range rows {
		lines[i] = labelFace.wrap(claims[row], x0-16, mostLines(x0))
		heights[i] = 14 + 17*float64(max(len(lines[i]), 1))
		bottom += heights[i]
	}
	for k := range columns {
		c.down("grid", x0+(float64(k)+0.5)*pitch, top, bottom)
	}
	y += header
	for i, row := range rows {
		c.across("grid", 0, c.width, y)
		var label canvas
		for j, line := range lines[i] {
			label.text(labelFace, 0, y+20+17*float64(j), start, line)
		}
		c.item("", claims[row], label.String())
		for k, column := range columns {
			x := x0 + (float64(k)+0.5)*pitch
			c.cell(t[place{row, column}], x, y+heights[i]/2, pitch, actors[column])
		}
		y += heights[i]
	}
	c.across("grid", 0, c.width, y)
	missing := ""
	switch {
	case noRows > 0 && noColumns > 0:
		missing = words.NotShown.With(words.List(words.Count(noColumns, words.Actor), words.Count(noRows, words.Claim)))
	case noRows > 0:
		missing = words.NotShown.With(words.Count(noRows, words.Claim))
	case noColumns > 0:
		missing = words.NotShown.With(words.Count(noColumns, words.Actor))
	}
	if missing != "" {
		y += 24
		c.text(axisFace, 0, y-4, start, axisFace.clip(missing, c.width))
	}
	return c.svg(title, sentences(describe(actors, claims, t, rows, columns), missing, why), y+2)
}

// mostLines returns into how many lines the text of a claim may be broken where so
// much room is before the columns.
func mostLines(room float64) int {
	if room < 240 {
		return 4
	}
	return 2
}

// cell draws the forms of the stances that an actor takes to a claim, side by side.
func (c *canvas) cell(s set, x, y, pitch float64, actor string) {
	list := s.list()
	r := min(5.5, (pitch-4)/2.5/float64(len(list)))
	for i, stance := range list {
		var mark canvas
		mark.stance(stance, x+(float64(i)-float64(len(list)-1)/2)*2.5*r, y, r)
		c.item("", words.ActorWithStance.With(cut(clean(actor), 80), stanceWord(stance)), mark.String())
	}
}

// busiest returns the places of those that have cells, in order, so many at most,
// and how many of them that leaves out.
func busiest(n, most int, t table, of func(place) int) (shown []int, left int) {
	cells := make(map[int]int)
	for p := range t {
		cells[of(p)]++
	}
	for i := range n {
		if cells[i] > 0 {
			shown = append(shown, i)
		}
	}
	if left = len(shown) - most; left <= 0 {
		return shown, 0
	}
	slices.SortStableFunc(shown, func(a, b int) int { return cells[b] - cells[a] })
	shown = shown[:most]
	slices.Sort(shown)
	return shown, left
}

// names draws the actors above their columns, flat if all have the room, else rising,
// upright where it is narrow. It returns where the columns begin, how far they are
// apart, and how high the names are.
func (c *canvas) names(actors []string, columns []int, y float64) (x0, pitch, header float64) {
	lines := make([]string, len(columns))
	long := 0.0
	for i, a := range columns {
		lines[i] = labelFace.clip(actors[a], widest)
		long = max(long, labelFace.measure(lines[i]))
	}
	n, room := float64(len(columns)), 0.6*c.width
	angle := 0.0
	pitch, header = max(long+16, 44), 28
	switch {
	case pitch*n <= room:
	case c.width < narrow:
		angle, header = 90, long+20
		pitch = min(max(room/n, slimmest), 30)
	default:
		angle, header = 45, long/math.Sqrt2+24
		pitch = min(max((room-long/math.Sqrt2)/n, slimmest), 40)
	}
	// To the right, the columns and what rises above them need their room.
	right := n * pitch
	for i, line := range lines {
		if angle == 45 {
			right = max(right, (float64(i)+0.5)*pitch+labelFace.measure(line)/math.Sqrt2+12)
		}
	}
	x0 = min(c.width-right, longest)
	for i, line := range lines {
		var name canvas
		x := x0 + (float64(i)+0.5)*pitch
		switch angle {
		case 0:
			name.text(labelFace, x, y+header-9, middle, line)
		case 45:
			name.rising(labelFace, angle, x+3, y+header-8, line)
		default:
			name.rising(labelFace, angle, x+4.5, y+header-8, line)
		}
		c.item("", actors[columns[i]], name.String())
	}
	return x0, pitch, header
}

// stanceEntries counts the stances that are shown, for the legend.
func stanceEntries(t table, rows, columns []int) []entry {
	counts := make([]int, len(stances))
	for _, row := range rows {
		for _, column := range columns {
			for _, s := range t[place{row, column}].list() {
				counts[s]++
			}
		}
	}
	var out []entry
	for s, n := range counts {
		if n > 0 {
			out = append(out, entry{stanceWord(s), n, func(c *canvas, x, y float64) { c.stance(s, x, y, 5.5) }})
		}
	}
	return out
}

// describe says who takes which stance to the claims shown.
func describe(actors, claims []string, t table, rows, columns []int) string {
	var items []string
	for _, row := range rows {
		var who []string
		for _, column := range columns {
			for _, s := range t[place{row, column}].list() {
				who = append(who, words.ActorStance.With(cut(clean(actors[column]), 100), stanceWord(s)))
			}
		}
		if len(who) > 0 {
			items = append(items, cut(words.SaidBy.With(words.Quoted(cut(clean(claims[row]), 240)), strings.Join(who, ", ")), 2000))
		}
	}
	return words.ClaimsOfActors.With(words.List(words.Count(len(rows), words.Claim), words.Count(len(columns), words.Actor)), list(items, "; "))
}
