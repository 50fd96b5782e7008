package format

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
)

const polnear = "../../../shared/corpora/polnear"

// polnearFiles returns the groups of files of a part of the corpus.
func polnearFiles(t testing.TB, parts ...string) (groups [][]File) {
	if _, err := os.Stat(polnear); err != nil {
		t.Skip("the corpus is not here")
	}
	for _, part := range parts {
		paths, _ := filepath.Glob(filepath.Join(polnear, part, "*"))
		for _, g := range Group(paths) {
			var files []File
			for _, path := range g {
				data, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				files = append(files, File{Name: path, Data: data})
			}
			groups = append(groups, files)
		}
	}
	return groups
}

// an annotated file, as the test itself reads it: not through what it tests.
type annFile struct {
	marks  map[string]string // label and place, by ID
	at     map[string][]annotations.Span
	events []string
	notes  []string
}

var (
	markLine  = regexp.MustCompile(`^(T\d+)\t(\S+) ([\d ;]+)\t`)
	eventLine = regexp.MustCompile(`^E\d+\t(\S+?):(T\d+)(.*)$`)
	noteLine  = regexp.MustCompile(`^#\d+\t(\S+) ([TE]\d+)\t(.*)$`)
)

// annOf reads annotations of a text: parts are in order, those that touch are one, and
// line breaks belong to none.
func annOf(text string, data []byte) annFile {
	runes := []rune(text)
	f := annFile{marks: map[string]string{}, at: map[string][]annotations.Span{}}
	triggers := map[string]string{}
	lines := strings.Split(string(data), "\n")
	for _, l := range lines {
		if m := markLine.FindStringSubmatch(l); m != nil {
			var spans []annotations.Span
			for part := range strings.SplitSeq(m[3], ";") {
				var s annotations.Span
				fmt.Sscan(part, &s.Start, &s.End)
				spans = append(spans, s)
			}
			spans = annotations.Join(spans)
			f.at[m[1]] = spans
			place := ""
			for _, s := range spans {
				from := s.Start
				for i := s.Start; i <= s.End; i++ {
					if i == s.End || runes[i] == '\n' {
						if from < i {
							place += " " + strconv.Itoa(from) + "-" + strconv.Itoa(i)
						}
						from = i + 1
					}
				}
			}
			f.marks[m[1]] = m[2] + place
		}
	}
	for _, l := range lines {
		if m := eventLine.FindStringSubmatch(l); m != nil {
			var args []string
			for _, a := range strings.Fields(m[3]) {
				role, mark, _ := strings.Cut(a, ":")
				args = append(args, strings.TrimRight(role, "23456789")+"="+f.marks[mark])
			}
			sort.Strings(args)
			f.events = append(f.events, m[1]+" at "+f.marks[m[2]]+": "+strings.Join(slices.Compact(args), ", "))
			triggers[strings.Fields(l)[0]] = m[2]
		}
	}
	for _, l := range lines {
		if m := noteLine.FindStringSubmatch(l); m != nil && m[1] != bratAnnotator {
			if t := triggers[m[2]]; t != "" {
				m[2] = t
			}
			f.notes = append(f.notes, m[1]+" on "+f.marks[m[2]]+": "+m[3])
		}
	}
	return f
}

func sortedSet(list []string) []string {
	list = slices.Clone(list)
	sort.Strings(list)
	return slices.Compact(list)
}

func valuesOf(m map[string]string) (out []string) {
	for _, v := range m {
		out = append(out, v)
	}
	return out
}

