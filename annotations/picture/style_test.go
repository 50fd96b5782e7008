package picture

import (
	"fmt"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
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
	grounds := [2][]string{{sheet.light, "#fbf9f4"}, {sheet.dark, "#171614"}}
	for _, p := range paints {
		want := 3.0
		for _, f := range faces {
			if "."+f.class == p.selector {
				want = 4.5
			}
		}
		if p.colour == sheet || p.colour == rule {
			continue
		}
		for i, c := range []string{p.colour.light, p.colour.dark} {
			for _, ground := range grounds[i] {
				if got := contrast(t, c, ground); got < want {
					t.Errorf("%s: %s on %s is %.2f:1, not %.1f", p.selector, c, ground, got, want)
				}
			}
		}
	}
}

// The literal colours are those of the app's style sheet, mixed as there.
func TestColoursAreTheApps(t *testing.T) {
	css, err := os.ReadFile("../../web/app.css")
	if err != nil {
		t.Skip("no style sheet of the app:", err)
	}
	light, dark, _ := strings.Cut(string(css), "prefers-color-scheme: dark")
	token := func(scheme, name string) string {
		m := regexp.MustCompile(name + `: (#[0-9a-f]{6});`).FindStringSubmatch(scheme)
		if m == nil {
			t.Fatalf("the app has no %s", name)
		}
		return m[1]
	}
	single := regexp.MustCompile(`^var\((--[a-z-]+)\)$`)
	mixed := regexp.MustCompile(`^color-mix\(in srgb, var\((--[a-z-]+)\) ([0-9]+)%, var\((--[a-z-]+)\)\)$`)
	for _, p := range paints {
		for scheme, got := range map[string]string{light: p.colour.light, dark: p.colour.dark} {
			want := ""
			if m := single.FindStringSubmatch(p.colour.app); m != nil {
				want = token(scheme, m[1])
			} else if m := mixed.FindStringSubmatch(p.colour.app); m != nil {
				part, _ := strconv.ParseFloat(m[2], 64)
				a, b := rgb(t, token(scheme, m[1])), rgb(t, token(scheme, m[3]))
				want = "#"
				for i := range a {
					want += fmt.Sprintf("%02x", int(a[i]*part/100+b[i]*(1-part/100)+0.5))
				}
			} else {
				t.Fatalf("%s: %q is no colour of the app", p.selector, p.colour.app)
			}
			if got != want {
				t.Errorf("%s (%s): %s, not %s", p.selector, p.colour.app, got, want)
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
