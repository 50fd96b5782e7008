package standoff

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/record"
)

// The notation of documents in tests is the text with its marks: an ID and a colon before
// the marked words, in brackets; stretches with one ID are one mark. After a line "---"
// comes what is known of them, one thing a line:
//
//	T1 Source                       the label; nothing else is needed
//	T1 by ada                       the annotator
//	T1 has Stance=denies            an attribute
//	T1 tag urgent                   also note, link; prefix and suffix
//	T1 says "words"                 what the file says is there, in each stretch
//	T1 at 3-9 40-99                 the place, whatever it is
//	R1 SaidBy T2 T1                 a relation; of the annotator of T2
//	E1 Attribution:T3 Content=T2    an event; of the annotator of T3
//
// A mark that is not in the text has no place.

var now = time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)

// parse reads the notation.
func parse(t testing.TB, source string) Document {
	t.Helper()
	text, facts, _ := strings.Cut(source, "---\n")
	plain, names, spans := brackets(t, strings.TrimRight(text, "\n"))
	d := Document{Name: "case", Article: annotations.Article{Text: annotations.NewText(plain)}}
	at := map[string]int{}
	mark := func(id string) *Mark {
		i, known := at[id]
		if !known {
			i = len(d.Marks)
			at[id] = i
			d.Marks = append(d.Marks, Mark{ID: id, Spans: spans[id]})
			for _, s := range spans[id] {
				d.Marks[i].Quotes = append(d.Marks[i].Quotes, d.Article.Text.Slice(s))
			}
		}
		return &d.Marks[i]
	}
	for _, id := range names {
		mark(id)
	}
	n := 0
	for line := range strings.Lines(facts) {
		n++
		line = strings.TrimSpace(line)
		id, rest, _ := strings.Cut(line, " ")
		verb, value, _ := strings.Cut(rest, " ")
		switch {
		case line == "":
		case id == "source":
			d.Article.Source = rest
		case id[0] == 'R':
			from, to, _ := strings.Cut(value, " ")
			d.Relations = append(d.Relations, Relation{ID: id, Label: verb, From: from, To: to, Line: n, Annotator: annotatorOf(&d, from)})
		case id[0] == 'E':
			label, trigger, _ := strings.Cut(verb, ":")
			e := Event{ID: id, Label: label, Trigger: trigger, Line: n, Annotator: annotatorOf(&d, trigger)}
			for _, a := range strings.Fields(value) {
				role, m, _ := strings.Cut(a, "=")
				e.Arguments = append(e.Arguments, Argument{role, m})
			}
			d.Events = append(d.Events, e)
		default:
			m := mark(id)
			m.Line = n
			switch verb {
			case "by":
				m.Annotator = value
			case "has":
				name, v, _ := strings.Cut(value, "=")
				m.Attributes = append(m.Attributes, Attribute{name, v})
			case "tag":
				m.Tags = append(m.Tags, value)
			case "note":
				m.Note = strings.ReplaceAll(value, `\n`, "\n")
			case "link":
				m.Links = append(m.Links, value)
			case "prefix":
				m.Prefix = value
			case "suffix":
				m.Suffix = value
			case "id":
				m.ID = value
			case "says":
				m.Quotes = nil
				for _, q := range strings.Split(value, " | ") {
					words, err := strconv.Unquote(q)
					if err != nil {
						t.Fatal(err)
					}
					m.Quotes = append(m.Quotes, words)
				}
			case "at":
				m.Spans, m.Quotes = nil, nil
				for _, p := range strings.Fields(value) {
					var s annotations.Span
					if _, err := fmt.Sscanf(p, "%d-%d", &s.Start, &s.End); err != nil {
						t.Fatal(err)
					}
					m.Spans = append(m.Spans, s)
				}
			default:
				m.Label = rest
			}
		}
	}
	return d
}

func annotatorOf(d *Document, id string) string {
	for _, m := range d.Marks {
		if m.ID == id {
			return m.Annotator
		}
	}
	return ""
}

// brackets takes marks in brackets out of a text: [T1:words], nested in any way.
func brackets(t testing.TB, source string) (text string, names []string, spans map[string][]annotations.Span) {
	t.Helper()
	type open struct {
		id    string
		start int
	}
	var stack []open
	var out []rune
	spans = map[string][]annotations.Span{}
	for source != "" {
		switch source[0] {
		case '[':
			id, rest, _ := strings.Cut(source[1:], ":")
			if !slices.Contains(names, id) {
				names = append(names, id)
			}
			stack, source = append(stack, open{id, len(out)}), rest
		case ']':
			o := stack[len(stack)-1]
			stack, source = stack[:len(stack)-1], source[1:]
			spans[o.id] = append(spans[o.id], annotations.Span{Start: o.start, End: len(out)})
		default:
			r := []rune(source)[0]
			out, source = append(out, r), source[len(string(r)):]
		}
	}
	return string(out), names, spans
}

