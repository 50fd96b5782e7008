package record

import (
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
)

// testID returns an ID that ends in two digits.
func testID(n string) annotations.ID {
	return annotations.ID("urn:uuid:01900000-0000-7000-8000-0000000000" + n)
}

// detailed is a collection in which everything is said that can be.
func detailed() Collection {
	a := sample()
	a.ID, a.Revision = testID("0a"), 1
	a.Dismissals = []annotations.Dismissal{{Finding: "number:57", Reason: "It is the same amount."}, {Finding: "name:6"}}
	at := func(exact string) annotations.Span {
		start := a.Text.FromByte(strings.Index(a.Text.String(), exact))
		return annotations.Span{Start: start, End: start + len([]rune(exact))}
	}
	mark := func(id string, kind annotations.Kind, spans ...annotations.Span) annotations.Annotation {
		n := annotations.NewAnnotation(a, kind, now, spans...)
		n.ID, n.Revision = testID(id), 1
		return n
	}

	actor := mark("01", annotations.KindActor, at("The envoy"))
	actor.Actor = testID("0c")

	claim := mark("02", annotations.KindClaim, at("We agreed on €21bn ($24bn)"), at("on Friday"))
	claim.Claim = annotations.Claim{
		Source: annotations.Named, Speakers: []annotations.ID{actor.ID, testID("0d")}, Wording: "officials",
		Cue:         annotations.CueAt(a.Text, at("said"), at("he told")),
		Attribution: annotations.Direct, Stance: annotations.Asserts, About: "2026-11-20", Within: testID("03"),
		Check: annotations.Check{
			Worth: annotations.Worthy, Status: annotations.StatusDone, Reasoning: "The ministry says so too.",
			Verdict:  annotations.Verdict{Name: "Mostly true", Value: "4", Best: "5", Worst: "1"},
			Evidence: []annotations.Evidence{{URL: "https://example.org/a", Quote: "21 billion", Date: "2026-11-21"}, {URL: "https://example.org/b"}},
		},
	}
	outer := mark("03", annotations.KindClaim, a.Blocks[1].Span)
	outer.Claim.Source = annotations.Unnamed
	outer.Claim.Cue = annotations.CueAt(a.Text, at("reporters"))
	outer.Claim.Cue.Spans = nil
	outer.Claim.Check.Reasoning = "Not checked yet."

	euros := mark("04", annotations.KindFigure, at("€21bn"))
	euros.Figure = annotations.Figure{
		Quantity: annotations.Quantity{
			Type: annotations.Money, Value: "21000000000", Currency: "EUR", Comparator: annotations.AtLeast,
			Approximate: true, Direction: annotations.Up, Counted: "aid",
		},
		Claim: claim.ID, Ties: []annotations.Tie{{Relation: annotations.SameAmount, Figure: testID("05")}}, Corrected: true,
	}
	dollars := mark("05", annotations.KindFigure, at("$24bn"))
	dollars.Figure.Quantity = annotations.Quantity{
		Type: annotations.Rate, Low: "2/3", High: "-0.5", Unit: "km/h", UnitText: "kilometres an hour", Vague: true,
	}
	dollars.Figure.Apart = true
	day := mark("06", annotations.KindFigure, at("Friday"))
	day.Figure.Quantity = annotations.Quantity{Type: annotations.Date, Time: "2026-11-20", Base: "2026-11-22"}

	envoy := annotations.NewActor("Steve Witkoff", now)
	envoy.ID, envoy.Revision = testID("0c"), 3
	envoy.Aliases, envoy.Type, envoy.Role, envoy.Affiliation = []string{"Witkoff", "the envoy"}, annotations.Person, "US envoy", "White House"
	envoy.Link, envoy.Note = "https://example.org/witkoff", "Check the spelling."
	double := annotations.NewActor("Witkof", now)
	double.ID, double.Revision, double.Deleted, double.MergedInto = testID("0d"), 2, true, envoy.ID
	return Collection{
		Articles:    []annotations.Article{a},
		Actors:      []annotations.Actor{envoy, double},
		Annotations: []annotations.Annotation{actor, claim, outer, euros, dollars, day},
	}
}

// The bytes of a record must not change by accident: others read them, and stores are
// compared by them.
func TestWritten(t *testing.T) {
	const golden = "testdata/detailed.json"
	got := EncodeCollection(detailed())
	if *annotationtest.Update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	valid(t, validator(t), want)
	c, err := DecodeCollection(want)
	if err != nil || !reflect.DeepEqual(c, detailed()) {
		t.Errorf("it is read as\n%+v\n%v", c, err)
	}
}

