package format

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
)

// goldenMarks holds a format of annotations to testdata/standoff/NAME.txtar: files, each
// with what is read of it as FILE.want and, if the format is written, what is written of
// that as FILE.out.
func goldenMarks(t *testing.T, f Format) {
	t.Helper()
	path := "testdata/standoff/" + f.Name + ".txtar"
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]string{}
	for _, m := range archive.Files {
		have[m.Name] = string(m.Data)
	}
	var out []txtar.File
	for _, m := range archive.Files {
		if strings.HasSuffix(m.Name, ".want") || strings.HasSuffix(m.Name, ".out") {
			continue
		}
		if !f.Sniff(m.Data) {
			t.Errorf("%s: %s does not look like %s", path, m.Name, f.Name)
		}
		docs, problems, err := read(f, []File{{Name: m.Name, Data: m.Data}})
		out = append(out, m)
		for _, made := range []txtar.File{
			{Name: m.Name + ".want", Data: []byte(portrayed(docs, problems, err))},
			{Name: m.Name + ".out", Data: writtenAgain(f, docs)},
		} {
			if !*annotationtest.Update && have[made.Name] != string(made.Data) {
				t.Errorf("%s: %s\ngot:\n%s\nwant:\n%s", path, made.Name, made.Data, have[made.Name])
			}
			if len(made.Data) > 0 {
				out = append(out, made)
			}
		}
	}
	archive.Files = out
	if *annotationtest.Update {
		if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// writtenAgain returns what a format writes of documents that it has read.
func writtenAgain(f Format, docs []standoff.Document) []byte {
	if len(docs) == 0 {
		return nil
	}
	for i := range docs {
		docs[i], _ = standoff.Fit(docs[i], f.Write.Holds)
	}
	return written(f, docs...)[0].Data
}

// portrayed writes what was read for people.
func portrayed(docs []standoff.Document, problems []standoff.Problem, err error) string {
	var b strings.Builder
	list := func(name string, values []string) {
		if len(values) > 0 {
			fmt.Fprintf(&b, " %s=%q", name, values)
		}
	}
	for _, d := range docs {
		a := d.Article
		fmt.Fprintf(&b, "article %q\n", a.Text.String())
		for _, x := range []struct{ name, value string }{
			{"name", d.Name}, {"ID", string(a.ID)}, {"title", a.Title}, {"byline", a.Byline}, {"publisher", a.Publisher}, {"published", a.Published},
			{"language", a.Language}, {"source", a.Source},
		} {
			if x.value != "" {
				fmt.Fprintf(&b, "  %s: %s\n", x.name, x.value)
			}
		}
		for _, m := range d.Marks {
			fmt.Fprintf(&b, "  %d %s %s %v %q", m.Line, m.ID, m.Label, m.Spans, m.Quotes)
			if m.Prefix+m.Suffix != "" {
				fmt.Fprintf(&b, " between %q and %q", m.Prefix, m.Suffix)
			}
			if m.Annotator != "" {
				fmt.Fprintf(&b, " by %s", m.Annotator)
			}
			for _, x := range m.Attributes {
				fmt.Fprintf(&b, " %s=%q", x.Name, x.Value)
			}
			list("links", m.Links)
			list("tags", m.Tags)
			if m.Note != "" {
				fmt.Fprintf(&b, " note=%q", m.Note)
			}
			if !m.Created.IsZero() {
				fmt.Fprintf(&b, " at %s, %s", m.Created.Format(time.RFC3339), m.Modified.Format(time.RFC3339))
			}
			b.WriteByte('\n')
		}
		for _, r := range d.Relations {
			fmt.Fprintf(&b, "  %d %s(%s, %s) %s\n", r.Line, r.Label, r.From, r.To, r.Annotator)
		}
	}
	for _, p := range problems {
		fmt.Fprintf(&b, "problem: %v\n", p)
	}
	if err != nil {
		fmt.Fprintf(&b, "error: %v\n", err)
	}
	return b.String()
}

// checkDocument holds a document that was read against what records are made of.
func checkDocument(t *testing.T, d standoff.Document) {
	t.Helper()
	for _, m := range d.Marks {
		end := -1
		for _, s := range m.Spans {
			if s.Empty() || s.Start < 0 || s.Start < end || s.End > d.Article.Text.Len() {
				t.Errorf("%q is at %v of %d", m.Quotes, m.Spans, d.Article.Text.Len())
			}
			end = s.End
		}
		if m.Label == "" || len(m.Quotes) == 0 || len(m.Spans) > 0 && len(m.Spans) != len(m.Quotes) {
			t.Errorf("label %q, %d spans, %q", m.Label, len(m.Spans), m.Quotes)
		}
	}
}

// fuzzMarks feeds a format anything. Nothing may make it fail or loop, every place that
// it gives is in its text, and what it gives can become records and be written.
func fuzzMarks(f *testing.F, x Format) {
	archive, err := txtar.ParseFile("testdata/standoff/" + x.Name + ".txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, m := range archive.Files {
		if !strings.HasSuffix(m.Name, ".want") && !strings.HasSuffix(m.Name, ".out") {
			f.Add(m.Data)
		}
	}
	for _, s := range hostileJSON {
		f.Add([]byte(s))
	}
	annotationtest.Seeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		x.Sniff(data)
		docs, _, _ := read(x, []File{{Name: "a.json", Data: data}})
		for _, d := range docs {
			checkDocument(t, d)
			standoff.Records(d, nil, now)
		}
		writtenAgain(x, docs)
	})
}

