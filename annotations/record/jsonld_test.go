package record

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/plain"
	"pressmark/annotations/record/schema"
)

// validator returns the compiled schema.
func validator(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(schema.JSON))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("pressmark.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	return c.MustCompile("pressmark.schema.json")
}

// valid fails the test if JSON does not fit the schema.
func valid(t interface{ Fatalf(string, ...any) }, s *jsonschema.Schema, data []byte) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err == nil {
		err = s.Validate(doc)
	}
	if err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
}

func TestRecordsRoundTrip(t *testing.T) {
	s := validator(t)
	rapid.Check(t, func(t *rapid.T) {
		a := genArticle(t)
		encoded := EncodeArticle(a)
		valid(t, s, encoded)
		a2, err := DecodeArticle(encoded)
		if err != nil || !reflect.DeepEqual(a, a2) {
			t.Fatalf("%v\n%+v\n%+v\n%s", err, a, a2, encoded)
		}
		if again := EncodeArticle(a2); !bytes.Equal(again, encoded) {
			t.Fatalf("\n%s\n%s", encoded, again)
		}
		p := genActor(t)
		encoded = EncodeActor(p)
		valid(t, s, encoded)
		p2, err := DecodeActor(encoded)
		if err != nil || !reflect.DeepEqual(p, p2) {
			t.Fatalf("%v\n%+v\n%+v\n%s", err, p, p2, encoded)
		}
		if again := EncodeActor(p2); !bytes.Equal(again, encoded) {
			t.Fatalf("\n%s\n%s", encoded, again)
		}
		if a.Text.Len() == 0 {
			return
		}
		n := genAnnotation(t, a)
		encoded = EncodeAnnotation(n)
		valid(t, s, encoded)
		n2, err := DecodeAnnotation(string(encoded))
		if err != nil || !n.Equal(n2) {
			t.Fatalf("%v\n%+v\n%+v\n%s", err, n, n2, encoded)
		}
		if again := EncodeAnnotation(n2); !bytes.Equal(again, encoded) {
			t.Fatalf("\n%s\n%s", encoded, again)
		}
	})
}

func TestCollectionRoundTrip(t *testing.T) {
	s := validator(t)
	rapid.Check(t, func(t *rapid.T) {
		c := genCollection(t)
		encoded := EncodeCollection(c)
		valid(t, s, encoded)
		c2, err := DecodeCollection(encoded)
		if err != nil {
			t.Fatalf("%v\n%s", err, encoded)
		}
		if len(c2.Articles) != len(c.Articles) || len(c2.Actors) != len(c.Actors) || len(c2.Annotations) != len(c.Annotations) {
			t.Fatalf("%d articles, %d actors and %d annotations", len(c2.Articles), len(c2.Actors), len(c2.Annotations))
		}
		if again := EncodeCollection(c2); !bytes.Equal(again, encoded) {
			t.Fatalf("\n%s\n%s", encoded, again)
		}
		for _, l := range bytes.SplitAfter(bytes.TrimSuffix(encoded, []byte("\n")), []byte("\n")) {
			if bytes.Count(l, []byte(`"type":"Annotation"`)) > 1 {
				t.Fatalf("two annotations in one line: %s", l)
			}
		}
	})
}

// The order in which a store gives its records must not show.
func TestCollectionOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := genCollection(t)
		want := EncodeCollection(c)
		c.Articles = rapid.Permutation(c.Articles).Draw(t, "articles")
		c.Actors = rapid.Permutation(c.Actors).Draw(t, "actors")
		c.Annotations = rapid.Permutation(c.Annotations).Draw(t, "annotations")
		if got := EncodeCollection(c); !bytes.Equal(got, want) {
			t.Fatalf("\n%s\n%s", want, got)
		}
	})
}