// What the first version of Pressmark wrote, which knew no details, comes back byte
// for byte.
func TestFirstVersion(t *testing.T) {
	data, err := os.ReadFile("testdata/first.json")
	if err != nil {
		t.Fatal(err)
	}
	c, err := DecodeCollection(data)
	if err != nil || len(c.Articles) != 2 || len(c.Annotations) != 3 {
		t.Fatalf("%d articles and %d annotations: %v", len(c.Articles), len(c.Annotations), err)
	}
	if got := EncodeCollection(c); string(got) != string(data) {
		t.Errorf("it becomes\n%s\nand was\n%s", got, data)
	}
	valid(t, validator(t), data)
}

// An annotation has the details of its kind and no others.
func TestDetailsOfKind(t *testing.T) {
	n := detailed().Annotations[1]
	n.Figure, n.Actor = detailed().Annotations[3].Figure, testID("0c")
	for _, kind := range annotations.Kinds {
		n.Kind = kind
		want := annotations.Annotation{}
		switch kind {
		case annotations.KindActor:
			want.Actor = n.Actor
		case annotations.KindClaim:
			want.Claim = n.Claim
		case annotations.KindFigure:
			want.Figure = n.Figure
		}
		got, err := DecodeAnnotation(EncodeAnnotation(n))
		if err != nil || got.Actor != want.Actor || !got.Claim.Equal(want.Claim) || !got.Figure.Equal(want.Figure) {
			t.Errorf("%s: %+v, %v", kind, got, err)
		}
	}
}

// What was unknown of one kind may be known of another: when a mark changes its kind
// it must neither stand twice nor in a shape that cannot be read.
func TestUnknownOfAnotherKind(t *testing.T) {
	n := detailed().Annotations[1]
	n.Kind = annotations.KindFigure
	n.Extra = annotations.Extra{
		kindPlace + "/schema:author":        `"A. Writer"`,
		kindPlace + "/Pressmark:Stance":     "1",
		kindPlace + "/schema:citation/0/x":  "1",
		kindPlace + "/dc:subject":           `"talks"`,
		kindPlace + "/pressmark:attributio": "1",
	}
	before := string(EncodeAnnotation(n))
	if m, err := DecodeAnnotation(before); err != nil || !strings.Contains(before, `"schema:author":"A. Writer"`) || m.Kind != annotations.KindFigure {
		t.Fatalf("%v\n%s", err, before)
	}
	n.Kind = annotations.KindClaim
	after := string(EncodeAnnotation(n))
	m, err := DecodeAnnotation(after)
	if err != nil || !m.Claim.Equal(n.Claim) {
		t.Fatalf("%v\n%s", err, after)
	}
	if strings.Contains(after, "A. Writer") || !strings.Contains(after, `"dc:subject":"talks"`) {
		t.Errorf("%s", after)
	}
}

