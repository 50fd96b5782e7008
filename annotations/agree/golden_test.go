package agree

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"pressmark/annotations"
)

var update = flag.Bool("update", false, "write what becomes of the golden files")

// TestGolden holds testdata/*.txtar: the layers of an article, how far they agree, on what
// they do not, and the merged layer once all is settled as the first layer has it.
func TestGolden(t *testing.T) {
	archives, _ := filepath.Glob("testdata/*.txtar")
	if len(archives) == 0 {
		t.Fatal("no golden files")
	}
	for _, path := range archives {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		layers, was := map[string]string{}, map[string]string{}
		var files []txtar.File
		for _, f := range archive.Files {
			if who, ok := strings.CutSuffix(f.Name, ".layer"); ok {
				layers[who] = string(f.Data)
				files = append(files, f)
			} else {
				was[f.Name] = string(f.Data)
			}
		}
		doc := read(t, layers)
		for _, f := range []txtar.File{
			{Name: "agreement", Data: []byte(agreement(Of(doc)))},
			{Name: "disagreements", Data: []byte(disagreements(Compare(doc, "merged")))},
			{Name: "merged", Data: []byte(merged(doc))},
		} {
			files = append(files, f)
			if string(f.Data) != was[f.Name] && !*update {
				t.Errorf("%s: %s\ngot:\n%s\nwant:\n%s", path, f.Name, f.Data, was[f.Name])
			}
		}
		if *update {
			archive.Files = files
			if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
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
