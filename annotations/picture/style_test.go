package picture

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"pressmark/annotations/colour"
)

// rgb reads "#rrggbb".
func rgb(t *testing.T, s string) [3]float64 {
	t.Helper()
	n, err := strconv.ParseUint(strings.TrimPrefix(s, "#"), 16, 32)
	if err != nil || len(s) != 7 {
		t.Fatalf("no colour: %q", s)
	}
	return [3]float64{float64(n >> 16), float64(n >> 8 & 255), float64(n & 255)}
}

// contrast returns the ratio of WCAG 2.
func contrast(t *testing.T, a, b string) float64 {
	luminance := func(s string) float64 {
		sum := 0.0
		for i, c := range rgb(t, s) {
			if c /= 255; c <= 0.04045 {
				c /= 12.92
			} else {
				c = math.Pow((c+0.055)/1.055, 2.4)
			}
			sum += c * []float64{0.2126, 0.7152, 0.0722}[i]
		}
		return sum
	}
	x, y := luminance(a)+0.05, luminance(b)+0.05
	return max(x, y) / min(x, y)
}

// Texts have a contrast of 4.5:1 and graphics of 3:1, on the page's ground and on
// that of a picture that stands alone, in both schemes. Lines that only lead the eye
// need none.
func TestContrast(t *testing.T) {
	grounds := [2][]string{{colour.Sheet.Light, colour.Paper.Light}, {colour.Sheet.Dark, colour.Paper.Dark}}
	for _, p := range paints {
		want := 3.0
		for _, f := range faces {
			if "."+f.class == p.selector {
				want = 4.5
			}
		}
		if p.colour == colour.Sheet || p.colour == colour.Rule {
			continue
		}
		for i, c := range []string{p.colour.Light, p.colour.Dark} {
			for _, ground := range grounds[i] {
				if got := contrast(t, c, ground); got < want {
					t.Errorf("%s: %s on %s is %.2f:1, not %.1f", p.selector, c, ground, got, want)
				}
			}
		}
	}
}

// What differs in the rules of a page and of a file is colours and fonts alone.
func TestStyle(t *testing.T) {
	for name, css := range map[string]string{"page": Style(), "alone": alone()} {
		if strings.Count(css, "{") != strings.Count(css, "}") || strings.ContainsAny(css, "<>&@") && name == "" {
			t.Errorf("%s: %s", name, css)
		}
		for _, p := range paints {
			if !strings.Contains(css, p.selector+"{"+p.property+":") {
				t.Errorf("%s: nothing for %s", name, p.selector)
			}
		}
		if strings.Contains(css, "var(") != (name == "page") || strings.Contains(css, "#") != (name == "alone") {
			t.Errorf("%s has colours of the other:\n%s", name, css)
		}
	}
	if strings.ContainsAny(alone(), "<&") {
		t.Error("the style needs escapes")
	}
}
