package picture

import (
	"math"

	"pressmark/annotations/words"
)

// A Tick is a mark of an article: its place, from the code point At to To, and its
// kind: "actor", "claim" or "figure".
type Tick struct {
	At, To int
	Kind   string
	Href   string // where it leads; "": nowhere
	Label  string
}

const (
	mostTicks = 400 // that are drawn one by one on a rail
	railBins  = 120 // in which more of them are counted
	railWide  = 24
	railHigh  = 1000
	lane      = 8 // the width of a rail's lanes
	thin      = 4 // the height of a mark
)

// Rail draws where the marks stand along an article of length code points, as a strip
// that is stretched to whatever height its place has: a lane for each kind, actors,
// claims and figures from left to right. More than 400 marks are counted in bins, as
// bars that lead to the first mark of each. Marks outside the article and of no such
// kind are left out.
func Rail(length int, ticks []Tick, o Options) string {
	c := newCanvas(o)
	c.links = ` tabindex="-1"`
	lanes, why := lanesOf(length, ticks)
	for k := range kinds {
		c.rect("track", float64(k)*lane+lane/2-0.5, 0, 1, railHigh)
	}
	n := len(lanes[0]) + len(lanes[1]) + len(lanes[2])
	if n > mostTicks {
		c.bins(length, lanes)
	} else {
		c.left = n
		for k, ticks := range lanes {
			for _, t := range ticks {
				y := float64(t.At) / float64(length) * railHigh
				high := max(thin, float64(t.To-t.At)/float64(length)*railHigh)
				y = min(y, railHigh-high)
				var mark canvas
				switch kinds[k].class {
				case "claim": // as long as it is
					mark.rect("fill claim", lane+2, y, lane-4, high)
				default:
					mark.rect("fill "+kinds[k].class, float64(k)*lane+1, y, lane-2, thin)
				}
				c.item(t.Href, label(t), mark.String())
			}
		}
	}
	desc := words.NothingYet.String()
	if n > 0 {
		desc = along(length, lanes)
	}
	var out canvas
	out.open("pic rail", railWide, railHigh, c.o, c.linked, words.MarksAlong.String(), sentences(desc, why), ` preserveAspectRatio="none"`)
	if c.o.Standalone {
		out.rect("ground", 0, 0, railWide, railHigh)
	}
	out.put(c.String(), "</svg>\n")
	return out.String()
}

// bins draws how many marks of each kind there are in each part of the article.
func (c *canvas) bins(length int, lanes [][]Tick) {
	const high = float64(railHigh) / railBins
	c.left = railBins * len(kinds)
	for k, ticks := range lanes {
		counts, first := histogram(length, railBins, ticks)
		peak := 1
		for _, n := range counts {
			peak = max(peak, n)
		}
		for i, n := range counts {
			if n == 0 {
				c.left--
				continue
			}
			// By the root of the number: one crowded place leaves the others visible.
			w := (lane - 1) * math.Sqrt(float64(n)/float64(peak))
			var mark canvas
			mark.rect("fill "+kinds[k].class, float64(k)*lane+0.5, float64(i)*high+0.5, w, high-1)
			text := label(first[i])
			if n > 1 {
				text = words.TicksFirst.With(words.Count(n, kinds[k].noun), text)
			}
			c.item(first[i].Href, text, mark.String())
		}
	}
}

// label names a mark.
func label(t Tick) string {
	return labelled(kinds[kindOf(t.Kind)].one.String(), clean(t.Label))
}