// The formats that share an ending are told apart by what is in the file, if they are asked
// in this order, and none of them takes Pressmark's own JSON.
func TestSniffing(t *testing.T) {
	order := []Format{jsonl, labelstudio, hypothesis, recogito, prodigy, doccano, spacy}
	like := func(data []byte) string {
		for _, f := range order {
			if f.Sniff(data) {
				return f.Name
			}
		}
		return ""
	}
	for _, f := range order[1:] {
		archive, err := txtar.ParseFile("testdata/standoff/" + f.Name + ".txtar")
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range archive.Files {
			if strings.HasSuffix(m.Name, ".want") || strings.HasSuffix(m.Name, ".xml") {
				continue
			}
			if got := like(m.Data); got != f.Name {
				t.Errorf("%s of %s looks like %q", m.Name, f.Name, got)
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		c := genRecords(t)
		if got := like(record.EncodeCollection(c)); got != "" {
			t.Errorf("a collection of Pressmark's looks like %s", got)
		}
		for _, n := range c.Annotations {
			if got := like(record.EncodeAnnotation(n)); got != "" {
				t.Errorf("an annotation of Pressmark's looks like %s", got)
			}
		}
	})
	for _, s := range hostileJSON {
		if got := like([]byte(s)); got != "" {
			t.Errorf("%q looks like %s", s, got)
		}
	}
}

// A document is known by what it holds however large it is, and wherever that stands.
func TestSniffingLargeDocuments(t *testing.T) {
	text := `"text":"` + strings.Repeat("All work and no play. ", sniffed/20) + `"`
	list := func(one string) string {
		return "[\n" + strings.Repeat(one+"\n,", sniffed/len(one)+1) + one + "\n]"
	}
	annotation := `{"type":"Annotation","target":"https://news.example/1"}`
	for data, want := range map[string]string{
		`{"data":{` + text + `},"annotations":[]}`:                                   "labelstudio",
		`[{"data":{` + text + `},"annotations":[]},{}]`:                              "labelstudio",
		"{\n\"data\":\n{" + text + "},\n\"predictions\":[]\n}":                       "labelstudio",
		`{"rows":` + list(`{"target":[],"uri":"a","user":"b"}`) + `}`:                "hypothesis",
		`{"items":` + list(annotation) + `,"type":"AnnotationPage"}`:                 "recogito",
		`{"first":{"items":` + list(annotation) + `},"type":"AnnotationCollection"}`: "recogito",
		`{` + text + `,"spans":[{"start":0,"end":3}]}`:                               "prodigy",
		`{` + text + `,"spans":[]}` + "\n{}":                                         "prodigy",
		`{` + text + `,"label":[[0,3,"a"]]}`:                                         "doccano",
		`{"id":1}` + "\n" + `{` + text + `,"label":[[0,3,"a"]]}`:                     "doccano",
		`{` + text + `,"entities":[[0,3,"a"]]}`:                                      "spacy",
		`[{},{` + text + `,"ents":` + list(`{"start":0,"end":3}`) + `}]`:             "spacy",
		`{"annotations":` + list(`["a",{"entities":[]}]`) + `,"classes":[]}`:         "spacy",
		`{"annotations":` + list(`{"text":"a","spans":[]}`) + `}`:                    "json", // what it is made of is something else
		`{"a":` + list(`{}`) + `,"b":{}}`:                                            "json",
		`{` + text:                                                                   "json",
	} {
		if got := Find(File{Name: "a.json", Data: []byte(data)}).Name; got != want {
			t.Errorf("%.40q … %q looks like %s, want %s", data, data[len(data)-30:], got, want)
		}
	}
}

// A sketch is JSON if what it is made of is, and has the same members.
func TestJSONSketch(t *testing.T) {
	for _, c := range []struct{ json, want string }{
		{`{"a":[1,2,3,4,5,6,7,8,9,10,11,[12],"]"],"b":{"c":"\\\",]"}} x`, `{"a":[1,2,3,4,5,6,7,8,9,10],"b":{"c":"\\\",]"}}`},
		{`[1,2,3,4,5,6,7,8,9,[10],11`, `[1,2,3,4,5,6,7,8,9,[10]]`},
		{`{"a":"` + strings.Repeat(`\"`, 1000) + `"}`, `{"a":""}`},
		{`{"a":[[0,0,0,0,0,0,0,0,0,0,0],1]}`, `{"a":[[0,0,0,0,0,0,0,0,0,0],1]}`},
		{`{"a":"`, ""}, {`{`, ""}, {`]`, ""}, {`,`, ""}, {`{"a":"\`, ""}, {"", ""},
	} {
		if got := jsonSketch([]byte(c.json)); got != c.want {
			t.Errorf("%.60q is sketched as %q, want %q", c.json, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"{", "}", "[", "]", ",", ":", `"`, `\`, "a", "1", " ", "\ufeff"})).Draw(t, "json"), "")
		jsonSketch([]byte(s))
	})
}

// hostileJSON is what readers of JSON stumble over.
var hostileJSON = []string{
	"", " ", "\ufeff", "[", "{", "]", "}", "null", "0", `""`, "[]", "{}", "[[[[", "[,,]", "{]", `{"a":`, `"`, `"\`, `["`, "\xff", "\x00",
	"{}\n{", "{}{}", "[{}\n{}", `[{},`, "{}\n\n[]\n1", strings.Repeat("[", 100), strings.Repeat(`{"a":`, 100),
}

// Records that are wrong do not take others with them, wherever they stand.
func TestJSONRecords(t *testing.T) {
	for _, c := range []struct{ json, want string }{
		{"", ""},
		{"\ufeff \n", ""},
		{`{"a":1}`, `0 {"a":1}`},
		{"\ufeff" + `{"a":1}` + "\n", `3 {"a":1}`},
		{`[{"a":1},{"b":[2]}]`, `1 {"a":1} | 9 {"b":[2]}`},
		{"[\n  {\"a\": 1}\n, 2]", "4 {\"a\": 1} | 15 2"},
		{"[{\"a\":\n1}]", "1 {\"a\":\n1}"},
		{`[]`, ``},
		{`["a, ]",{}]`, `0 ["a, ]",{}]`},
		{"[\"a\",{}]\n[\"b\",{}]", `0 ["a",{}] | 9 ["b",{}]`},
		{"{\"a\":1}\n\n{\"b\":2}\r\n", "0 {\"a\":1} | 9 {\"b\":2}\r"},
		{"{\"a\":\n{\"b\":2}\n", "0 {\"a\": | 6 {\"b\":2}"},
		{"{\"a\":1\n}\n{\n\"b\":2}", "0 {\"a\":1\n} | 9 {\n\"b\":2}"},
		{`[{"a":1},{"b":"`, `1 {"a":1} | 9 {"b":"`},
		{`[{"a":1}] x`, `0 [{"a":1}] | 10 x`},
		{`{"a":"}\"{"}`, `0 {"a":"}\"{"}`},
		{`nonsense here`, `0 nonsense | 9 here`},
	} {
		var got []string
		for at, s := range jsonRecords(c.json) {
			got = append(got, fmt.Sprint(at, " ", s))
		}
		if s := strings.Join(got, " | "); s != c.want {
			t.Errorf("%q\n got %q\nwant %q", c.json, s, c.want)
		}
	}
}

// Lines and columns are those that record.Place tells.
func TestLineCounter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "é", "😀", "\n", "\r\n", strings.Repeat("x", 500)}), 0, 20).Draw(t, "text"), "")
		c := lineCounter{s: s}
		for range 5 {
			at := rapid.IntRange(0, len(s)).Draw(t, "offset")
			for at < len(s) && !utf8.RuneStart(s[at]) {
				at++
			}
			line, column := c.place(at)
			if l, k := record.Place(s, at); l != line || k != column || c.line(at) != line {
				t.Fatalf("%d is at %d:%d, want %d:%d", at, line, column, l, k)
			}
		}
	})
}

