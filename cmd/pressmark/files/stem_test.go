package files

import (
	"slices"
	"testing"

	"pressmark/annotations/plain"
)

// Files keep their names in the output, once each, whatever their endings and letter case.
func TestStems(t *testing.T) {
	s := plain.Names{}
	var got []string
	for _, name := range []string{"a.txt", "A.md", "talk.pressmark.json", "x.dna.csv", "noending", ".json", "a.b.c"} {
		got = append(got, s.Once(StemOf(name)))
	}
	if want := []string{"a", "A-2", "talk", "x", "noending", ".json", "a.b"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
