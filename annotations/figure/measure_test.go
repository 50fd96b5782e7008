package figure

import (
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"pressmark/annotations"
)

const corpora = "../../../shared/corpora"

// A specification is one case of Recognizers-Text: a text, and what is to be found in
// it. Offsets are in UTF-16 code units, the end included.
type specification struct {
	Input   string
	Results []struct {
		Text       string
		TypeName   string
		Start, End *int
		Resolution map[string]any
	}
}

// A thing is what is found, or to be found, in a text: where, and what it is.
type thing struct {
	start, end int // bytes
	what       string
}

func (x thing) String() string { return fmt.Sprintf("[%d,%d) %s", x.start, x.end, x.what) }

// A model adapts the scanner to what one set of cases asks for.
type model struct {
	name string
	goal float64 // the share of cases that must be right
	find func(src string) []thing
	want func(value, unit string) (string, bool) // what a case's resolution is in our terms; false: it is no figure here
	odd  func(input string) (why string)         // of what is deliberately read in another way
}

// TestRecognizers measures extraction and value together against the specifications of
// others. A case is right where all that is found is what is to be found.
func TestRecognizers(t *testing.T) {
	for _, m := range models {
		t.Run(m.name, func(t *testing.T) {
			path := filepath.Join(corpora, "recognizers", m.name+".json")
			data, err := os.ReadFile(path)
			if err != nil {
				t.Skipf("skipped: no corpus: %v", err)
			}
			var cases []specification
			if err := json.Unmarshal([]byte(strings.TrimPrefix(string(data), "\ufeff")), &cases); err != nil {
				t.Fatal(err)
			}
			right, odd := 0, 0
			for _, c := range cases {
				got, want := m.find(c.Input), m.expected(c)
				if slices.Equal(got, want) {
					right++
					continue
				}
				if m.odd != nil && m.odd(strings.ToLower(c.Input)) != "" {
					odd++
					t.Logf("deliberate: %q: %s", c.Input, m.odd(strings.ToLower(c.Input)))
					continue
				}
				t.Logf("%q\n\tgot  %v\n\twant %v", c.Input, got, want)
			}
			share := float64(right) / float64(len(cases))
			fair := float64(right+odd) / float64(len(cases))
			t.Logf("%s: %d of %d right (%.1f %%), %d more deliberately different (%.1f %%); goal %.0f %%",
				m.name, right, len(cases), 100*share, odd, 100*fair, 100*m.goal)
			if fair < m.goal {
				t.Errorf("%s: %.1f %%, below the goal of %.0f %%", m.name, 100*fair, 100*m.goal)
			}
		})
	}
}

func (m model) expected(c specification) (things []thing) {
	units := utf16.Encode([]rune(c.Input))
	for _, r := range c.Results {
		value, _ := r.Resolution["value"].(string)
		unit, _ := r.Resolution["unit"].(string)
		if value == "null" {
			value = ""
		}
		what, ok := m.want(value, unit)
		if !ok || r.Start == nil || r.End == nil {
			continue
		}
		at := func(n int) int { return len(string(utf16.Decode(units[:min(n, len(units))]))) }
		things = append(things, thing{at(*r.Start), at(*r.End + 1), what})
	}
	slices.SortFunc(things, func(a, b thing) int { return a.start - b.start })
	return things
}

// rounded writes a number as the specifications do: with some 15 digits.
func rounded(r *big.Rat) string {
	f, _ := r.Float64()
	return fmt.Sprintf("%.9g", f)
}

func roundedText(v string) string {
	v = strings.TrimSuffix(v, "%")
	r, ok := new(big.Rat).SetString(v)
	if !ok {
		return v
	}
	return rounded(r)
}

func scan(src string) *scanner {
	s := &scanner{src: src, toks: tokenize(src), strict: true}
	s.hi = len(s.toks)
	return s
}

func (s *scanner) thing(from, to int, what string) thing {
	return thing{s.toks[from].start, s.toks[to-1].end, what}
}