// What is wrong costs no more where there is much of it.
func TestHostileJSON(t *testing.T) {
	many := func(head, one, tail string) string { return head + strings.Repeat(one+",", 50_000) + one + tail }
	flags := strings.Repeat("👩‍👩‍👧‍👦 ", 5_000)
	for name, c := range map[string]struct {
		f    Format
		data string
	}{
		"regions":     {labelstudio, many(`[{"data":{"text":"`+flags+`"},"annotations":[{"result":[`, `{"type":"labels","value":{"start":9,"end":90000000,"text":"x","labels":["a"]}}`, `]}]}]`)},
		"quotes":      {labelstudio, many(`[{"data":{"text":"`+flags+`"},"annotations":[{"result":[`, `{"type":"labels","value":{"start":0,"end":30000,"text":"x","labels":["a"]}}`, `]}]}]`)},
		"annotators":  {labelstudio, many(`[{"data":{"text":"a"},"annotations":[`, `{"result":[{"type":"labels","value":{"start":0,"end":1,"labels":["a"]}}]}`, `]}]`)},
		"entities":    {doccano, many(`{"text":"`+flags+`","label":[`, `[0,30000,"a"]`, `]}`)},
		"pairs":       {spacy, many(`{"text":"`+flags+`","entities":[`, `[0,30000,"a"]`, `]}`)},
		"relations":   {prodigy, many(`{"text":"`+flags+`","spans":[],"relations":[`, `{"head":0,"child":1,"label":"x"}`, `]}`)},
		"replies":     {hypothesis, many(`{"rows":[`, `{"uri":"a","user":"b","target":[],"references":["c"]}`, `]}`)},
		"targets":     {recogito, many(`{"type":"Annotation","target":[`, `{"source":"a","selector":{"type":"TextQuoteSelector","exact":"b"}}`, `]}`)},
		"sources":     {recogito, many(`[`, `{"type":"Annotation","target":{"source":"a","selector":{"type":"TextPositionSelector","start":1,"end":2}}}`, `]`)},
		"page":        {labelstudio, many(`[{"data":{"text":"<p>x`+flags+`</p>"},"annotations":[{"result":[`, `{"type":"hypertextlabels","value":{"start":"/p[1]/text()[1]","end":"/p[1]/text()[1]","startOffset":0,"endOffset":9,"text":"x","hypertextlabels":["a"]}}`, `]}]}]`)},
		"elsewhere":   {recogito, many(`{"text":"x`+flags+`","type":"AnnotationPage","items":[`, `{"type":"Annotation","target":{"source":"a","selector":[{"type":"TextPositionSelector","start":90000000,"end":90000009},{"type":"TextQuoteSelector","exact":"x"}]}}`, `]}`)},
		"broken":      {doccano, strings.Repeat("{\"text\n", 50_000)},
		"blank lines": {doccano, `{"text":"a","label":[[0,1,"b"]]}` + strings.Repeat("\n", 1<<20) + "x"},
	} {
		t.Run(name, func(t *testing.T) {
			if !c.f.Sniff([]byte(c.data)) && name != "broken" && len(c.data) < 4<<20 {
				t.Error("it is not known for what it is")
			}
			read(c.f, []File{{Name: "a.json", Data: []byte(c.data)}})
		})
	}
	if err := labelstudio.Read([]File{{Data: make([]byte, record.MaxBytes+1)}}, Sink{}); err == nil {
		t.Error("a file that is too large is read")
	}
}

