package format

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
	"pressmark/annotations/plain"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
)

func TestBratRoundTrip(t *testing.T) { roundTrip(t, brat) }

// TestBratGolden holds testdata/standoff/brat.txtar: in each folder what brat has, the document that
// it becomes, what is wrong with it, and how the document is written.
func TestBratGolden(t *testing.T) {
	const path = "testdata/standoff/brat.txtar"
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var cases []string
	in, was := map[string][]File{}, map[string]string{}
	for _, f := range archive.Files {
		name, file, _ := strings.Cut(f.Name, "/")
		if !slices.Contains(cases, name) {
			cases = append(cases, name)
		}
		if was[f.Name] = string(f.Data); !strings.Contains(file, "/") && strings.Contains(file, ".") {
			in[name] = append(in[name], File{Name: file, Data: f.Data})
		}
	}
	now := &txtar.Archive{Comment: archive.Comment}
	for _, name := range cases {
		add := func(file string, data []byte) {
			file = name + "/" + file
			if len(data) > 0 && data[len(data)-1] != '\n' {
				data = append(data, '\n')
			}
			if len(data) > 0 {
				now.Files = append(now.Files, txtar.File{Name: file, Data: data})
			}
			if string(data) != was[file] && !*annotationtest.Update {
				t.Errorf("%s\ngot:\n%s\nwant:\n%s", file, data, was[file])
			}
		}
		for _, f := range in[name] {
			now.Files = append(now.Files, txtar.File{Name: name + "/" + f.Name, Data: f.Data})
		}
		docs, problems, err := read(brat, in[name])
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		c, more := bratRecords(t, in[name])
		var told strings.Builder
		for _, p := range append(problems, more[:len(more)-len(problems)]...) {
			told.WriteString(p.Error() + "\n")
		}
		_, seen, _ := strings.Cut(portrait(docs[0]), "\n")
		add("read", []byte(seen))
		add("problems", []byte(told.String()))
		out, lost := WriteAll(brat, c)
		for _, f := range out {
			if !strings.HasSuffix(f.Name, ".txt") {
				add("written/"+f.Name, f.Data)
			}
		}
		told.Reset()
		for _, l := range lost {
			fmt.Fprintf(&told, "%d %s\n", l.Count, l.What)
		}
		add("lost", []byte(told.String()))
	}
	if *annotationtest.Update {
		if err := os.WriteFile(path, txtar.Format(now), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestBratCounting holds the ways in which files count the characters of a text; the words
// decide.
func TestBratCounting(t *testing.T) {
	const plain = "Ada said\r\n👍🏽 naïve\r\nwords."
	for name, c := range map[string]struct{ text, ann string }{
		"code points":              {plain, "T1\tA 13 18\tnaïve\nT2\tA 20 25\twords\n"},
		"without words":            {plain, "T1\tA 13 18\nT2\tA 20 25\n"},
		"UTF-16":                   {plain, "T1\tA 15 20\tnaïve\nT2\tA 22 27\twords\n"},
		"bytes":                    {plain, "T1\tA 19 25\tnaïve\nT2\tA 27 32\twords\n"},
		"CRLF as one":              {plain, "T1\tA 12 17\tnaïve\nT2\tA 18 23\twords\n"},
		"with the mark":            {"\ufeff" + plain, "T1\tA 14 19\tnaïve\nT2\tA 21 26\twords\n"},
		"without the mark":         {"\ufeff" + plain, "T1\tA 13 18\tnaïve\nT2\tA 20 25\twords\n"},
		"without, and CRLF as one": {"\ufeff" + plain, "T1\tA 12 17\tnaïve\nT2\tA 18 23\twords\n"},
		"a file with both":         {plain, "\ufeffT1\tA 13 18\tnaïve\r\nT2\tA 20 25\twords\r\n"},
		"one that fits nothing":    {plain, "T1\tA 13 18\tnaïve\nT2\tA 20 25\twords\nT3\tA 1 5\telsewhere\n"},
	} {
		docs, problems, err := read(brat, []File{{Name: "a.txt", Data: []byte(c.text)}, {Name: "a.ann", Data: []byte(c.ann)}})
		if err != nil || len(problems) > 0 {
			t.Errorf("%s: %v %v", name, problems, err)
			continue
		}
		text := docs[0].Article.Text
		if text.String() != c.text {
			t.Errorf("%s: the text is another", name)
		}
		for i, want := range []string{"naïve", "words"} {
			if m := docs[0].Marks[i]; text.Slice(m.Spans[0]) != want {
				t.Errorf("%s: %q, not %q", name, text.Slice(m.Spans[0]), want)
			}
		}
	}
}

// TestBratTitle holds a byte order mark out of what is shown.
func TestBratTitle(t *testing.T) {
	c, _ := bratRecords(t, []File{{Name: "a.txt", Data: []byte("\ufeffA headline\n\nA text.\n")}, {Name: "a.ann", Data: []byte("T1\tA 1 2\tA\n")}})
	a := c.Articles[0]
	if a.Title != "A headline" || a.Text.Slice(a.Blocks[0].Span) != "A headline" || a.Text.Slice(a.Blocks[1].Span) != "A text." {
		t.Errorf("%q %v", a.Title, a.Blocks)
	}
}

// TestBratRefuses says what no document can be made of.
func TestBratRefuses(t *testing.T) {
	ann := File{Name: "a.ann", Data: []byte("T1\tA 0 1\tx\n")}
	for name, c := range map[string]struct {
		files []File
		err   error
	}{
		"no text":     {[]File{ann}, ErrTextFile},
		"no files":    {nil, ErrTextFile},
		"a long text": {[]File{{Name: "a.txt", Data: make([]byte, annotations.MaxText+1)}, ann}, plain.ErrTooLarge},
		"a long file": {[]File{{Name: "a.txt", Data: []byte("x")}, {Name: "a.ann", Data: make([]byte, record.MaxBytes+1)}}, plain.ErrTooLarge},
	} {
		if _, _, err := readTogether(brat, c.files); !errors.Is(err, c.err) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func readTogether(f Format, files []File) (docs []standoff.Document, problems []standoff.Problem, err error) {
	err = f.Read(files, Sink{
		Now:      now,
		Document: func(d standoff.Document) error { docs = append(docs, d); return nil },
		Problem:  func(p standoff.Problem) { problems = append(problems, p) },
	})
	return docs, problems, err
}

// TestBratLarge goes through files that would take minutes if a line cost more than
// itself.
func TestBratLarge(t *testing.T) {
	const n = 10000
	text := strings.Repeat("é x\n", 50000)
	for name, line := range map[string]func(i int) string{
		"marks of all the text":   func(i int) string { return fmt.Sprintf("T%d\tA 0 200000\té\n", i) },
		"halves of all the text":  func(i int) string { return fmt.Sprintf("T%d\tA 0 99999;100000 200000\té x\n", i) },
		"marks in no place":       func(i int) string { return fmt.Sprintf("T%d\tA %d 999999\té\n", i, i) },
		"notes of one":            func(i int) string { return fmt.Sprintf("#%d\tAnnotatorNotes T1\tnote\n", i) },
		"tags of one":             func(i int) string { return fmt.Sprintf("#%d\tTag T1\ttag %d\n", i, i) },
		"attributes of one":       func(i int) string { return fmt.Sprintf("A%d\tX T1 %d\n", i, i) },
		"events of one":           func(i int) string { return fmt.Sprintf("E%d\tA:T1 B:T1\n", i) },
		"events of one another":   func(i int) string { return fmt.Sprintf("E%d\tA:T1 B:E%d\n", i, i+1) },
		"relations of one to one": func(i int) string { return fmt.Sprintf("R%d\tX Arg1:T1 Arg2:T1\n", i) },
		"equivalences":            func(int) string { return "*\tEquiv T1 T1 T1\n" },
		"repeated":                func(int) string { return "T1\tA 0 1\té\n" },
	} {
		var ann strings.Builder
		ann.WriteString("T1\tA 0 1\té\n")
		for i := range n {
			ann.WriteString(line(i))
		}
		docs, _, err := read(brat, []File{{Name: "a.txt", Data: []byte(text)}, {Name: "a.ann", Data: []byte(ann.String())}})
		if err != nil || len(docs) != 1 {
			t.Fatalf("%s: %v", name, err)
		}
		standoff.Records(docs[0], nil, now)
	}
	one := "T1\tA 0 1" + strings.Repeat(";1 2", 1<<20) + "\té\nE1\tA:T1" + strings.Repeat(" B:T1", 1<<18) + "\n*\tEquiv" + strings.Repeat(" T1", 1<<18) + "\n"
	docs, _, err := read(brat, []File{{Name: "a.txt", Data: []byte(text)}, {Name: "a.ann", Data: []byte(one)}})
	if err != nil || len(docs) != 1 {
		t.Fatal(err)
	}
	standoff.Records(docs[0], nil, now)
}

// TestBratHostile goes through files that would take minutes, or a hundred times their size,
// if a line were made room for or looked beyond without a limit.
func TestBratHostile(t *testing.T) {
	line := "T1\tA 16 950000\t\n" // and these are the next lines, but for their end
	for name, c := range map[string]struct{ text, ann string }{
		"nothing but lines":    {"x", strings.Repeat("\n", 10<<20)},
		"words over all lines": {strings.Repeat(line, 1<<20/len(line))[:949999] + "!", strings.Repeat(line, 4<<20/len(line))},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if _, _, err := read(brat, []File{{Name: "a.txt", Data: []byte(c.text)}, {Name: "a.ann", Data: []byte(c.ann)}}); err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		if took := after.TotalAlloc - before.TotalAlloc; took > 50*uint64(len(c.text)+len(c.ann)) {
			t.Errorf("%s: %d MB take %d MB", name, len(c.ann)>>20, took>>20)
		}
	}
}

// TestBratNames holds how names are written that brat cannot have.
func TestBratNames(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		part := rapid.SampledFrom([]string{"a", "B", "_", "_x", "x0020", "_x0020_", "x", " ", "é", "👍", "|", ",", "\n", "-", "9", ":", "\x00"})
		s := strings.Join(rapid.SliceOfN(part, 0, 8).Draw(t, "parts"), "")
		for name, written := range map[string]string{"label": bratLabel(s), "value": bratValue(s)} {
			if got := unescape(written); got != s && !strings.Contains(s, "\x00") {
				t.Fatalf("%s %q is written %q and read %q", name, s, written, got)
			}
			if strings.ContainsAny(written, " \n|,") {
				t.Fatalf("%s %q is written %q", name, s, written)
			}
		}
		link := "Geo:" + s
		entry := bratEntry(link)
		d := standoff.Mark{}
		(&bratReader{doc: &standoff.Document{}}).reference(bratLine{}, &d, entry)
		if len(d.Links) != 1 || d.Links[0] != link && !strings.Contains(s, "\x00") {
			t.Fatalf("%q is written %q and read %q", link, entry, d.Links)
		}
	})
}

// TestBratRoles holds what arguments of one role are called, and that they come back.
func TestBratRoles(t *testing.T) {
	for want, roles := range map[string]string{
		"A B":                      "A B",
		"A A2 A3":                  "A A A",
		"Arg1 Arg2":                "Arg1 Arg2",
		"Arg_x0032_":               "Arg2",
		"A A2 A_x0031_ A_x0032_":   "A A A1 A2",
		"A_x0031_ A_x0031_2":       "A1 A1",
		"Arg1 Arg2 Content Cue":    "Arg1 Arg2 Content Cue",
		"A Arg1 Arg2 A2 Arg3":      "A Arg1 Arg2 A Arg3",
		"Social_x0020_group Other": "Social_group Other",
	} {
		var args, back []standoff.Argument
		for r := range strings.FieldsSeq(roles) {
			args = append(args, standoff.Argument{Role: strings.ReplaceAll(r, "_", " ")})
		}
		got := bratRoles(args)
		if strings.Join(got, " ") != want {
			t.Errorf("%s are called %q, not %s", roles, got, want)
		}
		for _, r := range got {
			back = append(back, standoff.Argument{Role: r})
		}
		for i := range back {
			if r := bratRole(back[i].Role, back); r != args[i].Role {
				t.Errorf("%s comes back as %s", args[i].Role, r)
			}
		}
	}
}

func FuzzBrat(f *testing.F) {
	const text = "“The bridge will close,” Ada Orsini said.\r\n👍🏽 naïve\n\nwords."
	for _, seed := range []string{
		"T1\tContent 0 24\t“The bridge will close,”\nT2\tSource 25 35\tAda Orsini\nT3\tCue 36 40\tsaid\nE1\tCue:T3 Content:T1 Source:T2\n",
		"T1\tA 0 5;9 16\t“The  will c\nR1\tx Arg1:T1 Arg2:E1\n*\tEquiv T1 T2 T3\nA1\tStance E1 denies\nM1\tN T1\n",
		"N1\tReference T1 Wikidata:Q42\tAda\n#1\tAnnotatorNotes T1\tnote\n#2\tTag T1\ttag\n#3\tAnnotator T1\tjane\n",
		"T1\tA 36 60\tsaid.\r\n👍🏽 naïve\n\nwords\nT2\tA -1 99999999999999999999\t\nE1\tA:E1 B:E1\n",
	} {
		f.Add([]byte(text), []byte(seed))
	}
	annotationtest.Seeds(f)
	f.Fuzz(func(t *testing.T, text, ann []byte) {
		docs, _, err := read(brat, []File{{Name: "a.txt", Data: text}, {Name: "a_b.ann", Data: ann}})
		if err != nil {
			return
		}
		d := docs[0]
		c, _ := standoff.Records(d, nil, now)
		for _, n := range c.Annotations {
			if err := c.Articles[0].Check(n); err != nil {
				t.Error(err)
			}
		}
		if len(c.Articles) == 0 {
			return
		}
		out, _ := WriteAll(brat, c)
		again, problems, err := read(brat, slices.DeleteFunc(out, isSettings))
		if err != nil || len(problems) > 0 {
			t.Fatalf("what was written cannot be read: %v %v\n%s", err, problems, shown(out))
		}
		p, _ := Fit(brat.Write, "a", annotations.NewDoc(c.Articles[0], c.Annotations), annotations.NewDirectory(c.Actors))
		if len(again[0].Marks) != len(p.Out.Marks) || len(again[0].Events) != len(p.Out.Events) || len(again[0].Relations) != len(p.Out.Relations) {
			t.Errorf("%d marks, %d events and %d relations come back of\n%s", len(again[0].Marks), len(again[0].Events), len(again[0].Relations), shown(out))
		}
	})
}
