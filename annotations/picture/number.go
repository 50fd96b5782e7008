package picture

import (
	"math"
	"strconv"

	"pressmark/annotations/words"
)

// short writes a number that is not negative in a few characters: "1,234", "1.2m".
func short(n int) string {
	x := float64(n)
	switch {
	case n < 1_000_000:
		return words.Group(n)
	case x < 999.5e6:
		return words.NumberMillion.With(digits(x / 1e6))
	case x < 999.5e9:
		return words.NumberBillion.With(digits(x / 1e9))
	}
	return words.NumberTrillion.With(words.Group(int(math.Round(x / 1e12))))
}

// digits writes a number with a decimal if it is small.
func digits(x float64) string {
	decimals := 0
	if x < 9.95 {
		decimals = 1
	}
	return strconv.FormatFloat(x, 'f', decimals, 64)
}

// percent writes a part of a whole as a per cent without decimals; what is not
// nothing is not "0%", and what is not all is not "100%".
func percent(part, whole float64) string {
	p := 100 * part / whole
	switch {
	case part > 0 && p < 0.5:
		return "<1%"
	case part < whole && p >= 99.5:
		return ">99%"
	}
	return strconv.Itoa(int(math.Round(p))) + "%"
}
