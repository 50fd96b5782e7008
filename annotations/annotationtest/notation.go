package annotationtest

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"pressmark/annotations"
)

// Now is when what [Read] and [Article] return was made.
var Now = time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)

// A Case is what the notation says: an article, its marks in the order in which they begin,
// and actors.
type Case struct {
	Article annotations.Article
	Marks   []annotations.Annotation
	Actors  []annotations.Actor
}

// Doc returns the article with its marks.
func (c Case) Doc() annotations.Doc { return annotations.NewDoc(c.Article, c.Marks) }

// As returns the case with another ID and title of its article.
func (c Case) As(id annotations.ID, title string) Case {
	c.Article.ID, c.Article.Title = id, title
	c.Marks = slices.Clone(c.Marks)
	for i := range c.Marks {
		c.Marks[i].Article = id
	}
	return c
}

// Read reads the notation. Each mark is given to prepare, with its name, before what is said
// of it is set: it may set what follows from the words, or another ID.
func Read(t testing.TB, source string, prepare ...func(a annotations.Article, name string, n *annotations.Annotation)) Case {
	t.Helper()
	in, facts := Split(t, source)
	text, marked := Brackets(t, in)
	c := Case{Article: Article(text)}
	at := map[string]int{}
	cues := map[string][]annotations.Span{}
	for _, m := range marked {
		i := slices.IndexFunc(annotations.Kinds, func(k annotations.Kind) bool { return k[0] == m.Name[0] })
		switch {
		case m.Name[0] == 'q':
			cues["c"+m.Name[1:]] = m.Spans
			continue
		case i < 0:
			t.Fatalf("%q: no kind begins with %q", source, m.Name)
		}
		n := annotations.NewAnnotation(c.Article, annotations.Kinds[i], Now, m.Spans...)
		if m.Numbered() {
			n.ID = annotations.ID(m.Name)
			at[m.Name] = len(c.Marks)
		}
		for _, p := range prepare {
			p(c.Article, m.Name, &n)
		}
		c.Marks = append(c.Marks, n)
	}
	for claim, spans := range cues {
		i, there := at[claim]
		if !there {
			t.Fatalf("%q: a cue of %s, which is not there", source, claim)
		}
		c.Marks[i].Claim.Cue = annotations.CueAt(c.Article.Text, spans...)
	}
	id := func(name string) annotations.ID {
		if i, ok := at[name]; ok {
			return c.Marks[i].ID
		}
		return annotations.ID(name)
	}
	for _, f := range facts {
		i, there := at[f.Name]
		for _, p := range f.Pairs {
			ok := false
			switch {
			case f.Name == "article":
				ok = setArticle(&c.Article, p)
			case there:
				ok = set(&c.Marks[i], p, id)
			}
			if !ok && f.Name != "record" {
				t.Fatalf("%q: what is %s %s=%q?", source, f.Name, p.Key, p.Value)
			}
		}
	}
	c.Actors = records(t, facts)
	return c
}

// Records reads lines that say "record ID key=value …".
func Records(t testing.TB, lines string) []annotations.Actor {
	t.Helper()
	_, facts := Split(t, "---\n"+lines)
	return records(t, facts)
}

func records(t testing.TB, facts []Fact) (actors []annotations.Actor) {
	t.Helper()
	for _, f := range facts {
		if f.Name != "record" {
			continue
		}
		a := annotations.Actor{ID: annotations.ID(f.Pairs[0].Key), Name: f.Pairs[0].Key}
		for _, p := range f.Pairs[1:] {
			switch p.Key {
			case "name":
				a.Name = p.Value
			case "type":
				a.Type = annotations.ActorType(p.Value)
			case "role":
				a.Role = p.Value
			case "affiliation":
				a.Affiliation = p.Value
			case "into":
				a.Deleted, a.MergedInto = true, annotations.ID(p.Value)
			default:
				t.Fatalf("what is %s of the record %s?", p.Key, a.ID)
			}
		}
		actors = append(actors, a)
	}
	return actors
}

