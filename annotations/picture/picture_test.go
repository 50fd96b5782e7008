package picture

import (
	"encoding/xml"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations/words"
)

// A element is one of a picture, read back.
type element struct {
	name     string
	attr     map[string]string
	text     string // its own and that of what is in it
	children []*element
}

// read parses a picture, strictly.
func read(t failer, svg string) *element {
	t.Helper()
	dec := xml.NewDecoder(strings.NewReader(svg))
	root := &element{}
	stack := []*element{root}
	for {
		token, err := dec.Token()
		if token == nil {
			if len(root.children) != 1 || strings.TrimSpace(root.text) != strings.TrimSpace(root.children[0].text) {
				t.Fatalf("not one element (%v):\n%s", err, svg)
			}
			return root.children[0]
		}
		top := stack[len(stack)-1]
		switch x := token.(type) {
		case xml.StartElement:
			e := &element{name: x.Name.Local, attr: map[string]string{}}
			for _, a := range x.Attr {
				if _, twice := e.attr[a.Name.Local]; twice {
					t.Fatalf("%s twice in:\n%s", a.Name.Local, svg)
				}
				e.attr[a.Name.Local] = a.Value
			}
			top.children = append(top.children, e)
			stack = append(stack, e)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			for _, e := range stack {
				e.text += string(x)
			}
		}
	}
}

type failer interface {
	Helper()
	Fatalf(string, ...any)
}

// all returns the elements of a name, or all.
func (e *element) all(name string) []*element {
	var out []*element
	for _, c := range e.children {
		if c.name == name || name == "" {
			out = append(out, c)
		}
		out = append(out, c.all(name)...)
	}
	return out
}

func (e *element) desc() string { return e.all("desc")[0].text }

// number reads an attribute.
func (e *element) number(t failer, name string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(e.attr[name], 64)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		t.Fatalf("%s has %s=%q", e.name, name, e.attr[name])
	}
	return x
}

// check holds a picture against the promises of the package and returns it.
func check(t failer, svg string, o Options) *element {
	t.Helper()
	if len(svg) >= 100_000 {
		t.Fatalf("%d bytes", len(svg))
	}
	e := read(t, svg)
	if e.name != "svg" || e.attr["xmlns"] != "http://www.w3.org/2000/svg" || e.attr["viewBox"] == "" {
		t.Fatalf("no picture:\n%s", svg)
	}
	id := newCanvas(o).o.ID
	ids := map[string]bool{}
	for _, x := range e.all("") {
		if _, has := x.attr["style"]; has {
			t.Fatalf("an inline style:\n%s", svg)
		}
		if i, has := x.attr["id"]; has {
			if ids[i] || !strings.HasPrefix(i, id) {
				t.Fatalf("a bad ID %q", i)
			}
			ids[i] = true
		}
		for _, class := range strings.Fields(x.attr["class"]) {
			if !strings.Contains(Style(), "."+class) {
				t.Fatalf("no rule for the class %s", class)
			}
		}
	}
	if !ids[e.attr["aria-labelledby"]] || !ids[e.attr["aria-describedby"]] {
		t.Fatalf("no title or description: %v", ids)
	}
	links := e.all("a")
	if want := map[bool]string{true: "group", false: "img"}[len(links) > 0]; e.attr["role"] != want {
		t.Fatalf("role %s with %d links", e.attr["role"], len(links))
	}
	for _, a := range links {
		h := strings.ToLower(a.attr["href"])
		web := strings.HasPrefix(h, "http:") || strings.HasPrefix(h, "https:")
		i := strings.IndexAny(h, ":/?#")
		scheme := i >= 0 && h[i] == ':'
		if h == "" || o.Standalone && !web || !web && scheme {
			t.Fatalf("a link to %q", h)
		}
	}
	_, width := e.attr["width"]
	_, height := e.attr["height"]
	if width != o.Standalone || height != o.Standalone || (len(e.all("style")) == 1) != o.Standalone {
		t.Fatalf("standalone %v:\n%.400s", o.Standalone, svg)
	}
	var w, h float64
	if _, err := fmt.Sscanf(e.attr["viewBox"], "0 0 %g %g", &w, &h); err != nil || w <= 0 || h <= 0 {
		t.Fatalf("viewBox %q", e.attr["viewBox"])
	}
	within(t, e, func(x, y float64) (float64, float64) { return x, y }, w, h)
	return e
}

