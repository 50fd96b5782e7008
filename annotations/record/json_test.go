package record

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"pgregory.net/rapid"

	"pressmark/annotations/annotationtest"
)

// readAll reads one value of any kind and returns what is wrong with it.
func readAll(s string) error {
	r := reader{s: s}
	r.skip()
	r.end()
	return r.problem()
}

// Each case is judged by another reader too, so that the table itself is held to
// the standard.
func TestJSON(t *testing.T) {
	deep := func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
	for _, c := range []struct {
		json string
		want error
	}{
		{`null`, nil},
		{`true`, nil},
		{`false`, nil},
		{` [ ] `, nil},
		{"\t{\r\n}\n", nil},
		{`[1,2]`, nil},
		{`{"a":1,"b":{"a":2}}`, nil},
		{`0`, nil},
		{`-0`, nil},
		{`-0.0e-0`, nil},
		{`1E+2`, nil},
		{`123456789012345678901234567890`, nil},
		{`1e9999`, nil},
		{`""`, nil},
		{`"\"\\\/\b\f\n\r\t"`, nil},
		{`"\u0000"`, nil},
		{`"\uD83D\uDE00"`, nil},
		{`"\ud83d\ude00x"`, nil},
		{"\"\u007f\"", nil},
		{"\"\u2028\u2029\"", nil},
		{"\"é\U0010ffff\"", nil},
		{"\"\ufffd\ufffe\"", nil},
		{`{"":0}`, nil},
		{`{"a":0,"A":0}`, nil},
		{`{"a\u0000b":0}`, nil},
		{deep(maxDepth), nil},

		{``, ErrSyntax},
		{` `, ErrSyntax},
		{`nul`, ErrSyntax},
		{`nulll`, ErrSyntax},
		{`True`, ErrSyntax},
		{`truE`, ErrSyntax},
		{`NaN`, ErrSyntax},
		{`Infinity`, ErrSyntax},
		{`-`, ErrSyntax},
		{`-Infinity`, ErrSyntax},
		{`+1`, ErrSyntax},
		{`01`, ErrSyntax},
		{`-01`, ErrSyntax},
		{`1.`, ErrSyntax},
		{`.5`, ErrSyntax},
		{`1e`, ErrSyntax},
		{`1e+`, ErrSyntax},
		{`0x1`, ErrSyntax},
		{`1_000`, ErrSyntax},
		{`1 2`, ErrSyntax},
		{`[`, ErrSyntax},
		{`]`, ErrSyntax},
		{`[1`, ErrSyntax},
		{`[1,`, ErrSyntax},
		{`[1,]`, ErrSyntax},
		{`[,1]`, ErrSyntax},
		{`[1,,2]`, ErrSyntax},
		{`[1 2]`, ErrSyntax},
		{`["a" true]`, ErrSyntax},
		{`[1}`, ErrSyntax},
		{`[]]`, ErrSyntax},
		{`{`, ErrSyntax},
		{`{}}`, ErrSyntax},
		{`{"a"}`, ErrSyntax},
		{`{"a":}`, ErrSyntax},
		{`{"a":1,}`, ErrSyntax},
		{`{,"a":1}`, ErrSyntax},
		{`{"a":1 "b":2}`, ErrSyntax},
		{`{"a" 1}`, ErrSyntax},
		{`{"a"::1}`, ErrSyntax},
		{`{a:1}`, ErrSyntax},
		{`{1:1}`, ErrSyntax},
		{`{null:1}`, ErrSyntax},
		{`{'a':1}`, ErrSyntax},
		{`'a'`, ErrSyntax},
		{`"`, ErrSyntax},
		{`"a`, ErrSyntax},
		{`"\`, ErrSyntax},
		{`"\"`, ErrSyntax},
		{`"\a"`, ErrSyntax},
		{`"\x41"`, ErrSyntax},
		{`"\u12"`, ErrSyntax},
		{`"\u123g"`, ErrSyntax},
		{`"\U0041"`, ErrSyntax},
		{"\"\n\"", ErrSyntax},
		{"\"\t\"", ErrSyntax},
		{"\"\x00\"", ErrSyntax},
		{"\"\\\n\"", ErrSyntax},
		{"\"\\n\x01\"", ErrSyntax},
		{"1\x00", ErrSyntax},
		{"\x0c1", ErrSyntax},
		{"\u00a01", ErrSyntax},
		{"\ufeff1", ErrSyntax},
		{`/* */1`, ErrSyntax},
		{`1//`, ErrSyntax},
		{`[1]#`, ErrSyntax},

		{"\"\xff\"", ErrCharacter},
		{"\"\xc0\x80\"", ErrCharacter},
		{"\"\xe2\x82\"", ErrCharacter},
		{"\"\xed\xa0\x80\"", ErrCharacter},
		{"\"\xf5\x80\x80\x80\"", ErrCharacter},
		{"\"\\n\xff\"", ErrCharacter},
		{"\"\xff\\n\"", ErrCharacter},
		{`"\ud800"`, ErrCharacter},
		{`"\udc00"`, ErrCharacter},
		{`"\ud800\ud800"`, ErrCharacter},
		{`"\ud800\u0041"`, ErrCharacter},
		{`"\udc00\ud800"`, ErrCharacter},
		{`"\ud800x"`, ErrCharacter},
		{`{"\ud800":1}`, ErrCharacter},

		{`{"a":1,"a":1}`, ErrDuplicateName},
		{`{"a":1,"\u0061":1}`, ErrDuplicateName},
		{`{"":1,"":1}`, ErrDuplicateName},
		{`[{"b":{"a":1,"c":[],"a":1}}]`, ErrDuplicateName},
		{`{"a":1,` + manyNames(40) + `,"a":1}`, ErrDuplicateName},
		{`{` + manyNames(40) + `,"n39":1}`, ErrDuplicateName},

		{`{` + manyNames(maxNames+1) + `}`, ErrTooMany},
		{deep(maxDepth + 1), ErrDepth},
		{strings.Repeat("[", 100_000), ErrDepth},
		{strings.Repeat(`{"a":`, 100_000), ErrDepth},
	} {
		name := c.json
		if len(name) > 40 {
			name = name[:40]
		}
		t.Run(name, func(t *testing.T) {
			if err := readAll(c.json); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if c.want != ErrDepth && c.want != ErrTooMany {
				if valid := oracle(c.json); valid != (c.want == nil) {
					t.Errorf("encoding/json says valid: %v", valid)
				}
			}
		})
	}
}

// oracle reports whether the standard library takes a text, without what RFC 7493 forbids
// besides: what is no UTF-8, half a surrogate pair, a name that stands twice in an object.
func oracle(s string) bool {
	if !utf8.ValidString(s) || !json.Valid([]byte(s)) || halfPair(s) {
		return false
	}
	type object struct {
		names  map[string]bool // nil: an array
		inside bool            // a name was read, and its value comes next
	}
	var open []object
	d := json.NewDecoder(strings.NewReader(s))
	d.UseNumber()
	for {
		token, err := d.Token()
		if err != nil {
			return errors.Is(err, io.EOF)
		}
		last := len(open) - 1
		switch token {
		case json.Delim('{'):
			open = append(open, object{names: map[string]bool{}})
			continue
		case json.Delim('['):
			open = append(open, object{})
			continue
		case json.Delim('}'), json.Delim(']'):
			open = open[:last]
			last--
		default:
			if last >= 0 && open[last].names != nil && !open[last].inside {
				name := token.(string)
				if open[last].names[name] {
					return false
				}
				open[last].names[name], open[last].inside = true, true
				continue
			}
		}
		if last >= 0 {
			open[last].inside = false // that was a value
		}
	}
}

// halfPair reports whether a valid text of JSON escapes one half of a surrogate pair
// without the other.
func halfPair(s string) bool {
	for rest := s; ; {
		_, after, found := strings.Cut(rest, `\`)
		if !found {
			return false
		}
		if after[0] != 'u' {
			rest = after[1:]
			continue
		}
		unit, _ := strconv.ParseUint(after[1:5], 16, 16)
		rest = after[5:]
		if !utf16.IsSurrogate(rune(unit)) {
			continue
		}
		if !strings.HasPrefix(rest, `\u`) {
			return true
		}
		low, _ := strconv.ParseUint(rest[2:6], 16, 16)
		if utf16.DecodeRune(rune(unit), rune(low)) == utf8.RuneError {
			return true
		}
		rest = rest[6:]
	}
}

// manyNames returns members of an object, so many that they are kept in a map.
func manyNames(n int) string {
	var all []string
	for i := range n {
		all = append(all, fmt.Sprintf(`"n%d":[]`, i))
	}
	return strings.Join(all, ",")
}

func FuzzJSON(f *testing.F) {
	for _, seed := range []string{`{"a":[1,-2.5e3,"\ud83d\ude00",null,{"b":true}]}`, "\"\xff\"", `"\udc00"`, `{"a":1,"a":2}`, ` [ "x" ] `} {
		f.Add(seed)
	}
	annotationtest.Seeds(f)
	f.Fuzz(func(t *testing.T, s string) {
		err := readAll(s)
		if valid := oracle(s); valid != (err == nil) && !errors.Is(err, ErrDepth) && !errors.Is(err, ErrTooMany) {
			t.Fatalf("%q: %v, but encoding/json says valid: %v", s, err, valid)
		}
		if err == nil {
			r := reader{s: s}
			raw := r.raw()
			var want bytes.Buffer
			if err := json.Compact(&want, []byte(s)); err != nil || raw != want.String() {
				t.Fatalf("%q became %q, want %q (%v)", s, raw, want.String(), err)
			}
		}
	})
}

func FuzzString(f *testing.F) {
	f.Add("a \"b\" \\ \x00 é \xff \u2028 \U0001F600")
	annotationtest.Seeds(f)
	f.Fuzz(func(t *testing.T, s string) {
		r := reader{s: string(AppendString(nil, s))}
		if got := r.str(); r.err != nil || got != strings.ToValidUTF8(s, "\ufffd") && got != string([]rune(s)) {
			t.Fatalf("%q became %q: %v", s, got, r.err)
		}
	})
}

func TestPointer(t *testing.T) {
	const s = `{"a": {"b~/c": [1, {"d": "x,}]\""}, @]}, "e": 1}`
	for find, want := range map[string]string{
		`{"a"`: "",
		`"a"`:  "/a",
		`{"b`:  "/a",
		`[1`:   "/a/b~0~1c",
		`1, {`: "/a/b~0~1c/0",
		`{"d"`: "/a/b~0~1c/1",
		`"x,`:  "/a/b~0~1c/1/d",
		`}]\`:  "/a/b~0~1c/1/d",
		`@`:    "/a/b~0~1c/2",
		`"e"`:  "/e",
		`1}`:   "/e",
	} {
		place := locator{s: s}
		if got := place.pointer(strings.Index(s, find)); got != want {
			t.Errorf("at %s: %q, want %q", find, got, want)
		}
	}
}

// What other tools and pages write is read as the standard library reads it.
func TestValueLikeStandard(t *testing.T) {
	var texts func(depth int) *rapid.Generator[string]
	texts = func(depth int) *rapid.Generator[string] {
		return rapid.Custom(func(t *rapid.T) string {
			word := rapid.SampledFrom([]string{`"a"`, `"b"`, `""`, `"\u00e9\n"`, `"\ud83d\ude00"`, `"\ud83d"`, `"\udc00x"`, `"é"`})
			kind := rapid.IntRange(0, 9).Draw(t, "kind")
			if depth == 0 && kind < 4 {
				kind = 4
			}
			var parts []string
			switch {
			case kind < 2:
				for range rapid.IntRange(0, 3).Draw(t, "members") {
					parts = append(parts, word.Draw(t, "name")+" :"+texts(depth-1).Draw(t, "value"))
				}
				return "{" + strings.Join(parts, " ,") + "}"
			case kind < 4:
				for range rapid.IntRange(0, 3).Draw(t, "elements") {
					parts = append(parts, texts(depth-1).Draw(t, "element"))
				}
				return "[ " + strings.Join(parts, ",") + "]"
			case kind < 8:
				return word.Draw(t, "string")
			}
			return rapid.SampledFrom([]string{"1", "-2.5e3", "true", "null", "01", "nul", "", `"`}).Draw(t, "rest")
		})
	}
	var like func(v Value) any
	like = func(v Value) any {
		switch {
		case v.Object():
			object := map[string]any{}
			for name, x := range v.Members() {
				object[name] = like(x)
			}
			return object
		case v.Array():
			array := []any{}
			for _, x := range v.Items() {
				array = append(array, like(x))
			}
			return array
		case v.IsText():
			return v.Text()
		case v.Text() == "true":
			return true
		case v.Exists():
			n, _ := strconv.ParseFloat(v.Text(), 64)
			return n
		}
		return nil
	}
	rapid.Check(t, func(t *rapid.T) {
		s := texts(3).Draw(t, "text")
		var want any
		err := json.Unmarshal([]byte(s), &want)
		got, problem := Parse(s)
		switch {
		case (problem == nil) != (err == nil):
			t.Fatalf("%s: got %v, want %v", s, problem, err)
		case err == nil && !reflect.DeepEqual(like(got), want):
			t.Fatalf("%s: got %#v, want %#v", s, like(got), want)
		}
	})
}