func setArticle(a *annotations.Article, p Pair) bool {
	switch p.Key {
	case "title":
		a.Title = p.Value
	case "published":
		a.Published = p.Value
	case "dismiss":
		a.Dismissals = append(a.Dismissals, annotations.Dismissal{Finding: p.Value, Reason: "let it be"})
	default:
		return false
	}
	return true
}

// set sets what is said of a mark; id gives the ID of what a name stands for.
func set(n *annotations.Annotation, p Pair, id func(string) annotations.ID) bool {
	c, f, v := &n.Claim, &n.Figure, p.Value
	ids := func() (out []annotations.ID) {
		for name := range strings.SplitSeq(v, ",") {
			out = append(out, id(name))
		}
		return out
	}
	switch p.Key {
	case "note":
		n.Note = v
	case "tag":
		n.Tags = append(n.Tags, v)
	case "lost":
		n.Spans = nil
	case "is":
		n.Actor = id(v)

	case "by":
		c.Source, c.Speakers = annotations.Named, ids()
	case "source":
		c.Source = annotations.Source(v)
	case "wording":
		c.Wording = v
	case "attribution":
		c.Attribution = annotations.Attribution(v)
	case "stance":
		c.Stance = annotations.Stance(v)
	case "about":
		c.About = v
	case "cue":
		c.Cue.Quotes = []annotations.Quote{{Exact: v}}
	case "within":
		c.Within = id(v)
	case "worth":
		c.Check.Worth = annotations.Worth(v)
	case "status":
		c.Check.Status = annotations.Status(v)
	case "verdict":
		c.Check.Verdict.Name = v

	case "in":
		f.Claim = id(v)
	case "apart":
		f.Apart = true
	case "same", "part", "before":
		for _, other := range ids() {
			f.Ties = append(f.Ties, annotations.Tie{Relation: annotations.Relation(p.Key), Figure: other})
		}
	case "type":
		f.Type = annotations.FigureType(v)
	case "value":
		f.Value = annotations.Decimal(v)
	case "low":
		f.Low = annotations.Decimal(v)
	case "high":
		f.High = annotations.Decimal(v)
	case "unit":
		f.Unit = v
	case "unittext":
		f.UnitText = v
	case "currency":
		f.Currency = v
	case "counted":
		f.Counted = v
	case "time":
		f.Time = v
	case "comparator":
		f.Comparator = annotations.Comparator(v)
	case "direction":
		f.Direction = annotations.Direction(v)
	case "approximate":
		f.Approximate = true
	case "vague":
		f.Vague = true
	case "corrected":
		f.Corrected = true
	default:
		return false
	}
	return true
}

// Article returns an article whose paragraphs are the lines of a text that show something.
func Article(text string) annotations.Article {
	a := annotations.Article{ID: annotations.NewID(), Title: "Test", Text: annotations.NewText(text), Created: Now, Modified: Now}
	at := 0
	for line := range strings.Lines(a.Text.String()) {
		n := len([]rune(line))
		if s := a.Text.Trim(annotations.Span{Start: at, End: at + n}); !s.Empty() {
			a.Blocks = append(a.Blocks, annotations.Block{Kind: annotations.Paragraph, Span: s})
		}
		at += n
	}
	return a
}

// A Fact is a line of what is said after the text: of a mark, of the article, of a record.
type Fact struct {
	Line  int // from 1, after the line "---"
	Name  string
	Pairs []Pair
}

// A Pair is a key and its value: "key=value", key="some value", or "key" alone.
type Pair struct{ Key, Value string }

