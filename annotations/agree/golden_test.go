package agree

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
)

// TestGolden holds testdata/*.txtar: the layers of an article, how far they agree, on what
// they do not, and the merged layer once all is settled as the first layer has it.
func TestGolden(t *testing.T) {
	annotationtest.Golden(t, func(t *testing.T, archive *txtar.Archive) (files []txtar.File) {
		layers := map[string]string{}
		for _, f := range archive.Files {
			if who, ok := strings.CutSuffix(f.Name, ".layer"); ok {
				layers[who] = string(f.Data)
				files = append(files, f)
			}
		}
		doc := read(t, layers)
		return append(files,
			txtar.File{Name: "agreement", Data: []byte(agreement(Of(doc)))},
			txtar.File{Name: "disagreements", Data: []byte(disagreements(Compare(doc, "merged")))},
			txtar.File{Name: "merged", Data: []byte(merged(doc))},
		)
	})
}

func (c Coefficient) String() string {
	if !c.Defined {
		return "–"
	}
	return fmt.Sprintf("%.3f", c.Value)
}

func (f Found) String() string { return fmt.Sprintf("P %v R %v F1 %v", f.Precision, f.Recall, f.F1) }

func agreement(a Agreement) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d tokens\n", strings.Join(a.Layers, ", "), a.Tokens)
	for _, l := range a.Labels {
		fmt.Fprintf(&b, "%s: %d marks; α %v κ %v; exact %v; touching %v\n", l.Label, l.Marks, l.Alpha, l.Kappa, l.Exact, l.Touching)
	}
	for _, x := range a.Attributes {
		fmt.Fprintf(&b, "%s: %d units; α %v\n", x.Attribute, x.Units, x.Alpha)
	}
	return b.String()
}

func disagreements(c *Comparison) string {
	var b strings.Builder
	open, settled := c.Disagreements()
	all, taken := c.Agreed()
	fmt.Fprintf(&b, "%d open, %d settled; %d agreed, %d taken\n", len(open), len(settled), all, taken)
	for _, d := range open {
		fmt.Fprint(&b, d.Differs)
		for _, m := range d.Marks {
			fmt.Fprintf(&b, "; %s “%s”", m.ID, m.Exact())
		}
		for _, name := range d.Without {
			fmt.Fprintf(&b, "; not %s", name)
		}
		for _, what := range d.Attributes {
			fmt.Fprintf(&b, "; %s", what)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// merged settles all as the first layer has it.
func merged(doc annotations.Doc) string {
	c := Compare(doc, "merged")
	doc = doc.Apply(c.TakeAgreed(now))
	doc = doc.Apply(Compare(doc, "merged").TakeRest(c.Layers()[0].Name, "", now))
	var b strings.Builder
	for _, l := range Layers(doc) {
		if l.Name != "merged" {
			continue
		}
		for _, m := range l.Marks {
			fmt.Fprintf(&b, "%s “%s”", m.Kind, m.Exact())
			if m.Actor != "" {
				fmt.Fprintf(&b, " is %s", m.Actor)
			}
			for _, id := range m.Claim.Speakers {
				if n := doc.Find(id); n != nil {
					fmt.Fprintf(&b, " by “%s” in %s", n.Exact(), n.Creator)
				} else {
					fmt.Fprintf(&b, " by %s", id)
				}
			}
			if !m.Claim.Cue.Empty() {
				fmt.Fprintf(&b, " cue “%s”", m.Claim.Cue.Exact())
			}
			fmt.Fprintf(&b, " %v%v%v%v%v%v\n", m.Claim.Attribution, m.Claim.Stance, m.Claim.Check.Worth, m.Figure.Type, m.Figure.Value, m.Figure.Unit)
		}
	}
	return b.String()
}
