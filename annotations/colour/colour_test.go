package colour

import (
	"strconv"
	"testing"
)

// The colours of graphics alone are mixed from the page's, so that they go with them.
func TestMixedColours(t *testing.T) {
	channel := func(hex string, i int) float64 {
		n, err := strconv.ParseUint(hex[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatalf("%s: %v", hex, err)
		}
		return float64(n)
	}
	for _, c := range []struct {
		is, a, b Colour
		part     float64 // of a
	}{
		{Amber, ActorDot, ActorInk, 0.6},
		{Plum, Claim, Alert, 0.5},
	} {
		for _, s := range [][3]string{{c.is.Light, c.a.Light, c.b.Light}, {c.is.Dark, c.a.Dark, c.b.Dark}} {
			for i := range 3 {
				if want := float64(int(channel(s[1], i)*c.part + channel(s[2], i)*(1-c.part) + 0.5)); channel(s[0], i) != want {
					t.Errorf("%s: %s is no mixture of %s and %s", c.is.Name, s[0], s[1], s[2])
				}
			}
		}
	}
}

// Each colour of the page has a name of its own.
func TestNames(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range Page {
		if seen[c.Name] {
			t.Errorf("--%s is there twice", c.Name)
		}
		seen[c.Name] = true
	}
}
