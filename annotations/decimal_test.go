package annotations_test

import (
	"math/big"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations"
)

// Whatever way a number is written, its record is written one way.
func TestParseDecimal(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"0", "0"}, {"-0", "0"}, {"-0.000", "0"}, {"007", "7"}, {"1234.50", "1234.5"}, {"-1234.5", "-1234.5"},
		{".25", "0.25"}, {"10", "10"}, {"100.0", "100"}, {"21000000000", "21000000000"},
		{"2/3", "2/3"}, {"4/6", "2/3"}, {"-4/6", "-2/3"}, {"1/4", "0.25"}, {"6/3", "2"}, {"0/7", "0"},
	} {
		got, ok := annotations.ParseDecimal(c.in)
		if !ok || string(got) != c.want {
			t.Errorf("%q: %q, %v, want %q", c.in, got, ok, c.want)
		}
		if !got.Valid() {
			t.Errorf("%q: %q is not valid", c.in, got)
		}
	}
	for _, in := range []string{
		"", "-", "+1", ".", "1.", "--1", "1e5", "1,000", "0x10", "1_000", " 1", "1/0", "1/-2", "1.5/2", "a", "١",
		strings.Repeat("9", 401),
	} {
		if got, ok := annotations.ParseDecimal(in); ok {
			t.Errorf("%q is read as %q", in, got)
		}
	}
	for _, d := range []annotations.Decimal{"1.0", "01", "-0", "4/6", "1/4", "x"} {
		if d.Valid() {
			t.Errorf("%q is valid", d)
		}
	}
	if !annotations.Decimal("").Valid() {
		t.Error("no number is not valid")
	}
}

func TestCompareDecimals(t *testing.T) {
	order := []annotations.Decimal{"", "-10", "-2/3", "-0.5", "0", "1/3", "0.5", "2", "10", "21000000000"}
	for i, a := range order {
		for j, b := range order {
			if got, want := a.Cmp(b), compareInts(i, j); got != want {
				t.Errorf("%q against %q: %d, want %d", a, b, got, want)
			}
		}
	}
	if !slices.IsSortedFunc(order, annotations.Decimal.Cmp) {
		t.Error("not in order")
	}
}

func compareInts(i, j int) int {
	switch {
	case i < j:
		return -1
	case i > j:
		return 1
	}
	return 0
}

// A number survives arithmetic's form and comes back canonical.
func TestDecimalOf(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := big.NewRat(rapid.Int64().Draw(t, "numerator"), rapid.Int64Range(1, 1e6).Draw(t, "denominator"))
		d := annotations.DecimalOf(r)
		back, ok := d.Rat()
		if !ok || back.Cmp(r) != 0 || !d.Valid() {
			t.Fatalf("%v is %q, and that is %v", r, d, back)
		}
	})
	if d := annotations.DecimalOf(nil); d != "" {
		t.Errorf("no number is %q", d)
	}
}