// within holds that what is drawn lies in the viewBox, texts as wide as estimated.
func within(t failer, e *element, place func(x, y float64) (float64, float64), w, h float64) {
	t.Helper()
	if s := e.attr["transform"]; s != "" {
		outer := place
		var a, b, c float64
		if n, _ := fmt.Sscanf(s, "translate(%g %g)", &a, &b); n == 2 {
			place = func(x, y float64) (float64, float64) { return outer(x+a, y+b) }
		} else if n, _ := fmt.Sscanf(s, "rotate(%g %g %g)", &a, &b, &c); n == 3 {
			sin, cos := math.Sincos(a * math.Pi / 180)
			place = func(x, y float64) (float64, float64) {
				x, y = x-b, y-c
				return outer(b+x*cos-y*sin, c+x*sin+y*cos)
			}
		} else {
			t.Fatalf("transform %q", s)
		}
	}
	var x1, y1, x2, y2 float64
	switch e.name {
	case "text":
		long := 0.0
		for _, f := range faces {
			if strings.Fields(e.attr["class"])[0] == f.class {
				own := e.text
				for _, part := range e.children {
					own = strings.TrimSuffix(own, part.text)
					long += 6 + valueFace.measure(part.text)
				}
				long += f.measure(own)
				y1, y2 = e.number(t, "y")-0.75*f.size, e.number(t, "y")+0.22*f.size
			}
		}
		x1 = e.number(t, "x")
		anchor := e.attr["text-anchor"]
		if anchor == "middle" {
			x1 -= long / 2
		} else if (anchor == "end") != (e.attr["direction"] == "rtl") {
			x1 -= long
		}
		x2 = x1 + long
	case "rect":
		x1, y1 = e.number(t, "x"), e.number(t, "y")
		x2, y2 = x1+e.number(t, "width"), y1+e.number(t, "height")
		if x2 < x1 || y2 < y1 {
			t.Fatalf("a rectangle turned inside out: %v", e.attr)
		}
	case "circle":
		x, y, r := e.number(t, "cx"), e.number(t, "cy"), e.number(t, "r")
		x1, y1, x2, y2 = x-r, y-r, x+r, y+r
	default:
		for _, c := range e.children {
			within(t, c, place, w, h)
		}
		return
	}
	for _, p := range [][2]float64{{x1, y1}, {x2, y1}, {x1, y2}, {x2, y2}} {
		if x, y := place(p[0], p[1]); x < -0.2 || y < -0.2 || x > w+0.2 || y > h+0.2 {
			t.Fatalf("%s %v %q at %g %g is outside %g×%g", e.name, e.attr, e.text, x, y, w, h)
		}
	}
}

// text draws strings of hard characters.
func text() *rapid.Generator[string] {
	pieces := rapid.SampledFrom([]string{
		"dam", "Korvan", " ", " ", "\n", "\t", "\r", "\x00", "\x07", "\x1b", "\x7f", "\u0085", "\ufffe", "\uffff", "\xff", "\xed\xa0\x80", "<", ">", "&", `"`, "'",
		"]]>", "<!--", "&amp;", "&#0;", "</title>", "<script>", "e\u0301", strings.Repeat("\u0301", 300), "👨‍👩‍👧‍👦", "🇺🇦", "国家防汛", "السدود", "שלום", "\u202e", "\u200b",
		strings.Repeat("W", 80), strings.Repeat("i", 200), strings.Repeat("quite long ", 30), "…", "1,234",
	})
	return rapid.Custom(func(t *rapid.T) string {
		if rapid.Bool().Draw(t, "any") {
			return rapid.String().Draw(t, "text")
		}
		return strings.Join(rapid.SliceOfN(pieces, 0, 12).Draw(t, "pieces"), "")
	})
}

func options() *rapid.Generator[Options] {
	return rapid.Custom(func(t *rapid.T) Options {
		return Options{
			ID:         rapid.OneOf(rapid.Just("a-1"), text()).Draw(t, "ID"),
			Width:      rapid.SampledFrom([]int{0, -1, 280, 340, 479, 480, 640, 900, 1600, math.MaxInt}).Draw(t, "width"),
			Standalone: rapid.Bool().Draw(t, "standalone"),
			Note:       rapid.OneOf(rapid.Just(""), text()).Draw(t, "note"),
		}
	})
}