// TestBratCorpus holds brat and standoff to what they are for: every annotator's marks of
// every article come in, come in the same twice, and go out as they were. How many there
// are is counted without Pressmark, by lines that begin with T and E; three marks have words
// that go on in the next line, which is told.
func TestBratCorpus(t *testing.T) {
	articles, annotators, marks, events, notes, problems, broken, missing := 0, 0, 0, 0, 0, 0, 0, 0
	for _, files := range polnearFiles(t, "train", "dev") {
		articles++
		c, told := bratRecords(t, files)
		for _, p := range told {
			problems++
			t.Log(p)
		}
		if again, _ := bratRecords(t, files); !bytes.Equal(record.EncodeCollection(again), record.EncodeCollection(c)) {
			t.Errorf("%s: other records the second time", files[0].Name)
		}
		text := string(files[0].Data)
		covered := map[string]bool{} // annotator and place
		for i := range c.Annotations {
			n := &c.Annotations[i]
			if err := c.Articles[0].Check(*n); err != nil {
				t.Error(err)
			}
			cover := func(spans []annotations.Span) { covered[n.Creator+fmt.Sprint(spans)] = true }
			cover(n.Spans)
			cover(n.Claim.Cue.Spans)
			doc := standoff.Describe(annotations.NewDoc(c.Articles[0], c.Annotations[i:i+1]), annotations.Directory{})
			for _, m := range doc.Marks {
				cover(m.Spans)
			}
		}
		out, lost := WriteAll(brat, c)
		for _, l := range lost {
			switch l.What {
			case standoff.LostMetadata, standoff.LostTimes, standoff.LostStructure, standoff.LostLines: // brat has none
			default:
				t.Errorf("%s: lost: %+v", files[0].Name, l)
			}
		}
		before := broken
		for _, l := range lost {
			if l.What == standoff.LostLines {
				broken += l.Count
			}
		}
		if again, _ := bratRecords(t, slices.DeleteFunc(slices.Clone(out), isSettings)); before == broken && !slices.Equal(idsOf(again), idsOf(c)) {
			t.Errorf("%s: what was written is other records", files[0].Name)
		}
		back := map[string]File{}
		for _, f := range out {
			switch {
			case strings.HasSuffix(f.Name, ".txt"):
				if !bytes.Equal(f.Data, files[0].Data) {
					t.Errorf("%s: the text is another", files[0].Name)
				}
			case strings.HasSuffix(f.Name, ".ann") && len(files) == 2:
				back[""] = f
			case strings.HasSuffix(f.Name, ".ann"):
				back[f.Name[strings.LastIndexByte(f.Name, '_')+1:]] = f
			}
		}
		for _, f := range files[1:] {
			annotators++
			who := f.Name[strings.LastIndexByte(f.Name, '_')+1:]
			in := annOf(text, f.Data)
			for id, spans := range in.at {
				marks++
				if !covered[strings.TrimSuffix(who, ".ann")+fmt.Sprint(spans)] {
					missing++
					t.Errorf("%s: %s (%s) is not covered", f.Name, id, in.marks[id])
				}
			}
			if len(files) == 2 {
				who = ""
			}
			got := annOf(text, back[who].Data)
			compare := func(what string, a, b []string) {
				a, b = sortedSet(a), sortedSet(b)
				for _, x := range a {
					if !slices.Contains(b, x) {
						t.Errorf("%s: %s %s does not come back", f.Name, what, x)
					}
				}
				for _, x := range b {
					if !slices.Contains(a, x) {
						t.Errorf("%s: %s %s comes from nowhere", f.Name, what, x)
					}
				}
			}
			events += len(in.events)
			notes += len(in.notes)
			compare("mark", valuesOf(in.marks), valuesOf(got.marks))
			compare("event", in.events, got.events)
			compare("note", in.notes, got.notes)
		}
	}
	for what, n := range map[string][2]int{
		"articles": {articles, 924}, "annotation files": {annotators, 1013}, "marks": {marks, 97_146}, "marks lost": {missing, 0},
		"marks over line breaks": {broken, 3}, "events": {events, 24_821}, "notes": {notes, 3}, "problems": {problems, 3},
	} {
		if n[0] != n[1] {
			t.Errorf("%d %s, want %d", n[0], what, n[1])
		}
	}
}

// bratRecords returns the records of a text and its annotations.
func bratRecords(t testing.TB, files []File) (c record.Collection, problems []standoff.Problem) {
	err := Read(brat, files, nil, now, func(b Batch) error {
		problems = append(problems, b.Problems...)
		if len(b.Records.Articles) > 0 {
			c = b.Records
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return c, problems
}

func isSettings(f File) bool { return strings.HasSuffix(f.Name, ".conf") }

func idsOf(c record.Collection) []string {
	var ids []string
	for _, n := range c.Annotations {
		ids = append(ids, string(n.ID))
	}
	sort.Strings(ids)
	return ids
}

// BenchmarkCorpus is brat in, records, JSON out; bytes are those of what comes in.
func BenchmarkCorpus(b *testing.B) {
	groups := polnearFiles(b, "train")
	size := 0
	for _, files := range groups {
		for _, f := range files {
			size += len(f.Data)
		}
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	out := 0
	for b.Loop() {
		out = 0
		for _, files := range groups {
			err := Read(brat, files, nil, now, func(x Batch) error {
				out += len(record.EncodeCollection(x.Records))
				return nil
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(out)/float64(size), "out/in")
}