// Members in any order, with white space, are the same record.
func TestOtherShapes(t *testing.T) {
	n := annotations.NewAnnotation(sample(), annotations.KindClaim, now, annotations.Span{Start: 0, End: 7})
	one := string(EncodeAnnotation(n))
	bare := strings.Replace(one, `"@context":`+context+`,`, "", 1)
	for name, data := range map[string]string{
		"one":               one,
		"no context":        bare,
		"plain context":     strings.Replace(one, context, `"http://www.w3.org/ns/anno.jsonld"`, 1),
		"white space":       strings.NewReplacer(`,"`, " ,\n\t\"", `:{`, ": {").Replace(one),
		"an array":          "[" + one + "]",
		"byte order mark":   "\ufeff" + one,
		"a page":            `{"type":"AnnotationPage","items":[` + bare + `]}`,
		"a page in a line":  `{"items":[` + bare + `],"type":"AnnotationPage"}`,
		"target in array":   strings.Replace(strings.Replace(one, `"target":{`, `"target":[{`, 1), `}]},"pressmark`, `}]}],"pressmark`, 1),
		"bare UUID in caps": strings.ReplaceAll(one, string(n.ID), "URN:UUID:"+strings.ToUpper(n.ID.Short())),
		"motivation last":   strings.Replace(strings.Replace(one, `"motivation":"identifying",`, "", 1), `"pressmark:revision"`, `"motivation":"identifying","pressmark:revision"`, 1),
	} {
		t.Run(name, func(t *testing.T) {
			c, err := DecodeCollection(data)
			if err != nil || len(c.Annotations) != 1 || !c.Annotations[0].Equal(n) {
				t.Fatalf("%v: %+v\n%s", err, c, data)
			}
		})
	}
	t.Run("an array with its article", func(t *testing.T) {
		a := sample()
		m := annotations.NewAnnotation(a, annotations.KindActor, now, annotations.Span{Start: 0, End: 7})
		c, err := DecodeCollection("[" + string(EncodeAnnotation(m)) + "," + string(EncodeArticle(a)) + "]")
		if err != nil || len(c.Articles) != 1 || len(c.Annotations) != 1 || !c.Annotations[0].Equal(m) {
			t.Fatalf("%v: %+v", err, c)
		}
	})
	t.Run("an article alone", func(t *testing.T) {
		a := sample()
		c, err := DecodeCollection(EncodeArticle(a))
		if err != nil || len(c.Articles) != 1 || !reflect.DeepEqual(c.Articles[0], a) {
			t.Fatalf("%v: %+v", err, c)
		}
	})
	t.Run("an actor alone, and among others", func(t *testing.T) {
		for _, typ := range append([]annotations.ActorType{""}, annotations.ActorTypes...) {
			a := annotations.NewActor("Witkoff", now)
			a.Type = typ
			alone := string(EncodeActor(a))
			for _, data := range []string{alone, "[" + one + "," + alone + "]", `{"type":"AnnotationPage","items":[` + alone + `]}`} {
				c, err := DecodeCollection(data)
				if err != nil || len(c.Actors) != 1 || !c.Actors[0].Same(a) {
					t.Fatalf("%v: %+v\n%s", err, c, data)
				}
			}
		}
	})
	t.Run("a sum of money that says no more", func(t *testing.T) {
		m, err := DecodeAnnotation(strings.Replace(one, "schema:Claim", "schema:MonetaryAmount", 1))
		if err != nil || m.Kind != annotations.KindFigure || m.Figure.Type != annotations.Money {
			t.Fatalf("%v: %+v", err, m)
		}
	})
	t.Run("a longer context is kept", func(t *testing.T) {
		more := strings.Replace(one, `#"}]`, `#"},{"x":"https://example.org/"}]`, 1)
		m, err := DecodeAnnotation(more)
		if err != nil || string(EncodeAnnotation(m)) != more {
			t.Fatalf("%v\n%s\n%s", err, more, EncodeAnnotation(m))
		}
	})
}

// sample is an article with something to mark.
func sample() annotations.Article {
	a, err := plain.Read("", []byte("Witkoff meets Putin\n\nThe envoy said: “We agreed on €21bn ($24bn),” he told 👩‍👩‍👧 reporters, “on Friday.”\n"), now)
	if err != nil {
		panic(err)
	}
	return a
}

// The articles of the corpus, with marks all over them, go out and come back.
func TestCorpusRoundTrip(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/corpora/polnear/*/*.txt")
	if len(files) == 0 {
		t.Skip("the corpus is not here: ../shared/corpora/polnear")
	}
	var c Collection
	for i, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		a, err := plain.Read(f, data, now)
		if err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		if a.Text.String() != string(data) {
			t.Errorf("%s: the text is changed", f)
		}
		c.Articles = append(c.Articles, a)
		for k, b := range a.Blocks {
			n := annotations.NewAnnotation(a, annotations.Kinds[(i+k)%3], now, b.Span,
				annotations.Span{Start: b.Span.End + 10, End: b.Span.End + 20})
			c.Annotations = append(c.Annotations, n)
		}
	}
	encoded := EncodeCollection(c)
	c2, err := DecodeCollection(encoded)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(EncodeCollection(c2), encoded) {
		t.Error("the second export differs")
	}
	t.Logf("%d articles, %d annotations, %d MB", len(c.Articles), len(c.Annotations), len(encoded)>>20)
}

// benchRecords returns annotations as they are stored.
func benchRecords(n int) (records []string, size int64) {
	a := sample()
	a.Text = annotations.NewText(strings.Repeat("The envoy said that “21 billion euros” were agreed on Friday, he told reporters. ", 200))
	for i := range n {
		m := annotations.NewAnnotation(a, annotations.Kinds[i%3], now, annotations.Span{Start: i % 10000, End: i%10000 + 60})
		if i%5 == 0 {
			m.Note = "Check this against the ministry's own figures."
			m.Tags = []string{"money", "to check"}
		}
		m.Revision = 1
		records = append(records, string(EncodeAnnotation(m)))
		size += int64(len(records[i]))
	}
	return records, size
}

func BenchmarkDecodeAnnotation(b *testing.B) {
	records, size := benchRecords(1000)
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, r := range records {
			if _, err := DecodeAnnotation(r); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// A claim of which everything is known.
func BenchmarkDecodeClaim(b *testing.B) {
	record := string(EncodeAnnotation(detailed().Annotations[1]))
	b.SetBytes(int64(len(record)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := DecodeAnnotation(record); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecodeFigure(b *testing.B) {
	record := string(EncodeAnnotation(detailed().Annotations[3]))
	b.SetBytes(int64(len(record)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := DecodeAnnotation(record); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecodeCollection(b *testing.B) {
	a := sample()
	a.Text = annotations.NewText(strings.Repeat("The envoy said that “21 billion euros” were agreed on Friday, he told reporters. ", 200))
	c := Collection{Articles: []annotations.Article{a}}
	c.Articles[0].Blocks = nil
	for i := range 10_000 {
		c.Annotations = append(c.Annotations, annotations.NewAnnotation(a, annotations.KindClaim, now, annotations.Span{Start: i, End: i + 60}))
	}
	data := EncodeCollection(c)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := DecodeCollection(data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEncodeAnnotation(b *testing.B) {
	records, size := benchRecords(1)
	n, _ := DecodeAnnotation(records[0])
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		EncodeAnnotation(n)
	}
}
