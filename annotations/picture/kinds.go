package picture

import (
	"math"
	"slices"
	"sort"
	"strings"

	"pressmark/annotations/words"
)

// A kind of mark: its class, what one is called, and what several are.
type kind struct {
	class     string
	one, many words.Phrase // by themselves
	noun      words.Noun
}

// kinds are those of marks, in the order of their lanes.
var kinds = []kind{
	{"actor", words.KindActor, words.Actors, words.Actor},
	{"claim", words.KindClaim, words.Claims, words.Claim},
	{"figure", words.KindFigure, words.Figures, words.Figure},
}

// kindOf returns the place of a kind among kinds, or -1.
func kindOf(class string) int {
	return slices.IndexFunc(kinds, func(k kind) bool { return k.class == class })
}

// lanesOf returns the ticks by kind and place, and says what it leaves out.
func lanesOf(length int, ticks []Tick) (lanes [][]Tick, why string) {
	lanes = make([][]Tick, len(kinds))
	left := 0
	for _, t := range ticks {
		k := kindOf(t.Kind)
		if k < 0 || t.At < 0 || t.At >= length {
			left++
			continue
		}
		t.To = min(max(t.At, t.To), length)
		lanes[k] = append(lanes[k], t)
	}
	for _, l := range lanes {
		sort.Slice(l, func(i, j int) bool { return l[i].At < l[j].At || l[i].At == l[j].At && l[i].To < l[j].To })
	}
	if left > 0 {
		why = words.MarksLeftOut.Count(left)
	}
	return lanes, why
}

// histogram counts in which part of the article marks begin; first is the first mark
// of each part.
func histogram(length, parts int, ticks []Tick) (counts []int, first []Tick) {
	counts, first = make([]int, parts), make([]Tick, parts)
	for _, t := range ticks {
		i := min(int(float64(t.At)/float64(length)*float64(parts)), parts-1)
		if counts[i] == 0 {
			first[i] = t
		}
		counts[i]++
	}
	return counts, first
}

// along says how many marks of each kind begin in each tenth of the article.
func along(length int, lanes [][]Tick) string {
	var items []string
	for k, ticks := range lanes {
		counts, _ := histogram(length, 10, ticks)
		numbers := make([]string, len(counts))
		for i, n := range counts {
			numbers[i] = words.Group(n)
		}
		items = append(items, words.NumbersOf.With(kinds[k].many.String(), strings.Join(numbers, " ")))
	}
	total := make([]string, len(lanes))
	for k, ticks := range lanes {
		total[k] = words.Count(len(ticks), kinds[k].noun)
	}
	return words.TenthsOfArticle.With(strings.Join(total, ", "), strings.Join(items, "; "))
}

// Kinds draws how densely the kinds of marks stand along an article of length code
// points: a lane for each kind, all on one scale. Marks are counted where they begin;
// those outside the article and of no such kind are left out.
func Kinds(title string, length int, ticks []Tick, o Options) string {
	c := newCanvas(o)
	lanes, why := lanesOf(length, ticks)
	if len(slices.Concat(lanes...)) == 0 {
		return c.empty(title, why)
	}
	parts := max(1, min(length, int(c.width/10)))
	counts := make([][]int, len(lanes))
	for k := range lanes {
		counts[k], _ = histogram(length, parts, lanes[k])
	}
	edges := func(i int) float64 { return float64(i) / float64(parts) * c.width }
	quarters := []string{words.Beginning.String(), "25%", "50%", "75%", words.End.String()}
	high := c.density(kinds, counts, edges, func(y float64) {
		for _, i := range []int{1, 2, 3} {
			c.down("grid", float64(i)/4*c.width, 0, y)
		}
	})
	c.put(`<g aria-hidden="true">`)
	for i, s := range quarters {
		at := []side{start, middle, middle, middle, end}[i]
		c.text(axisFace, float64(i)/4*c.width, high+17, at, s)
	}
	c.put(`</g>`)
	return c.svg(title, sentences(along(length, lanes), why), high+24)
}

// density draws a histogram for each kind, all on one scale, the parts between edges,
// over what back draws for their height, and returns that height.
func (c *canvas) density(of []kind, counts [][]int, edge func(int) float64, back func(high float64)) float64 {
	const head, tall, gap = 24.0, 44.0, 14.0
	high := float64(len(of))*(head+tall+gap) - gap
	back(high)
	peak := 1
	for _, n := range slices.Concat(counts...) {
		peak = max(peak, n)
	}
	y := 0.0
	for k, kind := range of {
		total, most := 0, 0
		for _, n := range counts[k] {
			total += n
			most = max(most, n)
		}
		c.glyph(kind.class, 6, y+11)
		c.put(`<g class="halo">`)
		c.named(18, y+15.5, kind.many.String(), words.UpToInBar.With(words.Group(total), words.Group(most)))
		c.put(`</g>`)
		base := y + head + tall
		var d strings.Builder
		for i, n := range counts[k] {
			if n == 0 {
				continue
			}
			x1, x2 := edge(i)+0.5, edge(i+1)-0.5
			h := math.Max(1, float64(n)/float64(peak)*tall)
			d.WriteString("M" + at(x1, base) + "V" + num(base-h) + "H" + num(x2) + "V" + num(base) + "z")
		}
		if d.Len() > 0 {
			c.path("fill "+kind.class, d.String())
		}
		c.across("base", 0, c.width, base)
		y = base + gap
	}
	return high
}