// A value that a newer version enumerates survives where it stands, until the reader
// chooses one that this version knows.
func TestUnknownValues(t *testing.T) {
	encoded := string(EncodeCollection(detailed()))
	for _, c := range []struct {
		old, new string
		set      func(c Collection)
	}{
		{`"pressmark:source":"named"`, `"pressmark:source":"leaked"`, func(c Collection) { c.Annotations[1].Claim.Source = annotations.Named }},
		{`"pressmark:attribution":"direct"`, `"pressmark:attribution":"free"`, func(c Collection) { c.Annotations[1].Claim.Attribution = annotations.Direct }},
		{`"pressmark:stance":"asserts"`, `"pressmark:stance":"w\u0061gers"`, func(c Collection) { c.Annotations[1].Claim.Stance = annotations.Asserts }},
		{`"pressmark:worth":"yes"`, `"pressmark:worth":"later"`, func(c Collection) { c.Annotations[1].Claim.Check.Worth = annotations.Worthy }},
		{`"pressmark:status":"done"`, `"pressmark:status":"contested"`, func(c Collection) { c.Annotations[1].Claim.Check.Status = annotations.StatusDone }},
		{`"pressmark:comparator":"≥"`, `"pressmark:comparator":"≈"`, func(c Collection) { c.Annotations[3].Figure.Comparator = annotations.AtLeast }},
		{`"pressmark:direction":"up"`, `"pressmark:direction":"sideways"`, func(c Collection) { c.Annotations[3].Figure.Direction = annotations.Up }},
		{`"pressmark:relation":"same"`, `"pressmark:relation":"average"`, func(c Collection) { c.Annotations[3].Figure.Ties[0].Relation = annotations.SameAmount }},
		{`"pressmark:figureType":"rate"`, `"pressmark:figureType":"index"`, func(c Collection) { c.Annotations[4].Figure.Type = annotations.Rate }},
		{`"schema:Person"`, `"schema:Patient"`, func(c Collection) { c.Actors[0].Type = annotations.Person }},
	} {
		t.Run(c.new, func(t *testing.T) {
			if strings.Count(encoded, c.old) != 1 {
				t.Fatalf("%s stands %d times", c.old, strings.Count(encoded, c.old))
			}
			newer := strings.Replace(encoded, c.old, c.new, 1)
			read, err := DecodeCollection(newer)
			if err != nil {
				t.Fatal(err)
			}
			if got := string(EncodeCollection(read)); got != newer {
				t.Errorf("it becomes\n%s\nand was\n%s", got, newer)
			}
			c.set(read)
			if got := string(EncodeCollection(read)); got != encoded {
				t.Errorf("with a known value it becomes\n%s\nand not\n%s", got, encoded)
			}
		})
	}
}

// A rating, of which this version knows nothing, is not taken for none.
func TestUnknownRating(t *testing.T) {
	encoded := string(EncodeAnnotation(detailed().Annotations[2]))
	newer := strings.Replace(encoded, `"schema:ratingExplanation":"Not checked yet."`, `"schema:author":{"name":"R"}`, 1)
	n, err := DecodeAnnotation(newer)
	if err != nil || newer == encoded || string(EncodeAnnotation(n)) != newer {
		t.Errorf("%v\n%s\n%s", err, newer, EncodeAnnotation(n))
	}
}

