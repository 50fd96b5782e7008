package record

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
)

// record is a collection with one article and two annotations, to be spoilt.
const record = `{
"@context":["http://www.w3.org/ns/anno.jsonld",{"pressmark":"urn:uuid:3b8f8b6c-6a0e-4f0e-9d57-0c7c1a6f2e11#"}],
"id":"urn:uuid:01900000-0000-7000-8000-0000000000ff","type":"AnnotationCollection","total":2,"pressmark:articles":[
{"id":"urn:uuid:01900000-0000-7000-8000-00000000000a","type":"schema:Article","schema:headline":"Talks","created":"2026-11-22T10:30:00.000Z","schema:articleBody":"Talks\n\nThe 👩‍👩‍👧 said: 21bn.","pressmark:blocks":[{"type":"pressmark:Heading","pressmark:level":1,"start":0,"end":5},{"type":"pressmark:Paragraph","start":7,"end":28}],"pressmark:revision":1}
],"first":{"id":"urn:uuid:01900000-0000-7000-8000-0000000000ff#page","type":"AnnotationPage","startIndex":0,"items":[
{"id":"urn:uuid:01900000-0000-7000-8000-000000000001","type":"Annotation","motivation":"identifying","creator":{"type":"Person","name":"R"},"body":[{"type":"schema:QuantitativeValue"},{"type":"TextualBody","purpose":"tagging","value":"money"}],"target":{"source":"urn:uuid:01900000-0000-7000-8000-00000000000a","selector":[{"type":"TextQuoteSelector","exact":"21bn","prefix":"said: "},{"type":"TextPositionSelector","start":23,"end":27}]},"pressmark:revision":1},
{"id":"urn:uuid:01900000-0000-7000-8000-000000000002","type":"Annotation","motivation":"identifying","body":[{"type":"schema:Claim"}],"target":[{"source":"urn:uuid:01900000-0000-7000-8000-00000000000a","selector":[{"type":"TextQuoteSelector","exact":"Talks"},{"type":"TextPositionSelector","start":0,"end":5}]},{"source":"urn:uuid:01900000-0000-7000-8000-00000000000a","selector":[{"type":"TextQuoteSelector","exact":"👩‍👩‍👧 said"},{"type":"TextPositionSelector","start":11,"end":21}]}]}
]}}
`