func href() *rapid.Generator[string] {
	return rapid.OneOf(text(), rapid.SampledFrom([]string{
		"", "#a", "/articles/1?a=1&b=2#c", `" onclick="alert(1)`, "javascript:alert(1)", "JAVASCRIPT:alert(1)", " \x01javascript:alert(1)", "java\nscript:alert(1)",
		"data:text/html,x", "https://example.org/?q=<a>", "HTTP://example.org", "//example.org", "?a:b", "mailto:a@example.org", strings.Repeat("#&", 500),
	}))
}

// numbers draws integers, small ones and hostile ones.
func numbers() *rapid.Generator[int] {
	return rapid.OneOf(rapid.IntRange(-2, 30), rapid.SampledFrom([]int{math.MinInt, math.MaxInt, math.MaxInt - 1, 1_000_000, 999_999_999}))
}

// dates draws what may be a date.
func dates() *rapid.Generator[string] {
	return rapid.OneOf(rapid.SampledFrom([]string{
		"", "..", "1000", "2024", "2026", "9999", "0001", "0000", "2026-11", "2026-02", "2026-02-30", "2026-11-22", "2026-11-22T14", "2026-11-22T14:30", "2026-11-22T14:30:15",
		"2026-11-22T14:30+02:00", "2026-11-22T14:30:00.25Z", "2022-05/2022-08", "../2025", "2025/..", "../..", "/", "14:30", "next week", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00",
	}), rapid.Custom(func(t *rapid.T) string {
		return fmt.Sprintf("20%02d-%02d-%02d", rapid.IntRange(0, 99).Draw(t, "year"), rapid.IntRange(1, 12).Draw(t, "month"), rapid.IntRange(1, 28).Draw(t, "day"))
	}), text())
}

// Whatever goes in, what comes out keeps the promises.
func TestPromises(t *testing.T) {
	stance := rapid.SampledFrom(append(slices.Clone(stances), "", "nonsense"))
	kind := rapid.SampledFrom([]string{"actor", "claim", "figure", "", "<x>"})
	cases := map[string]func(*rapid.T, string, Options) string{
		"shares": func(t *rapid.T, title string, o Options) string {
			return Shares(title, rapid.SliceOfN(rapid.Custom(func(t *rapid.T) ShareRow {
				return ShareRow{text().Draw(t, "name"), numbers().Draw(t, "n"), href().Draw(t, "href")}
			}), 0, 30).Draw(t, "rows"), o)
		},
		"matrix": func(t *rapid.T, title string, o Options) string {
			return Matrix(title, rapid.SliceOfN(text(), 0, 30).Draw(t, "actors"), rapid.SliceOfN(text(), 0, 50).Draw(t, "claims"),
				rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Cell {
					return Cell{numbers().Draw(t, "actor"), numbers().Draw(t, "claim"), stance.Draw(t, "stance")}
				}), 0, 200).Draw(t, "cells"), o)
		},
		"timeline": func(t *rapid.T, title string, o Options) string {
			return Timeline(title, rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Event {
				return Event{text().Draw(t, "label"), dates().Draw(t, "start"), dates().Draw(t, "end"), kind.Draw(t, "kind"), href().Draw(t, "href")}
			}), 0, 40).Draw(t, "events"), o)
		},
		"rail": func(t *rapid.T, title string, o Options) string {
			return Rail(numbers().Draw(t, "length"), ticks(kind).Draw(t, "ticks"), o)
		},
		"kinds": func(t *rapid.T, title string, o Options) string {
			return Kinds(title, numbers().Draw(t, "length"), ticks(kind).Draw(t, "ticks"), o)
		},
	}
	for name, draw := range cases {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				o := options().Draw(t, "options")
				title := text().Draw(t, "title")
				svg := draw(t, title, o)
				e := check(t, svg, o)
				if again := e.attr["aria-labelledby"]; strings.ContainsAny(again, " \t\n") {
					t.Fatalf("an ID with spaces: %q", again)
				}
			})
		})
	}
}