// Every problem with a detail is named with the place where it stands.
func TestHostileDetails(t *testing.T) {
	encoded := string(EncodeCollection(detailed()))
	const (
		article = "/pressmark:articles/0"
		envoy   = "/pressmark:actors/0"
		actor   = "/first/items/0"
		claim   = "/first/items/1"
		euros   = "/first/items/3"
		dollars = "/first/items/4"
	)
	for _, c := range []struct {
		name, old, new string
		want           error
		pointer        string
	}{
		{"a wrong quote of the cue", `"exact":"he told"`, `"exact":"he tells"`, annotations.ErrQuoteMismatch, claim + "/body/0/pressmark:cue/1"},
		{"a wrong quote of the claim", `"exact":"on Friday"`, `"exact":"on Monday"`, annotations.ErrQuoteMismatch, claim + "/target/1"},
		{"a wrong quote of a lost cue", `"exact":"reporters"`, `"exact":"readers"`, nil, ""},
		{"a cue out of order", `"start":31,"end":35`, `"start":66,"end":73`, annotations.ErrQuoteMismatch, claim + "/body/0/pressmark:cue/0"},
		{"a cue that is empty", `"start":31,"end":35`, `"start":31,"end":31`, annotations.ErrBadSpan, claim + "/body/0/pressmark:cue/0/selector/1"},
		{"a cue in part", `,{"type":"TextPositionSelector","start":31,"end":35}`, ``, ErrMissing, claim + "/body/0/pressmark:cue"},
		{"a cue without selectors", `"officials","pressmark:cue":[{"selector"`, `"officials","pressmark:cue":[{"x"`, ErrMissing, claim + "/body/0/pressmark:cue/0"},
		{"a cue that is no array", `"officials","pressmark:cue":[{"selector"`, `"officials","pressmark:cue":"said","x":[{"selector"`, ErrType, claim + "/body/0/pressmark:cue"},
		{"a selector of a cue in other case", `"officials","pressmark:cue":[{"selector"`, `"officials","pressmark:cue":[{"Selector":[],"selector"`, ErrNameCase, claim + "/body/0/pressmark:cue/0/Selector"},

		{"an author by name", `"schema:author":[{"id":"urn:uuid:01900000-0000-7000-8000-000000000001"}`, `"schema:author":["Witkoff"`, ErrType, claim + "/body/0/schema:author/0"},
		{"an author without id", `"schema:author":[{"id"`, `"schema:author":[{"x"`, ErrMissing, claim + "/body/0/schema:author/0"},
		{"an author elsewhere", `"schema:author":[{"id":"urn:uuid:01900000-0000-7000-8000-000000000001"}`, `"schema:author":[{"id":"https://example.org/1"}`, ErrID, claim + "/body/0/schema:author/0/id"},
		{"one author", `"schema:author":[{"id":"urn:uuid:01900000-0000-7000-8000-000000000001"},{"id":"urn:uuid:01900000-0000-7000-8000-00000000000d"}]`, `"schema:author":{"id":"urn:uuid:01900000-0000-7000-8000-000000000001"}`, ErrType, claim + "/body/0/schema:author"},
		{"within by ID alone", `"pressmark:within":{"id":"urn:uuid:01900000-0000-7000-8000-000000000003"}`, `"pressmark:within":"urn:uuid:01900000-0000-7000-8000-000000000003"`, ErrType, claim + "/body/0/pressmark:within"},
		{"a source in other case", `"pressmark:source":"named"`, `"pressmark:source":"Named"`, ErrValue, claim + "/body/0/pressmark:source"},
		{"a stance that is a number", `"pressmark:stance":"asserts"`, `"pressmark:stance":1`, ErrType, claim + "/body/0/pressmark:stance"},
		{"a member in other case", `"pressmark:worth"`, `"pressmark:Worth":1,"pressmark:worth"`, ErrNameCase, claim + "/body/0/pressmark:Worth"},
		{"a verdict that is a number", `"schema:ratingValue":"4"`, `"schema:ratingValue":4`, ErrType, claim + "/body/0/schema:reviewRating/schema:ratingValue"},
		{"a verdict in words", `"schema:ratingValue":"4"`, `"schema:ratingValue":"four"`, ErrValue, claim + "/body/0/schema:reviewRating/schema:ratingValue"},
		{"another rating", `"schema:Rating","schema:alternateName"`, `"schema:AggregateRating","schema:alternateName"`, ErrForeign, claim + "/body/0/schema:reviewRating/type"},
		{"a rating that is a string", `"schema:reviewRating":{"type":"schema:Rating","schema:alternateName"`, `"schema:reviewRating":"true","x":{"type":"schema:Rating","schema:alternateName"`, ErrType, claim + "/body/0/schema:reviewRating"},
		{"evidence that is an address", `"schema:citation":[`, `"schema:citation":["https://example.org/a",`, ErrType, claim + "/body/0/schema:citation/0"},

		{"a mention by name", `"foaf:Agent","id":"urn:uuid:01900000-0000-7000-8000-00000000000c"`, `"foaf:Agent","id":"Witkoff"`, ErrID, actor + "/body/0/id"},
		{"a number with zeros", `"schema:value":"21000000000"`, `"schema:value":"21000000000.0"`, ErrValue, euros + "/body/0/schema:value"},
		{"a number with an exponent", `"schema:value":"21000000000"`, `"schema:value":"21e9"`, ErrValue, euros + "/body/0/schema:value"},
		{"a number with separators", `"schema:value":"21000000000"`, `"schema:value":"21,000,000,000"`, ErrValue, euros + "/body/0/schema:value"},
		{"a number that is a number", `"schema:value":"21000000000"`, `"schema:value":21000000000`, ErrType, euros + "/body/0/schema:value"},
		{"a number that is empty", `"schema:value":"21000000000"`, `"schema:value":""`, ErrValue, euros + "/body/0/schema:value"},
		{"a fraction that can be shortened", `"schema:minValue":"2/3"`, `"schema:minValue":"4/6"`, ErrValue, dollars + "/body/0/schema:minValue"},
		{"a fraction that is a decimal", `"schema:minValue":"2/3"`, `"schema:minValue":"1/2"`, ErrValue, dollars + "/body/0/schema:minValue"},
		{"a fraction of nothing", `"schema:minValue":"2/3"`, `"schema:minValue":"2/0"`, ErrValue, dollars + "/body/0/schema:minValue"},
		{"a flag that is a string", `"pressmark:approximate":true`, `"pressmark:approximate":"true"`, ErrType, euros + "/body/0/pressmark:approximate"},
		{"a figure's type in other case", `"pressmark:figureType":"rate"`, `"pressmark:figureType":"Rate"`, ErrValue, dollars + "/body/0/pressmark:figureType"},
		{"a tie to nothing", `"pressmark:relation":"same","pressmark:figure":{"id":"urn:uuid:01900000-0000-7000-8000-000000000005"}`, `"pressmark:relation":"same"`, ErrMissing, euros + "/body/0/pressmark:ties/0"},
		{"a tie that is an ID", `"pressmark:ties":[`, `"pressmark:ties":["urn:uuid:01900000-0000-7000-8000-000000000005",`, ErrType, euros + "/body/0/pressmark:ties/0"},
		{"a claim that is named twice", `"pressmark:claim":{`, `"pressmark:claim":{"id":"urn:uuid:01900000-0000-7000-8000-000000000003"},"pressmark:claim":{`, ErrDuplicateName, euros + "/body/0/pressmark:claim"},

		{"an actor without a name", `"schema:name":"Steve Witkoff",`, ``, ErrMissing, envoy},
		{"an actor with an empty name", `"schema:name":"Steve Witkoff"`, `"schema:name":""`, ErrMissing, envoy},
		{"an actor of no type", `"type":"schema:Person",`, ``, ErrForeign, envoy},
		{"an actor that is an article", `"type":"schema:Person"`, `"type":"schema:Article"`, ErrForeign, envoy + "/type"},
		{"an actor that is an annotation", `"type":"schema:Person"`, `"type":"Annotation"`, ErrForeign, envoy + "/type"},
		{"an actor without ID", `"id":"urn:uuid:01900000-0000-7000-8000-00000000000c","type":"schema:Person"`, `"type":"schema:Person"`, ErrMissing, envoy},
		{"an alias twice", `["Witkoff","the envoy"]`, `["Witkoff","Witkoff"]`, ErrValue, envoy + "/schema:alternateName/1"},
		{"an alias that is empty", `["Witkoff","the envoy"]`, `["Witkoff",""]`, ErrValue, envoy + "/schema:alternateName/1"},
		{"one alias", `["Witkoff","the envoy"]`, `"Witkoff"`, ErrType, envoy + "/schema:alternateName"},
		{"merged into a name", `"pressmark:mergedInto":{"id":"urn:uuid:01900000-0000-7000-8000-00000000000c"}`, `"pressmark:mergedInto":{"id":"Witkoff"}`, ErrID, "/pressmark:actors/1/pressmark:mergedInto/id"},
		{"an actor with the ID of an article", `"id":"urn:uuid:01900000-0000-7000-8000-00000000000c","type":"schema:Person"`, `"id":"urn:uuid:01900000-0000-7000-8000-00000000000a","type":"schema:Person"`, ErrDuplicateID, envoy},
		{"actors that are an object", `"pressmark:actors":[`, `"pressmark:actors":{},"x":[`, ErrType, "/pressmark:actors"},

		{"a dismissal of nothing", `{"pressmark:finding":"name:6"}`, `{"x":1}`, ErrMissing, article + "/pressmark:dismissals/1"},
		{"a dismissal that is a string", `{"pressmark:finding":"name:6"}`, `"name:6"`, ErrType, article + "/pressmark:dismissals/1"},
		{"a reason that is null", `"pressmark:reason":"It is the same amount."`, `"pressmark:reason":null`, ErrType, article + "/pressmark:dismissals/0/pressmark:reason"},

		{"names of nothing", "000000000005\"}}]", "000000000099\"}}]", nil, ""},
		{"evidence without a type", `"type":"schema:CreativeWork","schema:url":"https://example.org/b"`, `"schema:url":"https://example.org/b"`, nil, ""},
		{"flags that are false", `"pressmark:approximate":true`, `"pressmark:approximate":false`, nil, ""},
		{"a lost claim with a cue", `{"type":"TextPositionSelector","start":21,"end":104}`, `"https://example.org"`, nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if strings.Count(encoded, c.old) != 1 {
				t.Fatalf("%s stands %d times", c.old, strings.Count(encoded, c.old))
			}
			_, err := DecodeCollection(strings.Replace(encoded, c.old, c.new, 1))
			if !errors.Is(err, c.want) {
				t.Fatalf("got %v, want %v", err, c.want)
			}
			var all Errors
			if c.want == nil || !errors.As(err, &all) {
				return
			}
			if e := all[0]; e.Pointer != c.pointer || !errors.Is(e, c.want) {
				t.Errorf("it is at %q: %v\nwant %q: %v", e.Pointer, e, c.pointer, c.want)
			}
		})
	}
}