// Every problem is named with the place where it stands.
func TestHostileRecords(t *testing.T) {
	if _, err := DecodeCollection(record); err != nil {
		t.Fatal(err)
	}
	const (
		first   = "/first/items/0"
		second  = "/first/items/1"
		article = "/pressmark:articles/0"
	)
	for _, c := range []struct {
		name, old, new string
		want           error
		pointer        string
		line           int
	}{
		{"quote changed", `"21bn","pre`, `"22bn","pre`, annotations.ErrQuoteMismatch, first + "/target", 6},
		{"quote off by one", `"start":23`, `"start":22`, annotations.ErrQuoteMismatch, first + "/target", 6},
		{"quote in UTF-16", `"start":11,"end":21`, `"start":11,"end":24`, annotations.ErrQuoteMismatch, second + "/target/1", 7},
		{"quote by escape", `"exact":"Talks"`, `"exact":"\u0054alk\u0073"`, nil, "", 0},
		{"span past the end", `"end":27}`, `"end":2700}`, annotations.ErrBadSpan, first + "/target", 6},
		{"span empty", `"end":27}`, `"end":23}`, annotations.ErrBadSpan, first + "/target/selector/1", 6},
		{"span backwards", `"end":27}`, `"end":2}`, annotations.ErrBadSpan, first + "/target/selector/1", 6},
		{"span inside a grapheme", `"👩‍👩‍👧 said"},{"type":"TextPositionSelector","start":11`, `"👩‍👧 said"},{"type":"TextPositionSelector","start":13`, annotations.ErrBadSpan, second + "/target/1", 7},
		{"spans out of order", `"start":11,"end":21`, `"start":0,"end":5`, annotations.ErrBadSpan, second + "/target/1", 7},
		{"span negative", `"start":23`, `"start":-23`, ErrType, first + "/target/selector/1/start", 6},
		{"span a fraction", `"start":23`, `"start":23.0`, ErrType, first + "/target/selector/1/start", 6},
		{"span with exponent", `"start":23`, `"start":23e0`, ErrType, first + "/target/selector/1/start", 6},
		{"span huge", `"start":23`, `"start":99999999999999999999`, ErrType, first + "/target/selector/1/start", 6},
		{"span a string", `"start":23`, `"start":"23"`, ErrType, first + "/target/selector/1/start", 6},
		{"span without end", `"start":23,"end":27`, `"start":23`, ErrMissing, first + "/target/selector/1", 6},
		{"one span of two", `,{"type":"TextPositionSelector","start":11,"end":21}`, ``, ErrMissing, second, 7},
		{"no quote", `{"type":"TextQuoteSelector","exact":"21bn","prefix":"said: "},`, ``, ErrMissing, first + "/target/selector", 6},
		{"no selector", `"selector":[{"type":"TextQuoteSelector","exact":"Talks"},{"type":"TextPositionSelector","start":0,"end":5}]`, `"x":1`, ErrMissing, second + "/target/0", 7},
		{"empty quote", `"exact":"21bn"`, `"exact":""`, ErrMissing, first + "/target/selector/0", 6},
		{"selector a number", `"selector":[{"type":"TextQuoteSelector","exact":"21bn"`, `"selector":[7,{"type":"TextQuoteSelector","exact":"21bn"`, ErrType, first + "/target/selector/0", 6},
		{"two sources", `"type":"TextPositionSelector","start":0,"end":5}]},{"source":"urn:uuid:01900000-0000-7000-8000-00000000000a"`, `"type":"TextPositionSelector","start":0,"end":5}]},{"source":"urn:uuid:01900000-0000-7000-8000-00000000000b"`, ErrValue, second + "/target/1", 7},
		{"no source", `{"source":"urn:uuid:01900000-0000-7000-8000-00000000000a","selector":[{"type":"TextQuoteSelector","exact":"21bn"`, `{"selector":[{"type":"TextQuoteSelector","exact":"21bn"`, ErrMissing, first + "/target", 6},
		{"targets none", `"target":{"source`, `"target":[],"x":{"source`, ErrMissing, first, 6},

		{"ID twice", `"id":"urn:uuid:01900000-0000-7000-8000-000000000001"`, `"id":"1","id":"evil"`, ErrID, first + "/id", 6},
		{"ID twice, both good", `"id":"urn:uuid:01900000-0000-7000-8000-000000000001"`, `"id":"urn:uuid:01900000-0000-7000-8000-000000000001","id":"urn:uuid:01900000-0000-7000-8000-000000000003"`, ErrDuplicateName, first + "/id", 6},
		{"ID in other case", `"type":"Annotation","motivation":"identifying","creator"`, `"type":"Annotation","ID":"evil","motivation":"identifying","creator"`, ErrNameCase, first + "/ID", 6},
		{"ID folded", `"motivation":"identifying","creator"`, `"ıd":1,"motivation":"identifying","creator"`, nil, "", 0},
		{"selector folded", `"selector":[{"type":"TextQuoteSelector","exact":"21bn"`, `"ſelector":[],"selector":[{"type":"TextQuoteSelector","exact":"21bn"`, ErrNameCase, first + "/target/ſelector", 6},
		{"exact in other case", `"exact":"21bn"`, `"Exact":"x","exact":"21bn"`, ErrNameCase, first + "/target/selector/0/Exact", 6},
		{"body type in other case", `{"type":"schema:Claim"`, `{"Type":"x","type":"schema:Claim"`, ErrNameCase, second + "/body/0/Type", 7},
		{"block in other case", `"pressmark:level":1`, `"PressMark:level":1`, ErrNameCase, article + "/pressmark:blocks/0/PressMark:level", 4},
		{"body of an article twice", `"schema:headline":"Talks",`, `"schema:headline":"Talks","schema:articleBody":"x",`, ErrDuplicateName, article + "/schema:articleBody", 4},
		{"ID not a UUID", `"id":"urn:uuid:01900000-0000-7000-8000-000000000001"`, `"id":"urn:uuid:01900000-0000-7000-8000-00000000000g"`, ErrID, first + "/id", 6},
		{"ID an address", `"id":"urn:uuid:01900000-0000-7000-8000-000000000001"`, `"id":"https://example.org/1"`, ErrID, first + "/id", 6},
		{"ID bare", `"id":"urn:uuid:01900000-0000-7000-8000-000000000001"`, `"id":"01900000-0000-7000-8000-000000000001"`, ErrID, first + "/id", 6},
		{"ID null", `"id":"urn:uuid:01900000-0000-7000-8000-000000000001"`, `"id":null`, ErrType, first + "/id", 6},
		{"ID missing", `"id":"urn:uuid:01900000-0000-7000-8000-000000000001",`, ``, ErrMissing, first, 6},
		{"two records with an ID", `000000000002"`, `000000000001"`, ErrDuplicateID, second, 7},
		{"an article's ID for an annotation", `000000000002"`, `00000000000a"`, ErrDuplicateID, second, 7},

		{"half a surrogate pair", `"exact":"21bn"`, `"exact":"21\ud800bn"`, ErrCharacter, first + "/target/selector/0/exact", 6},
		{"the wrong order of a pair", `"name":"R"`, `"name":"\ude00\ud83d"`, ErrCharacter, first + "/creator/name", 6},
		{"bad UTF-8 in a text", `Talks\n\nThe`, "Talks\xff\\n\\nThe", ErrCharacter, article + "/schema:articleBody", 4},
		{"bad UTF-8 in an unknown member", `"name":"R"`, "\"name\":\"R\",\"x\":[\"\xc3\"]", ErrCharacter, first + "/creator/x/0", 6},
		{"half a pair in an unknown name", `"name":"R"`, `"name":"R","\ud800":1`, ErrCharacter, first + "/creator", 6},
		{"duplicates in an unknown member", `"name":"R"`, `"name":"R","x":{"y":[{"a":1,"a":2}]}`, ErrDuplicateName, first + "/creator/x/y/0/a", 6},
		{"depth", `"name":"R"`, `"name":"R","x":` + strings.Repeat("[", 99) + strings.Repeat("]", 99), ErrDepth, first + "/creator/x" + strings.Repeat("/0", 59), 6},
		{"absurd depth", `"name":"R"`, `"name":"R","x":` + strings.Repeat(`{"a":`, 100_000), ErrDepth, first + "/creator/x" + strings.Repeat("/a", 59), 6},

		{"note a number", `"purpose":"tagging","value":"money"`, `"purpose":"commenting","value":5`, ErrType, first + "/body/1/value", 6},
		{"tag empty", `"value":"money"`, `"value":""`, ErrValue, first + "/body/1", 6},
		{"tag twice", `{"type":"TextualBody","purpose":"tagging","value":"money"}`, `{"type":"TextualBody","purpose":"tagging","value":"money"},{"type":"TextualBody","purpose":"tagging","value":"money"}`, ErrValue, first + "/body/2", 6},
		{"body a number", `{"type":"TextualBody","purpose":"tagging","value":"money"}`, `5`, ErrType, first + "/body/1", 6},
		{"no body", `"body":[{"type":"schema:Claim"}],`, ``, ErrForeign, second, 7},
		{"foreign body", `"schema:Claim"`, `"TextualBody"`, ErrForeign, second, 7},
		{"body an object", `"body":[{"type":"schema:Claim"}]`, `"body":{"type":"schema:Claim"}`, ErrType, second + "/body", 7},
		{"motivation", `"identifying","creator"`, `"commenting","creator"`, ErrForeign, first + "/motivation", 6},
		{"creator a string", `{"type":"Person","name":"R"}`, `"acct:r@example.org"`, ErrType, first + "/creator", 6},
		{"creator without a name", `{"type":"Person","name":"R"}`, `{"type":"Person"}`, ErrMissing, first + "/creator", 6},
		{"context", `"type":"Annotation","motivation":"identifying","creator"`, `"@context":"https://schema.org","type":"Annotation","motivation":"identifying","creator"`, ErrForeign, first + "/@context", 6},
		{"type", `"type":"Annotation","motivation":"identifying","creator"`, `"type":"Note","motivation":"identifying","creator"`, ErrForeign, first + "/type", 6},
		{"no type", `"type":"Annotation","motivation":"identifying","creator"`, `"creator"`, ErrForeign, first, 6},
		{"record null", `{"id":"urn:uuid:01900000-0000-7000-8000-000000000002"`, `null,{"id":"urn:uuid:01900000-0000-7000-8000-000000000002"`, ErrType, second, 7},
		{"revision negative", `"pressmark:revision":1},`, `"pressmark:revision":-1},`, ErrType, first + "/pressmark:revision", 6},
		{"deleted a number", `"pressmark:revision":1},`, `"pressmark:deleted":1},`, ErrType, first + "/pressmark:deleted", 6},

		{"time", `2026-11-22T10:30:00.000Z`, `yesterday`, ErrValue, article + "/created", 4},
		{"time impossible", `2026-11-22T10:30`, `2026-11-32T10:30`, ErrValue, article + "/created", 4},
		{"time elsewhere", `2026-11-22T10:30:00.000Z`, `2026-11-22T11:30:00.000999+01:00`, nil, "", 0},
		{"no title", `"schema:headline":"Talks",`, ``, ErrMissing, article, 4},
		{"no text", `"schema:articleBody":`, `"x":`, ErrMissing, article, 4},
		{"block past the end", `"end":28`, `"end":29`, annotations.ErrBadSpan, article + "/pressmark:blocks/1", 4},
		{"block before another", `"start":7`, `"start":4`, annotations.ErrBadSpan, article + "/pressmark:blocks/1", 4},
		{"block empty", `"start":7`, `"start":28`, annotations.ErrBadSpan, article + "/pressmark:blocks/1", 4},
		{"block inside a grapheme", `"start":7`, `"start":12`, annotations.ErrBadSpan, article + "/pressmark:blocks/1", 4},
		{"block of level 7", `"pressmark:level":1`, `"pressmark:level":7`, annotations.ErrBadSpan, article + "/pressmark:blocks/0", 4},
		{"block of no kind", `pressmark:Paragraph`, `pressmark:Script`, ErrValue, article + "/pressmark:blocks/1/type", 4},
		{"block without end", `,"end":28`, ``, ErrMissing, article + "/pressmark:blocks/1", 4},

		{"pages elsewhere", `"first":{`, `"first":"https://example.org/1","x":{`, ErrForeign, "/first", 5},
		{"more pages", `"startIndex":0`, `"next":"https://example.org/2"`, ErrForeign, "/first/next", 5},
		{"a last page", `"total":2`, `"last":"https://example.org/2"`, ErrForeign, "/last", 3},
		{"articles an object", `"pressmark:articles":[`, `"pressmark:articles":{},"x":[`, ErrType, "/pressmark:articles", 3},
		{"text behind", "\n]}}\n", "\n]}} {}", ErrSyntax, "", 8},
		{"cut short", "\n]}}\n", "\n", ErrSyntax, "/first/items/1", 8},
	} {
		t.Run(c.name, func(t *testing.T) {
			if strings.Count(record, c.old) != 1 {
				t.Fatalf("%q stands %d times in the record", c.old, strings.Count(record, c.old))
			}
			_, err := DecodeCollection(strings.Replace(record, c.old, c.new, 1))
			if !errors.Is(err, c.want) {
				t.Fatalf("got %v, want %v", err, c.want)
			}
			if c.want == nil {
				return
			}
			var all Errors
			if !errors.As(err, &all) {
				t.Fatalf("%T is not Errors", err)
			}
			if e := all[0]; e.Pointer != c.pointer || e.Line != c.line || e.Column < 1 || !errors.Is(e, c.want) {
				t.Errorf("it is at %q, line %d, column %d: %v\nwant %q, line %d: %v", e.Pointer, e.Line, e.Column, e, c.pointer, c.line, c.want)
			}
		})
	}
}