var models = []model{
	{
		name: "NumberModel", goal: 0.95,
		find: func(src string) (things []thing) {
			s := scan(src)
			s.strict = false
			s.numbers(func(from int, n number) {
				things = append(things, s.thing(from, n.end, rounded(n.val)))
			})
			return things
		},
		want: func(value, _ string) (string, bool) { return roundedText(value), true },
	},
	{
		name: "PercentModel", goal: 0.95,
		find: func(src string) (things []thing) {
			s := scan(src)
			s.each(func(m match) {
				if a, ok := s.core(m); ok && a.unit != nil && a.unit.code == "%" {
					things = append(things, s.thing(a.start, a.end, rounded(a.low)))
				}
			})
			return things
		},
		want: func(value, _ string) (string, bool) { return roundedText(value), value != "" },
		odd: func(input string) string {
			if strings.HasPrefix(input, "per") {
				return "\"per cent of\" a number asks for a share, and is not that many per cent"
			}
			return ""
		},
	},
	{
		name: "CurrencyModel", goal: 0.90,
		find: func(src string) (things []thing) {
			s := scan(src)
			s.each(func(m match) {
				if a, ok := s.core(m); ok && a.cur != nil {
					things = append(things, s.thing(a.start, a.end, rounded(a.low)+" "+m.q.Currency))
				}
			})
			return things
		},
		want: func(value, unit string) (string, bool) {
			q := Parse("1 "+strings.ToLower(unit), Context{Before: "It cost "})
			one, ok := q.Value.Rat()
			v, _ := new(big.Rat).SetString(value)
			if !ok || v == nil {
				return "?", value != ""
			}
			return rounded(one.Mul(one, v)) + " " + q.Currency, true
		},
	},
	{
		name: "DimensionModel", goal: 0.85,
		find: func(src string) (things []thing) {
			s := scan(src)
			s.each(func(m match) {
				a, ok := s.core(m)
				if !ok || a.unit == nil || a.unit.type_ != annotations.Measure || a.unit.code == "Cel" || a.unit.code == "[degF]" {
					return
				}
				v, from := a.low, a.start
				if a.high != nil { // of a range the model takes the second number
					v, from = a.high, s.secondStart(a)
				}
				if m.q.Type == annotations.Rate && strings.ContainsAny(m.q.Unit, "/") && !strings.Contains(s.between(a.end, m.to), "a ") { // a speed
					a.end, a.unit = m.to, &unit{code: m.q.Unit}
				}
				things = append(things, s.thing(from, a.end, rounded(v)+" "+a.unit.code))
			})
			return things
		},
		want: func(value, unit string) (string, bool) {
			q := Parse("1 "+strings.ToLower(unit), Context{})
			return roundedText(value) + " " + q.Unit, value != ""
		},
		odd: func(input string) string {
			if strings.Contains(input, " pm ") {
				return "\"pm\" after an hour is a time of day in news, not picometres"
			}
			return ""
		},
	},
	{
		name: "AgeModel", goal: 0.8,
		find: func(src string) (things []thing) {
			s := scan(src)
			s.each(func(m match) {
				if m.q.Type != annotations.Age {
					return
				}
				from := m.from
				if a, ok := s.core(m); ok {
					from = a.start
				}
				v, _ := m.q.Value.Rat()
				things = append(things, s.thing(from, m.to, rounded(v)+" "+m.q.Unit))
			})
			return things
		},
		want: func(value, unit string) (string, bool) {
			if unit == "Age" {
				unit = "year"
			}
			return value + " " + Parse("1 "+strings.ToLower(unit), Context{}).Unit, true
		},
	},
	{
		name: "OrdinalModel", goal: 0.4,
		find: func(src string) (things []thing) {
			s := scan(src)
			for i := 0; i < s.hi; i++ {
				if n, ok := s.ordinalAt(i); ok {
					things = append(things, s.thing(i, n.end, rounded(n.val)))
					i = n.end - 1
				}
			}
			return things
		},
		want: func(value, _ string) (string, bool) { return roundedText(value), true },
		odd: func(input string) string {
			for _, w := range []string{"last", "next", "current", "previous", "penultimate"} {
				if strings.Contains(input, w) {
					return "what is only relative to a place in a row is no figure"
				}
			}
			return ""
		},
	},
	{
		name: "NumberRangeModel", goal: 0.3,
		find: func(src string) (things []thing) {
			s := scan(src)
			s.each(func(m match) {
				q := m.q
				what := ""
				value := func(d annotations.Decimal) string { return string(d) }
				switch {
				case q.Low != "":
					what = "[" + value(q.Low) + "," + value(q.High) + ")"
				case q.Comparator == annotations.MoreThan:
					what = "(" + value(q.Value) + ",)"
				case q.Comparator == annotations.AtLeast:
					what = "[" + value(q.Value) + ",)"
				case q.Comparator == annotations.LessThan:
					what = "(," + value(q.Value) + ")"
				case q.Comparator == annotations.AtMost:
					what = "(," + value(q.Value) + "]"
				default:
					return
				}
				to := m.to
				if a, ok := s.core(m); ok && a.end > m.from {
					to = s.after(a.n.end, new(annotations.Quantity))
				}
				things = append(things, s.thing(m.from, to, what))
			})
			return things
		},
		want: func(value, _ string) (string, bool) { return value, true },
		odd: func(input string) string {
			switch {
			case strings.Contains(input, "equal"):
				return "\"equal to\" a number is that number"
			case strings.Contains(input, "about"):
				return "a figure takes in the word that makes it approximate"
			case strings.Contains(input, " and ") && (strings.Contains(input, "than") || strings.Contains(input, "below") || strings.Contains(input, "at least")):
				return "two bounds, each with its words, are two figures: a range holds both its ends"
			}
			return ""
		},
	},
}

// numbers yields the bare numbers of a text, also inside larger figures.
func (s *scanner) numbers(yield func(from int, n number)) {
	for i := s.lo; i < s.hi; {
		if s.toks[i].kind != digits && s.toks[i].w.is&opens == 0 {
			i++
			continue
		}
		n, ok := s.number(i, false)
		if ok {
			if share, ok := s.outOf(n); ok {
				n = share
			}
		}
		if !ok || s.unitGlued(n.end) || s.is(i, one) && n.end == i+1 && s.pronoun(i) {
			i = max(i+1, n.end)
			if !ok {
				i = s.pastName(i - 1)
			}
			continue
		}
		yield(i, n)
		i = n.end
	}
}

// unitGlued reports whether letters stand right after a number that ends before i.
func (s *scanner) unitGlued(i int) bool { return s.glued(i) && s.peek(i).kind == letters }

// pronoun reports whether "one" at token i is a pronoun.
func (s *scanner) pronoun(i int) bool {
	return s.near(i-1, this, that, no, the, every, eachWord, anyWord, another, which, last, next) || s.near(i+1, of) || s.peek(i+1).w.is&function != 0
}

// core reads the amount of a match anew, without what surrounds it.
func (s *scanner) core(m match) (amount, bool) {
	j := s.qualified(m.from, new(annotations.Quantity))
	if s.is(j, within, last, past, next) {
		j++
	}
	a, ok := s.amount(j)
	return a, ok
}

// secondStart returns the token where the second number of a range begins.
func (s *scanner) secondStart(a amount) int {
	for k := a.start + 1; k < a.end; k++ {
		if b, ok := s.term(k); ok && b.end == a.end {
			return k
		}
	}
	return a.start
}