// Split parts the text, without the line break at its end, from the lines after "---".
func Split(t testing.TB, source string) (text string, facts []Fact) {
	t.Helper()
	text, rest, _ := strings.Cut("\n"+source, "\n---\n")
	n := 0
	for line := range strings.Lines(rest) {
		n++
		name, more, _ := strings.Cut(strings.TrimSpace(line), " ")
		if name == "" {
			continue
		}
		f := Fact{Line: n, Name: name}
		for more = strings.TrimLeft(more, " "); more != ""; more = strings.TrimLeft(more, " ") {
			end := strings.IndexAny(more, " =")
			if end < 0 || more[end] == ' ' {
				word, _, _ := strings.Cut(more, " ")
				f.Pairs = append(f.Pairs, Pair{Key: word})
				more = more[len(word):]
				continue
			}
			p := Pair{Key: more[:end]}
			more = more[end+1:]
			if quoted, err := strconv.QuotedPrefix(more); err == nil {
				p.Value, _ = strconv.Unquote(quoted)
				more = more[len(quoted):]
			} else {
				p.Value, _, _ = strings.Cut(more, " ")
				more = more[len(p.Value):]
			}
			f.Pairs = append(f.Pairs, p)
		}
		facts = append(facts, f)
	}
	return strings.TrimRight(strings.TrimPrefix(text, "\n"), "\n"), facts
}

// A Marked is a name and what is marked with it.
type Marked struct {
	Name  string
	Spans []annotations.Span
}

// Numbered reports whether the name is of one mark: it ends in a digit.
func (m Marked) Numbered() bool { return unicode.IsDigit(rune(m.Name[len(m.Name)-1])) }

// Brackets takes the marks out of a text: they come in the order in which they begin.
func Brackets(t testing.TB, in string) (text string, marks []Marked) {
	t.Helper()
	spans, names, text := brackets(t, in, true)
	for i, s := range spans {
		k := slices.IndexFunc(marks, func(m Marked) bool { return m.Name == names[i] && m.Numbered() })
		if k < 0 {
			k = len(marks)
			marks = append(marks, Marked{Name: names[i]})
		}
		marks[k].Spans = append(marks[k].Spans, s)
	}
	return text, marks
}

// Places reads the short form, where only places matter: brackets without names.
func Places(t testing.TB, in string) (annotations.Text, []annotations.Span) {
	t.Helper()
	spans, _, text := brackets(t, in, false)
	return annotations.NewText(text), spans
}

// Show is the inverse of [Places], for spans that are in order and disjoint.
func Show(t annotations.Text, spans ...annotations.Span) string {
	var b strings.Builder
	at := 0
	for _, s := range spans {
		b.WriteString(t.Slice(annotations.Span{Start: at, End: s.Start}) + "[" + t.Slice(s) + "]")
		at = s.End
	}
	return b.String() + t.Slice(annotations.Span{Start: at, End: t.Len()})
}

// brackets takes brackets out of a text, and the names after them if they have some. What is
// in brackets comes in the order in which it begins.
func brackets(t testing.TB, in string, named bool) (spans []annotations.Span, names []string, text string) {
	t.Helper()
	var out []rune
	var open []int // the spans that are not closed
	rs := []rune(in)
	for i := 0; i < len(rs); i++ {
		switch {
		case rs[i] == '\\' && i+1 < len(rs) && strings.ContainsRune(`[]\`, rs[i+1]):
			i++
			out = append(out, rs[i])
		case rs[i] == '[':
			if named {
				n := slices.Index(rs[i:], ':')
				if n < 2 {
					t.Fatalf("%q: no name after [ at %d", in, i)
				}
				names = append(names, string(rs[i+1:i+n]))
				i += n
			}
			open = append(open, len(spans))
			spans = append(spans, annotations.Span{Start: len(out)})
		case rs[i] == ']':
			if len(open) == 0 {
				t.Fatalf("%q: nothing to close at %d", in, i)
			}
			spans[open[len(open)-1]].End = len(out)
			open = open[:len(open)-1]
		default:
			out = append(out, rs[i])
		}
	}
	if len(open) > 0 {
		t.Fatalf("%q: a bracket is not closed", in)
	}
	return spans, names, string(out)
}