func ticks(kind *rapid.Generator[string]) *rapid.Generator[[]Tick] {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Tick {
		return Tick{numbers().Draw(t, "at"), numbers().Draw(t, "to"), kind.Draw(t, "kind"), href().Draw(t, "href"), text().Draw(t, "label")}
	}), 0, 60)
}

// Much of everything, of texts that are long in every way, stays below the bound.
func TestSize(t *testing.T) {
	for name, s := range map[string]string{
		"plain":  "The reservoir will be below the mark by Friday, says the minister for water",
		"quotes": strings.Repeat(`"`, 500), "marks": strings.Repeat("\U0001E000", 500), "narrow": strings.Repeat("i", 500), "wide": strings.Repeat("国", 500),
	} {
		t.Run(name, func(t *testing.T) {
			var rows []ShareRow
			var names []string
			var all []Cell
			var events []Event
			var few, marks []Tick
			for i := range 10_000 {
				link := fmt.Sprint("/articles/urn:uuid:0192f5c0-0000-7000-8000-000000000000#mark-", i)
				rows = append(rows, ShareRow{s, math.MaxInt - i, link})
				names = append(names, s)
				marks = append(marks, Tick{i * 10, i*10 + 5, kinds[i%3].class, link, s})
				events = append(events, Event{s, fmt.Sprintf("20%02d-%02d", i%100, i%12+1), "2026-11-22", kinds[i%3].class, link})
			}
			for i := range 60 {
				for j := range 60 {
					for _, stance := range stances {
						all = append(all, Cell{i, j, stance})
					}
				}
			}
			few = marks[:mostTicks]
			for _, o := range []Options{{}, {Width: 300, Standalone: true, Note: s}, {Width: 1600, Standalone: true, Note: s, ID: strings.Repeat("x", 64)}} {
				check(t, Shares(s, rows, o), o)
				check(t, Matrix(s, names, names, all, o), o)
				check(t, Matrix(s, names, names, all[:len(all)/40], o), o)
				check(t, Timeline(s, events, o), o)
				check(t, Timeline(s, events[:mostEvents], o), o)
				check(t, Rail(100_000, marks, o), o)
				check(t, Rail(100_000, few, o), o)
				check(t, Kinds(s, 100_000, marks, o), o)
			}
		})
	}
}

func TestNothing(t *testing.T) {
	for _, o := range []Options{{}, {Standalone: true}} {
		for name, svg := range map[string]string{
			"shares":   Shares("Shares", []ShareRow{{"Korvan", 0, ""}, {"Ilves", -3, ""}}, o),
			"matrix":   Matrix("Matrix", []string{"Korvan"}, nil, []Cell{{0, 0, "asserts"}}, o),
			"timeline": Timeline("Timeline", []Event{{Label: "Soon", Start: "soon"}, {Label: "Always", Start: "..", End: ".."}}, o),
			"rail":     Rail(0, []Tick{{At: 0, Kind: "claim"}}, o),
			"kinds":    Kinds("Kinds", 10, []Tick{{At: 10, Kind: "claim"}, {At: 2, Kind: "verb"}}, o),
		} {
			e := check(t, svg, o)
			if !strings.HasPrefix(e.desc(), words.NothingToShow.String()) || !strings.Contains(e.desc(), " left out.") {
				t.Errorf("%s: %q", name, e.desc())
			}
			if name != "rail" && !strings.Contains(e.text, words.NothingToShow.String()) {
				t.Errorf("%s shows %q", name, e.text)
			}
		}
	}
}

