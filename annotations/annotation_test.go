package annotations_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
)

var start = annotationtest.Now

// marked reads the notation of annotationtest.
func marked(t testing.TB, notation string) (annotations.Article, []annotations.Annotation) {
	t.Helper()
	c := annotationtest.Read(t, notation)
	return c.Article, c.Marks
}

func TestNewAnnotation(t *testing.T) {
	art, marks := marked(t, "“[c1:It is],” [a:he] said, “[c1:over].”")
	claim, actor := marks[0], marks[1]
	if claim.Kind != annotations.KindClaim || actor.Kind != annotations.KindActor || len(claim.Spans) != 2 {
		t.Fatalf("%+v", marks)
	}
	if got := claim.Exact(); got != "It is … over" {
		t.Errorf("Exact: %q", got)
	}
	if got, want := claim.Quotes[1], (annotations.Quote{Exact: "over", Prefix: "“It is,” he said, “", Suffix: ".”"}); got != want {
		t.Errorf("the second quote is %+v", got)
	}
	if claim.Size() != 9 || claim.Cover() != (annotations.Span{Start: 1, End: 23}) || claim.Orphan() {
		t.Errorf("size %d, cover %v", claim.Size(), claim.Cover())
	}
	if !claim.Holds(1) || claim.Holds(6) || claim.Touches(annotations.Span{Start: 6, End: 19}) || !claim.Touches(annotations.Span{Start: 5, End: 7}) {
		t.Error("it holds what lies between its spans")
	}
	if err := art.Check(claim); err != nil {
		t.Error(err)
	}
	if claim.Origin != annotations.ByHand || !claim.Created.Equal(start) || !claim.Modified.Equal(start) || claim.Article != art.ID {
		t.Errorf("%+v", claim)
	}
}

func TestQuoteContext(t *testing.T) {
	text := annotations.NewText("é0123456789012345678901234567890123X0123456789012345678901234567890123é")
	at := 35
	q := text.QuoteOf(annotations.Span{Start: at, End: at + 1})
	if q.Exact != "X" || len([]rune(q.Prefix)) != 32 || len([]rune(q.Suffix)) != 32 {
		t.Errorf("%+v", q)
	}
	if q := text.QuoteOf(annotations.Span{Start: 0, End: 1}); q.Exact != "é" || q.Prefix != "" {
		t.Errorf("%+v", q)
	}
}

// Whatever spans are given, the annotation keeps the package's invariants.
func TestAtKeepsInvariants(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		art := annotationtest.Article(anyText().Draw(t, "text"))
		spans := rapid.SliceOfN(anySpan(art.Text), 0, 5).Draw(t, "spans")
		n := annotations.NewAnnotation(art, annotations.KindClaim, start, spans...)
		if len(n.Spans) > 0 {
			if err := art.Check(n); err != nil {
				t.Fatal(err)
			}
		}
		for _, s := range spans {
			for cp := s.Start; cp < s.End; cp++ {
				if !n.Holds(cp) {
					t.Fatalf("%v lost code point %d of %v", n.Spans, cp, s)
				}
			}
		}
		if again := n.At(art.Text, n.Spans...); !again.Equal(n) {
			t.Fatalf("%v, then %v", n.Spans, again.Spans)
		}
	})
}

func TestOrphan(t *testing.T) {
	_, marks := marked(t, "[a:he] said")
	n := marks[0]
	n.Spans = nil
	if !n.Orphan() || n.Exact() != "he" || n.Size() != 0 || !n.Cover().Empty() || n.Touches(annotations.Span{End: 9}) {
		t.Errorf("%+v", n)
	}
}

// Equal sees a change in any field; Same all but the revision and the time of
// change.
func TestEqualSeesEveryField(t *testing.T) {
	_, marks := marked(t, "[a:he] said")
	n := marks[0]
	n.Note, n.Tags, n.Extra = "note", []string{"tag"}, annotations.Extra{"k": "v"}
	if !n.Equal(n) || !n.Same(n) {
		t.Fatal("an annotation is not equal to itself")
	}
	for _, path := range fields(reflect.TypeFor[annotations.Annotation](), nil) {
		o := n
		f, name := reflect.ValueOf(&o).Elem().FieldByIndex(path), reflect.TypeFor[annotations.Annotation]().FieldByIndex(path).Name
		alter(f)
		if n.Equal(o) {
			t.Errorf("Equal does not see %s", name)
		}
		if same := len(path) == 1 && (name == "Modified" || name == "Revision"); n.Same(o) != same {
			t.Errorf("Same, with another %s: %v", name, n.Same(o))
		}
	}
}

// fields returns the paths of the fields of a struct and of the structs in it.
func fields(typ reflect.Type, under []int) [][]int {
	var out [][]int
	for i := range typ.NumField() {
		path := append(slices.Clone(under), i)
		if f := typ.Field(i).Type; f.Kind() == reflect.Struct && f != reflect.TypeFor[time.Time]() {
			out = append(out, fields(f, path)...)
		} else {
			out = append(out, path)
		}
	}
	return out
}

// alter gives a field another value.
func alter(f reflect.Value) {
	switch f.Kind() {
	case reflect.Struct:
		f.Set(reflect.ValueOf(f.Interface().(time.Time).Add(time.Second)))
	case reflect.Slice:
		f.Set(reflect.Append(f, reflect.New(f.Type().Elem()).Elem()))
	case reflect.Map:
		f.Set(reflect.ValueOf(annotations.Extra{"k": "w"}))
	case reflect.Int:
		f.SetInt(f.Int() + 1)
	case reflect.Bool:
		f.SetBool(!f.Bool())
	default:
		f.SetString(f.String() + "x")
	}
}
