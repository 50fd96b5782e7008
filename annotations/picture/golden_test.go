package picture

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"pressmark/annotations/annotationtest"
)

// The examples: the flooding of an invented valley.
var (
	speakers = []ShareRow{
		{"Marta Korvan, minister for water", 14, "/actors/1"},
		{"Tarn Valley Authority", 11, "/actors/2"},
		{"The article itself", 9, ""},
		{"Ivo Ilves", 6, "https://example.org/ilves?a=1&b=2"},
		{"Unnamed officials", 4, ""},
		{"هيئة السدود الوطنية", 3, ""},
		{"国家防汛抗旱总指挥部办公室", 2, ""},
		{"Residents of Lower Tarn and the surrounding villages", 1, ""},
	}
	actors = []string{"Marta Korvan", "Tarn Valley Authority", "Ivo Ilves", "Lower Tarn council", "هيئة السدود", "国家防汛"}
	claims = []string{
		"The dam is safe and will remain so whatever the weather brings this winter",
		"Inspectors were warned in 2024 that the northern spillway had cracked",
		"Nobody was told to leave before midnight",
		"Nineteen people are missing, eleven of them from one street in Lower Tarn",
		"The reservoir will be below the mark by Friday",
		"Every household gets 5,000 crowns before Christmas",
		"The authority’s board must resign",
		"السد آمن ولا خطر على السكان",
		"The gates opened 40 minutes late",
	}
	cells = []Cell{
		{0, 0, "asserts"}, {2, 0, "questions"}, {3, 0, "denies"}, {1, 1, "denies"}, {2, 1, "asserts"}, {0, 1, ""},
		{3, 2, "asserts"}, {1, 2, "denies"}, {0, 2, "questions"}, {0, 3, "asserts"}, {1, 4, "predicts"}, {0, 4, "predicts"},
		{0, 5, "promises"}, {3, 5, "demands"}, {3, 6, "demands"}, {2, 6, "demands"}, {2, 6, "predicts"}, {4, 7, "asserts"},
		{5, 8, "asserts"}, {1, 8, "denies"}, {1, 8, "asserts"}, {9, 0, "asserts"},
	}
	events = []Event{
		{"Spillway inspected, cracks found", "2024-03", "", "claim", "#a"},
		{"The dam is closed to visitors", "2026-11-12", "..", "claim", ""},
		{"310 mm of rain", "2026-11-18", "2026-11-21", "figure", "#b"},
		{"Gates to open at 21:00", "2026-11-21T21:00", "", "claim", ""},
		{"Gates open, 40 minutes late", "2026-11-21T21:40", "", "figure", ""},
		{"19 missing", "2026-11-22", "", "figure", "#c"},
		{"2,400 homes without power", "2026-11-22", "", "figure", ""},
		{"Reservoir below the mark", "2026-11-27", "", "claim", ""},
		{"5,000 crowns a household", "..", "2026-12-24", "claim", ""},
		{"Inquiry", "2026-12-01", "2026-12-20", "other", ""},
		{"Soon", "next week", "", "figure", ""},
	}
)

// ticksOf makes up n marks of an article.
func ticksOf(n, length int) []Tick {
	var out []Tick
	seed := uint32(7)
	random := func(below int) int {
		seed = seed*1664525 + 1013904223
		return int(seed>>8) % below
	}
	for i := range n {
		k := kinds[[]int{0, 0, 0, 1, 1, 2, 2}[random(7)]]
		at := random(length)
		if k.class == "figure" {
			at = at * at / length
		}
		to := at + 12
		if k.class == "claim" {
			to = at + 60 + random(200)
		}
		out = append(out, Tick{at, to, k.class, fmt.Sprint("#mark-", i), fmt.Sprint("mark ", i)})
	}
	return out
}

// many makes up n events.
func many(n int) []Event {
	var out []Event
	for i := range n {
		d := (i*i*7 + i*13) % 365
		out = append(out, Event{fmt.Sprint("Event ", i), fmt.Sprintf("2026-%02d-%02d", d/31+1, d%28+1), "", []string{"figure", "claim"}[i%3%2], ""})
	}
	return out
}

// examples are the golden pictures.
var examples = []struct {
	name string
	draw func(Options) string
}{
	{"shares", func(o Options) string { return Shares("Who makes the claims", speakers, o) }},
	{"matrix", func(o Options) string { return Matrix("Who says what", actors, claims, cells, o) }},
	{"timeline", func(o Options) string { return Timeline("What happened when", events, o) }},
	{"timeline-crowded", func(o Options) string { return Timeline("A year of figures and claims", many(450), o) }},
	{"rail", func(o Options) string { return Rail(9000, ticksOf(120, 9000), o) }},
	{"rail-crowded", func(o Options) string { return Rail(90000, ticksOf(3000, 90000), o) }},
	{"kinds", func(o Options) string {
		return Kinds("Actors, claims and figures along the article", 9000, ticksOf(240, 9000), o)
	}},
	{"empty", func(o Options) string { return Shares("Who makes the claims", nil, o) }},
}

// The pictures of testdata: as they are in a page, narrow, and alone.
func TestGolden(t *testing.T) {
	for _, e := range examples {
		for variant, o := range map[string]Options{
			"":        {ID: e.name},
			"-narrow": {ID: e.name, Width: 340},
			"-alone":  {Standalone: true, Note: "Source: “Flood in the Tarn valley”, The Example, 22 November 2026"},
		} {
			path := filepath.Join("testdata", e.name+variant+".svg")
			got := e.draw(o)
			if *annotationtest.Update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				continue
			}
			want, err := os.ReadFile(path)
			if err != nil || got != string(want) {
				t.Errorf("%s is another picture (%v):\n%s", path, err, got)
			}
		}
	}
}
