package suggest_test

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
	"pressmark/annotations/suggest"
)

// corpus holds news articles in which others marked who says what by which words. It
// is not part of the project.
const corpus = "../../../shared/corpora/polnear"

// A relation is one attribution of the corpus: any of its lists may be empty.
type relation struct{ content, cue, source []annotations.Span }

// A told is an article of the corpus with its attributions.
type told struct {
	name      string
	article   annotations.Article
	relations []relation
}

// load reads the articles of a part of the corpus, at most n, evenly spread; 0 is all.
func load(t testing.TB, part string, n int) []told {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(corpus, part, "*.ann"))
	if err != nil || len(files) == 0 {
		t.Skip("the corpus is not here: ", corpus)
	}
	if n == 0 || n > len(files) {
		n = len(files)
	}
	var out []told
	for k := range n {
		file := files[k*len(files)/n]
		text, err := os.ReadFile(file[:strings.LastIndexByte(file, '_')] + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, told{filepath.Base(file), annotationtest.Article(string(text)), relations(t, string(data))})
	}
	return out
}

// relations reads brat's standoff format.
func relations(t testing.TB, data string) []relation {
	t.Helper()
	spans := map[string][]annotations.Span{}
	var out []relation
	for line := range strings.SplitSeq(data, "\n") {
		f := strings.Split(line, "\t")
		if len(f) < 2 {
			continue
		}
		switch f[0][:min(1, len(f[0]))] {
		case "T":
			_, places, _ := strings.Cut(f[1], " ")
			for place := range strings.SplitSeq(places, ";") {
				from, to, _ := strings.Cut(place, " ")
				a, err1 := strconv.Atoi(from)
				b, err2 := strconv.Atoi(to)
				if err1 != nil || err2 != nil {
					t.Fatalf("%q", line)
				}
				spans[f[0]] = append(spans[f[0]], annotations.Span{Start: a, End: b})
			}
		case "E":
			var r relation
			for part := range strings.FieldsSeq(f[1]) {
				role, id, _ := strings.Cut(part, ":")
				switch strings.TrimRight(role, "0123456789") {
				case "Content":
					r.content = append(r.content, spans[id]...)
				case "Cue":
					r.cue = append(r.cue, spans[id]...)
				case "Source":
					r.source = append(r.source, spans[id]...)
				}
			}
			if len(r.content) > 0 {
				out = append(out, r)
			}
		}
	}
	return out
}

func overlap(a, b []annotations.Span) bool {
	return slices.ContainsFunc(a, func(s annotations.Span) bool { return slices.ContainsFunc(b, s.Overlaps) })
}

// A tally counts claims and what was proposed for them.
type tally struct{ claims, sourced, cue1, speaker1, speaker3 int }

func percent(part, of int) float64 { return 100 * float64(part) / float64(max(of, 1)) }

func (c tally) cue() float64  { return percent(c.cue1, c.claims) }
func (c tally) top() float64  { return percent(c.speaker1, c.sourced) }
func (c tally) top3() float64 { return percent(c.speaker3, c.sourced) }

// measure proposes speakers for the claims of articles, with the corpus's sources as
// actor annotations or without any.
func measure(t *testing.T, articles []told, marked bool) tally {
	var c tally
	show := os.Getenv("SUGGEST_SHOW") != ""
	for _, a := range articles {
		var marks []annotations.Annotation
		if marked {
			for _, r := range a.relations {
				for _, s := range r.source {
					if !slices.ContainsFunc(marks, func(m annotations.Annotation) bool { return m.Cover() == s }) {
						marks = append(marks, annotations.NewAnnotation(a.article, annotations.KindActor, start, s))
					}
				}
			}
		}
		d := annotations.NewDoc(a.article, marks)
		for _, r := range a.relations {
			claim := annotations.NewAnnotation(a.article, annotations.KindClaim, start, r.content...)
			got := suggest.Speakers(d, claim)
			right := func(p suggest.Proposal) bool { return overlap([]annotations.Span{p.Span}, r.source) }
			c.claims++
			cue := len(got) > 0 && overlap(got[0].Cue.Spans, r.cue)
			if cue {
				c.cue1++
			}
			speaker := len(r.source) == 0
			if !speaker {
				c.sourced++
				if speaker = len(got) > 0 && right(got[0]); speaker {
					c.speaker1++
				}
				if slices.ContainsFunc(got, right) {
					c.speaker3++
				}
			}
			if show && !(cue && speaker) {
				t.Log(shown(a.article, r, got, cue, speaker))
			}
		}
	}
	return c
}

// shown writes a claim with what the corpus and the proposals say.
func shown(a annotations.Article, r relation, got []suggest.Proposal, cue, speaker bool) string {
	var b strings.Builder
	text := func(spans []annotations.Span) string {
		var parts []string
		for _, s := range spans {
			parts = append(parts, a.Text.Slice(s))
		}
		return strings.Join(parts, " … ")
	}
	b.WriteString("cue " + strconv.FormatBool(cue) + " speaker " + strconv.FormatBool(speaker) + "\n")
	all := slices.Concat(r.content, r.cue, r.source)
	cover := all[0]
	for _, s := range all {
		cover = cover.Cover(s)
	}
	b.WriteString("  text    " + strings.ReplaceAll(a.Text.Slice(annotations.Span{Start: cover.Start - 60, End: cover.End + 60}), "\n", "⏎") + "\n")
	b.WriteString("  content " + text(r.content) + "\n  gold    [" + text(r.cue) + "] [" + text(r.source) + "]\n")
	for _, p := range got {
		b.WriteString("  got     [" + p.Cue.Exact() + "] [" + a.Text.Slice(p.Span) + "] " + strconv.FormatFloat(p.Score, 'f', 3, 64) + "\n")
	}
	return b.String()
}

// Floors of the measured shares, in per cent: a little under what was reached.
const (
	leastCue      = 83
	leastSpeaker  = 84.5
	leastUnmarked = 80
)

// TestMeasureSpeakers takes what others marked as said for claims, and compares the
// proposals with the words and the sources that they marked. SUGGEST_PART=train
// measures the part on which the rules were tuned; SUGGEST_SHOW=1 shows what is wrong.
func TestMeasureSpeakers(t *testing.T) {
	part, n := "dev", 0
	if os.Getenv("SUGGEST_PART") == "train" {
		part, n = "train", 100
	}
	articles := load(t, part, n)
	with, without := measure(t, articles, true), measure(t, articles, false)
	t.Logf("%s: %d claims, %d with a source: cue %.1f %%", part, with.claims, with.sourced, with.cue())
	t.Logf("actors marked:     speaker %.1f %%, among three %.1f %%", with.top(), with.top3())
	t.Logf("no actors marked:  cue %.1f %%, speaker %.1f %%, among three %.1f %%", without.cue(), without.top(), without.top3())
	if part == "dev" && (with.cue() < leastCue || with.top() < leastSpeaker || without.top() < leastUnmarked) {
		t.Errorf("goals: cue %v, speaker %v, without marks %v", leastCue, leastSpeaker, leastUnmarked)
	}
}