// What other tools write is refused clearly.
func TestForeign(t *testing.T) {
	for name, data := range map[string]string{
		"export of a tool":      `{"annotations":[{"id":"x","user":"acct:a","text":"","tags":[],"target":[{"source":"https://example.org"}]}]}`,
		"annotations elsewhere": `[{"@context":"http://www.w3.org/ns/anno.jsonld","id":"#1","type":"Annotation","body":[],"target":{"selector":[]}}]`,
		"an annotation":         `{"@context":"http://www.w3.org/ns/anno.jsonld","id":"urn:uuid:01900000-0000-7000-8000-000000000001","type":"Annotation","body":[{"type":"TextualBody","value":"x"}],"target":{"source":"urn:uuid:01900000-0000-7000-8000-00000000000a","selector":[{"type":"TextQuoteSelector","exact":"x"}]}}`,
		"an object":             `{}`,
		"a linked article":      `{"@context":"https://schema.org","@type":"NewsArticle","headline":"x"}`,
		"numbers":               `[1,2]`,
		"a string":              `"AnnotationCollection"`,
		"null":                  `null`,
	} {
		t.Run(name, func(t *testing.T) {
			_, err := DecodeCollection(data)
			if !errors.Is(err, ErrForeign) && !errors.Is(err, ErrID) && !errors.Is(err, ErrType) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestLimits(t *testing.T) {
	t.Run("bytes", func(t *testing.T) {
		if _, err := DecodeCollection(make([]byte, MaxBytes+1)); !errors.Is(err, ErrTooLarge) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("an article's text", func(t *testing.T) {
		_, err := DecodeCollection(strings.Replace(record, `Talks\n\nThe`, strings.Repeat("x", annotations.MaxText+1), 1))
		if !errors.Is(err, ErrTooLarge) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("problems", func(t *testing.T) {
		_, err := DecodeCollection("[" + strings.Repeat("0,", 500) + "0]")
		var all Errors
		if !errors.As(err, &all) || len(all) != maxProblems {
			t.Errorf("%d problems", len(all))
		}
	})
}

// The largest files are read, or refused, within a few times their size.
func TestBombs(t *testing.T) {
	one := `{"type":"Annotation","id":"urn:uuid:%08x-0000-7000-8000-000000000000","body":[{"type":"schema:Claim"}],"target":{"source":"urn:uuid:01900000-0000-7000-8000-00000000000a","selector":[{"type":"TextQuoteSelector","exact":"x"}]}}`
	many := func(n int) string {
		var b strings.Builder
		b.Grow(n * (len(one) + 5))
		for i := range n {
			if i > 0 {
				b.WriteByte(',')
			}
			fmt.Fprintf(&b, one, i)
		}
		return "[" + b.String() + "]"
	}
	// As many as fit in the limit of bytes.
	n := MaxBytes/(len(one)+5) - 1
	for name, c := range map[string]struct {
		data string
		want error
	}{
		"annotations":         {many(n), nil},
		"one long array":      {`{"x":[` + strings.Repeat("0,", MaxBytes/2-10) + `0]}`, ErrForeign},
		"names":               {"{" + manyNames(3_000_000) + "}", ErrTooMany},
		"arrays":              {"[" + strings.Repeat("[],", MaxBytes/3-10) + "[]]", ErrType},
		"problems at the end": {"[" + strings.Repeat(" ", MaxBytes-500) + strings.Repeat("0,", 200) + "0]", ErrType},
		"names of an actor": {
			`{"type":"foaf:Agent","id":"urn:uuid:01900000-0000-7000-8000-00000000000c","schema:name":"x","schema:alternateName":["` +
				strings.Join(distinct(1_000_000), `","`) + `"]}`, nil,
		},
		"tags of an annotation": {
			strings.Replace(fmt.Sprintf(one, 0), `"body":[`, `"body":[{"type":"TextualBody","purpose":"tagging","value":"`+
				strings.Join(distinct(500_000), `"},{"type":"TextualBody","purpose":"tagging","value":"`)+`"},`, 1), nil,
		},
		"unknown members of evidence": {
			strings.Replace(fmt.Sprintf(one, 0), `{"type":"schema:Claim"}`, `{"type":"schema:Claim","schema:citation":[{"x":"`+
				strings.Join(distinct(500_000), `"},{"x":"`)+`"}]}`, 1), nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			before := memory()
			started := time.Now()
			got, err := DecodeCollection(c.data)
			if !errors.Is(err, c.want) || name == "annotations" && len(got.Annotations) != n {
				t.Errorf("%d annotations: %v", len(got.Annotations), err)
			}
			if name != "annotations" && err == nil {
				EncodeCollection(got)
			}
			took, used := time.Since(started), memory()-before
			t.Logf("%s: %d MB in %v, %d MB allocated", name, len(c.data)>>20, took.Round(time.Millisecond), used>>20)
			if used > 8*MaxBytes {
				t.Errorf("it allocated %d MB", used>>20)
			}
		})
	}
}

// distinct returns n short strings.
func distinct(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprint(i)
	}
	return out
}

func memory() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

func FuzzDecode(f *testing.F) {
	for _, seed := range []string{record, string(EncodeCollection(detailed()))} {
		f.Add(seed)
		for _, l := range strings.Split(seed, "\n") {
			f.Add(strings.TrimSuffix(l, ","))
		}
	}
	annotationtest.Seeds(f)
	f.Fuzz(func(t *testing.T, s string) {
		c, err := DecodeCollection(s)
		if err != nil {
			var all Errors
			if errors.As(err, &all) {
				for _, e := range all {
					_ = e.Error()
				}
			}
			return
		}
		once := EncodeCollection(c)
		again, err := DecodeCollection(once)
		if err != nil || string(EncodeCollection(again)) != string(once) {
			t.Fatalf("what was taken does not come back: %v\n%s\n%s", err, s, once)
		}
	})
}
