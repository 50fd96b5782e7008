package command

import (
	"slices"
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/ledger"
	"pressmark/annotations/record"
	"pressmark/web"
)

// What the terminal says of the marked example's marks.
func TestMeanings(t *testing.T) {
	data, err := web.Files.ReadFile("example.json")
	if err != nil {
		t.Fatal(err)
	}
	c, err := record.DecodeCollection(data)
	if err != nil {
		t.Fatal(err)
	}
	d := annotations.NewDoc(c.Articles[0], c.Annotations)
	var got []string
	for _, m := range meanings(ledger.Of([]annotations.Doc{d}, annotations.NewDirectory(c.Actors))) {
		got = append(got, m)
	}
	for _, want := range []string{
		"is Dmitry Peskov · spokesman, Kremlin",
		"said by Volodymyr Zelensky · “warned” · indirect · predicts",
		"said by The article itself · assertion · asserts",
		"= €21 bn",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("nothing is %q", want)
		}
	}
}
