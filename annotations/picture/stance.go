package picture

import (
	"pressmark/annotations"
	"pressmark/annotations/words"
	"slices"
)

// stances are those in the order of the legend; the last is any other. They have
// forms of their own, drawn as paths: what a font makes of such signs differs.
var stances = []string{"asserts", "denies", "questions", "predicts", "promises", "demands", "unknown"}

func stanceOf(s string) int {
	if i := slices.Index(stances, s); i >= 0 {
		return i
	}
	return len(stances) - 1
}

// stanceWord is how descriptions and legends put a stance.
func stanceWord(stance int) string {
	if stance == len(stances)-1 {
		return words.StanceNotKnown.String()
	}
	return words.StanceWord(annotations.Stance(stances[stance]))
}

// stance draws the form of a stance, 2r units wide around a place.
func (c *canvas) stance(stance int, x, y, r float64) {
	switch name := stances[stance]; name {
	case "asserts": // a disc
		c.disc("fill asserts", x, y, r)
	case "denies": // a cross
		h := 0.8 * r
		c.path("line denies", "M"+at(x-h, y-h)+"L"+at(x+h, y+h)+"M"+at(x-h, y+h)+"L"+at(x+h, y-h))
	case "questions": // a question mark: three quarters of a circle, a stem, a dot
		h := 0.55 * r
		c.path("line questions", "M"+at(x-h, y-r+h)+"a"+at(h, h)+" 0 1 1 "+at(h, h)+"v"+num(0.35*r)+"M"+at(x, y+r)+"h.01")
	case "predicts": // a triangle
		c.path("fill predicts", "M"+at(x, y-r)+"l"+at(1.1*r, 1.9*r)+"h"+num(-2.2*r)+"z")
	case "promises": // a diamond
		h := 1.15 * r
		c.path("fill promises", "M"+at(x, y-h)+"l"+at(h, h)+"l"+at(-h, h)+"l"+at(-h, -h)+"z")
	case "demands": // an exclamation mark
		c.path("line demands", "M"+at(x, y-r)+"v"+num(1.15*r)+"M"+at(x, y+r)+"h.01")
	default: // a ring
		c.disc("line unknown", x, y, 0.7*r)
	}
}

// An entry is one of a legend.
type entry struct {
	word   string
	number int
	draw   func(c *canvas, x, y float64)
}

// legend draws entries in as many lines as they need and returns its height.
func (c *canvas) legend(entries []entry) float64 {
	const line = 22
	x, y := 0.0, 0.0
	c.put(`<g aria-hidden="true">`)
	for _, e := range entries {
		number := words.Group(e.number)
		w := 18 + namedWidth(e.word, number)
		if x > 0 && x+w > c.width {
			x, y = 0, y+line
		}
		e.draw(c, x+6, y+11)
		c.named(x+18, y+15.5, e.word, number)
		x += w + 18
	}
	c.put(`</g>`)
	return y + line
}
