package app

import (
	"os"
	"testing"

	"pressmark/annotations/annotationtest"
	"pressmark/annotations/format"
	"pressmark/annotations/record"
)

// The sample that the program carries is what its source says.
func TestSample(t *testing.T) {
	const source, made = "../web/sample.md", "../web/sample.json"
	data, err := os.ReadFile(source)
	if err != nil {
		t.Fatal(err)
	}
	a, err := format.ReadMarkdown("sample.md", data, sampleTime)
	if err != nil {
		t.Fatal(err)
	}
	a.ID = sampleID
	want := append(record.EncodeArticle(a), '\n')
	if *annotationtest.Update {
		if err := os.WriteFile(made, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(made); err != nil || string(got) != string(want) {
		t.Errorf("%s is not what %s says (%v): run the test with -update", made, source, err)
	}
}