// portrait writes records without their IDs and times: one annotation a line.
func portrait(c record.Collection) string {
	var b strings.Builder
	name := map[annotations.ID]string{}
	for _, n := range c.Annotations {
		name[n.ID] = fmt.Sprintf("%q", n.Exact())
	}
	for _, a := range c.Actors {
		fmt.Fprintf(&b, "actor record %q", a.Name)
		if len(a.Aliases) > 0 {
			fmt.Fprintf(&b, " aliases %q", a.Aliases)
		}
		if a.Link != "" {
			fmt.Fprintf(&b, " %s", a.Link)
		}
		b.WriteByte('\n')
		name[a.ID] = "record " + strconv.Quote(a.Name)
	}
	for i := range c.Annotations {
		n := &c.Annotations[i]
		fmt.Fprintf(&b, "%s %q", n.Kind, n.Exact())
		say := func(what string, v any) {
			if s := fmt.Sprint(v); s != "" && s != "[]" && s != "0" {
				fmt.Fprintf(&b, "; %s %s", what, s)
			}
		}
		if n.Orphan() {
			b.WriteString("; orphan")
			say("prefix", n.Quotes[0].Prefix)
			say("suffix", n.Quotes[len(n.Quotes)-1].Suffix)
		}
		say("label", n.Label)
		say("by", n.Creator)
		say("is", name[n.Actor])
		var speakers []string
		for _, id := range n.Claim.Speakers {
			speakers = append(speakers, name[id])
		}
		say("said by", strings.Join(speakers, ", "))
		if !n.Claim.Cue.Empty() {
			say("cue", strconv.Quote(n.Claim.Cue.Exact()))
			if len(n.Claim.Cue.Spans) == 0 {
				b.WriteString(" (lost)")
			}
		}
		say("within", name[n.Claim.Within])
		say("in", name[n.Figure.Claim])
		for _, t := range n.Figure.Ties {
			say(string(t.Relation), name[t.Figure])
		}
		say("with", attributesOf(n))
		say("note", strings.ReplaceAll(n.Note, "\n", `\n`))
		say("tags", strings.Join(n.Tags, ", "))
		for _, place := range []string{eventPlace, cueLabelPlace} {
			json := n.Extra[place]
			for id, s := range name {
				json = strings.ReplaceAll(json, string(id), strings.Trim(s, `"`))
			}
			say(place, json)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// shown writes a document: one mark, relation or event a line. IDs of marks are what and
// where they are.
func shown(d Document) string {
	at := map[key]string{}
	var lines []string
	for _, m := range d.Marks {
		face := fmt.Sprintf("%s %q", m.Label, strings.Join(m.Quotes, " … "))
		if m.Annotator != "" {
			face += " by " + m.Annotator
		}
		at[key{m.Annotator, m.ID}] = face
		line := face
		if len(m.Spans) == 0 {
			line += "; orphan"
		}
		if len(m.Attributes) > 0 {
			line += fmt.Sprintf("; with %v", m.Attributes)
		}
		if len(m.Links) > 0 {
			line += fmt.Sprintf("; links %v", m.Links)
		}
		if m.Note != "" {
			line += fmt.Sprintf("; note %q", m.Note)
		}
		if len(m.Tags) > 0 {
			line += fmt.Sprintf("; tags %q", m.Tags)
		}
		lines = append(lines, line)
	}
	for _, r := range d.Relations {
		lines = append(lines, fmt.Sprintf("%s: %s -> %s", r.Label, at[key{r.Annotator, r.From}], at[key{r.Annotator, r.To}]))
	}
	for _, e := range d.Events {
		var args []string
		for _, a := range e.Arguments {
			args = append(args, a.Role+" = "+at[key{e.Annotator, a.Mark}])
		}
		slices.Sort(args)
		lines = append(lines, fmt.Sprintf("event %s at %s: %s", e.Label, at[key{e.Annotator, e.Trigger}], strings.Join(args, ", ")))
	}
	return strings.Join(lines, "\n") + "\n"
}

// alone returns an annotation without what may change where the claims of an event, or the
// annotations of one mark, have gone apart: the event's ID, what its arguments are called,
// and of which other annotation the mark is, too.
func alone(n annotations.Annotation) annotations.Annotation {
	json, ok := n.Extra[eventPlace]
	if !ok {
		return n
	}
	n.Extra = maps.Clone(n.Extra)
	_, json, _ = strings.Cut(json, `,`)
	json, _, _ = strings.Cut(json, `,"roles":`)
	json, _, _ = strings.Cut(json, `,"of":`) // the last but the roles
	n.Extra[eventPlace] = strings.TrimRight(json, "}")
	return n
}

// same reports how two collections of annotations differ, but for times of change; "" if
// they do not.
func same(a, b record.Collection) string {
	byID := func(x, y annotations.Annotation) int { return cmp.Compare(x.ID, y.ID) }
	x, y := slices.SortedFunc(slices.Values(a.Annotations), byID), slices.SortedFunc(slices.Values(b.Annotations), byID)
	for i := range max(len(x), len(y)) {
		if i < len(x) && i < len(y) { // a document parts tags that are attributes from the others, and speakers by event from those by relation
			x[i].Tags, y[i].Tags = slices.Sorted(slices.Values(x[i].Tags)), slices.Sorted(slices.Values(y[i].Tags))
			x[i].Claim.Speakers, y[i].Claim.Speakers = slices.Sorted(slices.Values(x[i].Claim.Speakers)), slices.Sorted(slices.Values(y[i].Claim.Speakers))
			x[i], y[i] = alone(x[i]), alone(y[i])
		}
		switch {
		case i >= len(x) || i >= len(y):
			return fmt.Sprintf("%d and %d annotations", len(x), len(y))
		case x[i].ID != y[i].ID:
			return fmt.Sprintf("%s %q and %s %q", x[i].ID, x[i].Exact(), y[i].ID, y[i].Exact())
		case !x[i].Same(y[i]):
			return fmt.Sprintf("%+v\nand\n%+v", x[i], y[i])
		}
	}
	return ""
}
