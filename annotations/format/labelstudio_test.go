package format

import (
	"encoding/xml"
	"io"
	"os"
	"strings"
	"testing"

	"pressmark/annotations/annotationtest"
	"pressmark/annotations/standoff"
)

func TestLabelStudio(t *testing.T) { goldenMarks(t, labelstudio) }

func TestLabelStudioRoundTrip(t *testing.T) { roundTrip(t, labelstudio) }

func FuzzLabelStudio(f *testing.F) { fuzzMarks(f, labelstudio) }

// The labelling interface has every label, and a control for everything that is written of
// regions.
func TestLabelConfig(t *testing.T) {
	path := "testdata/standoff/label_config.xml"
	got := writeLabelConfig(standoff.Survey{
		Marks:     map[string]int{"Actor": 3, "ORG": 1, "Claim": 2, "Figure": 2, "Cue": 1, `"A" & <B>`: 1, "C\n\x01": 1},
		Relations: map[string]int{"SaidBy": 1, "": 1},
	})
	if *annotationtest.Update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil || string(want) != string(got) {
		t.Errorf("%v\ngot:\n%s\nwant:\n%s", err, got, want)
	}
	controls := map[string]bool{}
	for d := xml.NewDecoder(strings.NewReader(string(got))); ; {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if e, ok := token.(xml.StartElement); ok {
			for _, a := range e.Attr {
				if a.Name.Local == "name" {
					if controls[a.Value] {
						t.Errorf("%q is there twice", a.Value)
					}
					controls[a.Value] = true
				}
			}
		}
	}
	for _, name := range []string{"text", "label", "tags", "link", "Name", "Stance", "Value"} {
		if !controls[name] {
			t.Errorf("there is no control %q", name)
		}
	}
	if docs, problems, err := read(labelstudio, []File{{Name: "x/label_config.xml", Data: got}}); docs != nil || problems != nil || err != nil {
		t.Errorf("the labelling interface is read: %v %v %v", docs, problems, err)
	}
}
