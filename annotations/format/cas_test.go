package format

import (
	"fmt"
	"strings"
	"testing"

	"pressmark/annotations/record"
)

func TestCASGolden(t *testing.T) { goldenTokens(t, cas, "testdata/standoff/cas.txtar", true) }

func TestCASRoundTrip(t *testing.T) { roundTrip(t, cas) }

func FuzzCAS(f *testing.F) { fuzzFormat(f, cas, "testdata/standoff/cas.txtar") }

func TestCASSniff(t *testing.T) {
	for _, c := range []struct {
		data string
		want bool
	}{
		{`{"%TYPES": {}, "%FEATURE_STRUCTURES": []}`, true},
		{`[{"%ID": 1}]`, false},
		{`{"text": "no \"%TYPES\" here"}`, false},
		{"", false},
	} {
		if got := cas.Sniff([]byte(c.data)); got != c.want {
			t.Errorf("%q: %v", c.data, got)
		}
	}
}

// TestCASMany protects against structures that all refer to one long array.
func TestCASMany(t *testing.T) {
	data := []byte(`[{"%ID":1,"%TYPE":"uima.cas.Sofa","sofaString":"Ada"},{"%ID":2,"%TYPE":"uima.cas.FSArray","%ELEMENTS":[4`)
	data = append(data, strings.Repeat(",4", 5000)...)
	data = append(data, "]}"...)
	for i := range 5000 {
		data = fmt.Appendf(data, `,{"%%ID":%d,"%%TYPE":"X","@sofa":1,"begin":0,"end":3,"@all":2}`, i+3)
	}
	docs, problems, err := read(cas, []File{{Name: "a.json", Data: append(data, ']')}})
	if err != nil || len(docs) != 1 || len(docs[0].Relations) > mostElements || len(problems) == 0 {
		t.Errorf("%d documents, %d problems, %v", len(docs), len(problems), err)
	}
}

// TestCASIsJSON holds what is written to what the specification demands: types are
// declared, texts come before what refers to them, and members are there.
func TestCASIsJSON(t *testing.T) {
	docs, _, _ := read(iob, []File{{Name: "a.iob", Data: []byte("Ada B-\"Actor\"\nspoke O\n")}})
	v, err := record.Parse(string(written(cas, docs[0])[0].Data))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, x := range v.Get("%FEATURE_STRUCTURES").Items() {
		typ := x.Get("%TYPE").Text()
		if typ != casSofa && !v.Get("%TYPES", typ).Exists() {
			t.Errorf("the type %s is not declared", typ)
		}
		if typ != casSofa && !seen[x.Get("@sofa").Text()] {
			t.Errorf("%s is about no text", typ)
		}
		seen[x.Get("%ID").Text()] = true
	}
	for _, m := range v.Get("%VIEWS", casView, "%MEMBERS").Items() {
		if !seen[m.Text()] {
			t.Errorf("the view has %s, which is not there", m.Text())
		}
	}
}

func BenchmarkCAS(b *testing.B) {
	data := []byte(`{"%FEATURE_STRUCTURES":[{"%ID":1,"%TYPE":"uima.cas.Sofa","sofaString":"Ada spoke."}`)
	for i := range 5000 {
		data = fmt.Appendf(data, ",\n"+`{"%%ID":%d,"%%TYPE":"custom.Span","@sofa":1,"begin":0,"end":3,"label":"Actor"}`, i+2)
	}
	data = append(data, "]}"...)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		read(cas, []File{{Name: "a.json", Data: data}})
	}
}