// What one sees is also said.
func TestDescriptions(t *testing.T) {
	for name, c := range map[string]struct {
		svg  string
		want string
	}{
		"shares": {
			Shares("", []ShareRow{{"Ilves", 1, ""}, {"Korvan", 1200, ""}, {"Nobody", 0, ""}}, Options{}),
			"Speakers, those with the most claims first: Korvan 1,200 (>99%); Ilves 1 (<1%). 1 row without claims left out.",
		},
		"matrix": {
			Matrix("", []string{"Korvan", "Ilves", "Silent"}, []string{"The dam is safe", "Unsaid"}, []Cell{{1, 0, "denies"}, {0, 0, "asserts"}, {0, 0, "asserts"}, {0, 0, "shouts"}, {7, 0, ""}}, Options{}),
			"1 claim and 2 actors. “The dam is safe”: Korvan asserts, Korvan stance not known, Ilves denies. 1 cell of no actor or claim left out.",
		},
		"timeline": {
			Timeline("", []Event{{"Rain", "2026-11-20", "2026-11-18", "figure", ""}, {"Closed", "2026-11", "..", "claim", ""}, {"Gates", "2026-11-21T21:40", "", "figure", ""}, {"Soon", "soon", "", "", ""}}, Options{}),
			"Since Nov 2026: Closed; 18 Nov 2026 to 20 Nov 2026: Rain; 21 Nov 2026, 21:40: Gates. 1 event without a date that can be read left out.",
		},
		"broken": {
			Timeline("", []Event{{"Then", "1945-05-08", "", "claim", ""}, {"Now", "2026-11-22", "", "claim", ""}, {"Next", "2026-11-23", "", "claim", ""}}, Options{}),
			"8 May 1945: Then; 22 Nov 2026: Now; 23 Nov 2026: Next. The axis leaves out long times without events.",
		},
		"kinds": {
			Kinds("", 100, []Tick{{99, 100, "claim", "", ""}, {5, 3, "actor", "", ""}, {0, 0, "actor", "", ""}, {100, 0, "actor", "", ""}}, Options{}),
			"2 actors, 1 claim, 0 figures. By tenths of the article, from its beginning to its end. Actors: 2 0 0 0 0 0 0 0 0 0; Claims: 0 0 0 0 0 0 0 0 0 1; Figures: 0 0 0 0 0 0 0 0 0 0. 1 mark outside the article or of another kind left out.",
		},
	} {
		if got := read(t, c.svg).desc(); got != c.want {
			t.Errorf("%s:\n%s, not\n%s", name, got, c.want)
		}
	}
}

// The last row stands for all speakers below the twelfth, and only where that makes
// the picture smaller.
func TestOthers(t *testing.T) {
	for n, want := range map[int]string{12: "Speaker 12", 13: "Speaker 13", 14: "2 others", 500: "488 others"} {
		var rows []ShareRow
		for i := range n {
			rows = append(rows, ShareRow{Name: fmt.Sprint("Speaker ", i+1), N: 1000 - i})
		}
		texts := read(t, Shares("", rows, Options{})).all("text")
		if got := texts[len(texts)-2].text; got != want {
			t.Errorf("of %d the last is %q, not %q", n, got, want)
		}
	}
}

// Links lead where they should, with what XML needs escaped, and are named.
func TestLinks(t *testing.T) {
	rows := []ShareRow{
		{"A", 6, "/actors/1?a=1&b=<2>"}, {"B", 5, "javascript:alert(1)"}, {"C", 4, " java\nscript:alert(1)"}, {"D", 3, "https://example.org/?q=\"x\""}, {"E", 2, "#mark:1"}, {"F", 1, "data:,x"},
	}
	for _, c := range []struct {
		o    Options
		want []string
	}{
		{Options{}, []string{"/actors/1?a=1&b=<2>", "https://example.org/?q=\"x\"", "#mark:1"}},
		{Options{Standalone: true}, []string{"https://example.org/?q=\"x\""}},
	} {
		var got []string
		for _, a := range check(t, Shares("", rows, c.o), c.o).all("a") {
			got = append(got, a.attr["href"])
			if title := a.children[0]; title.name != "title" || !strings.Contains(title.text, "claims, ") {
				t.Errorf("%s is called %q", a.attr["href"], title.text)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%v, not %v", got, c.want)
		}
	}
	for _, a := range read(t, Rail(100, []Tick{{1, 2, "claim", "#a", "a"}}, Options{})).all("a") {
		if a.attr["tabindex"] != "-1" {
			t.Error("a mark on the rail is a tab stop")
		}
	}
}

func BenchmarkRail(b *testing.B) {
	marks := ticksOf(10_000, 500_000)
	for b.Loop() {
		Rail(500_000, marks, Options{})
	}
}

func BenchmarkTimeline(b *testing.B) {
	events := many(200)
	for b.Loop() {
		Timeline("", events, Options{})
	}
}