// Speed, in bytes of the format.
func BenchmarkMarks(b *testing.B) {
	text := annotations.NewText(strings.Repeat("“Nineteen people left,” Zoë Lee said on Monday. Mor denied it.\n", 60))
	d := standoff.Document{Article: annotations.Article{Text: text, Title: "Departures", Source: "https://example.org/1"}}
	for i, w := range text.Words(annotations.Span{End: text.Len()}) {
		label := []string{"Actor", "Claim", "Figure", "Cue"}[i%4]
		d.Marks = append(d.Marks, standoff.Mark{
			ID: fmt.Sprint("m", i), Label: label, Spans: []annotations.Span{w}, Quotes: []string{text.Slice(w)},
			Attributes: []standoff.Attribute{{Name: "Stance", Value: "denies"}},
		})
		if i%4 == 1 {
			d.Relations = append(d.Relations, standoff.Relation{Label: "SaidBy", From: fmt.Sprint("m", i), To: fmt.Sprint("m", i-1)})
		}
	}
	for _, f := range []Format{labelstudio, doccano, spacy, prodigy, hypothesis, recogito} {
		fitted, _ := standoff.Fit(d, f.Write.Holds)
		files := written(f, fitted)
		b.Run(f.Name+"/write", func(b *testing.B) {
			b.SetBytes(int64(len(files[0].Data)))
			for b.Loop() {
				written(f, fitted)
			}
		})
		b.Run(f.Name+"/read", func(b *testing.B) {
			b.SetBytes(int64(len(files[0].Data)))
			for b.Loop() {
				read(f, files)
			}
		})
	}
}
