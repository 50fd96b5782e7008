package format

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"pressmark/annotations"
	"pressmark/annotations/plain"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
	"pressmark/annotations/words"
)

// What can be wrong with brat's files.
const (
	ErrTextFile  = words.ErrTextFile
	ErrLine      = words.ErrBratLine
	ErrOffsets   = words.ErrOffsets
	ErrContinued = words.ErrContinued
	ErrTail      = words.ErrBratTail
	ErrTarget    = words.ErrBratTarget
	ErrManyLines = words.ErrManyLines
)

// brat is brat's standoff: a text (.txt) and, beside it, what annotators marked in it
// (.ann), a line each. "talks.ann" is the work of nobody in particular; in
// "talks_jane.ann" jane is the annotator, unless a note of type Annotator in it says who
// is.
//
// Offsets count code points of the text as the file has it, with its byte order mark and
// both halves of a CRLF. Where the words of the .ann fit better otherwise (UTF-16 units,
// bytes, without the mark, CRLF as one), so are all of a file counted. Brat has no mark
// over a line break: one that is written has a part in each line.
//
//   - T lines are marks; an E line is an event, and what refers to it means its trigger.
//   - R lines are relations, and so is each step of an equivalence ("*").
//   - A and M lines are attributes, "true" where they have no value.
//   - N lines are addresses; the words of the first are the name of an actor who is called
//     otherwise. "Wikidata:Q42" is its page, other resources stay as they are.
//   - A note of type AnnotatorNotes is a note, several are its lines; one of type Tag is a
//     tag; others are notes that begin with their type.
//
// What brat's names cannot have in them is written as _x0020_ with its code.
var brat = Format{
	Name: "brat", Title: "brat standoff (.txt and .ann)",
	Extensions: []string{".ann"},
	MediaTypes: []string{bratType},
	Read:       readBrat,
	Write: &Writing{
		Holds: standoff.Holds{
			Overlap: true, Discontinuous: true, OneLine: true, Relations: true, Events: true, Attributes: true, Links: true,
			Notes: true, Tags: true, Annotators: true,
		},
		Files:  writeBrat,
		Beside: writeBratSettings,
	},
}

// Types of brat's notes, and the resource whose entries are addresses.
const (
	bratType   = "text/x-brat-standoff"
	bratConfig = "annotation.conf" // labels, of all texts of a folder
	bratShown  = "visual.conf"     // and how they are shown

	bratNote      = "AnnotatorNotes"
	bratTag       = "Tag"
	bratAnnotator = "Annotator"

	wikidata  = "Wikidata"
	addresses = "URL"

	bratTrue = "true" // the value of attributes that are just there
	digits   = "0123456789"
	mostSaid = 1000 // of one mark, in lines

	likelyLines = 1 << 14 // room is made for at once
)

// readBrat reads a text and the annotations of it.
func readBrat(files []File, to Sink) error {
	i := slices.IndexFunc(files, func(f File) bool { return strings.HasSuffix(strings.ToLower(f.Name), ".txt") })
	if i < 0 {
		return ErrTextFile
	}
	text, err := bratArticle(files[i].Data)
	if err != nil {
		return err
	}
	stem := files[i].Name[:len(files[i].Name)-len(".txt")]
	doc := standoff.Document{Name: stem, Article: annotations.Article{Text: text}, Files: map[string]string{}}
	for k, f := range files {
		if k == i {
			continue
		}
		if len(f.Data) > record.MaxBytes {
			return fmt.Errorf("%s: %w", path.Base(f.Name), plain.ErrTooLarge)
		}
		r := bratReader{file: f.Name, doc: &doc, problem: to.Problem, events: map[string]string{}}
		r.annotator = bratAnnotatorOf(stem, f.Name)
		r.read(annotations.NewText(string(f.Data)).String())
	}
	return to.Document(doc)
}

// bratArticle returns a text as its file has it. One that is not UTF-8 is decoded.
func bratArticle(data []byte) (annotations.Text, error) {
	if err := plain.CheckSize(len(data)); err != nil {
		return annotations.Text{}, err
	}
	s := string(data)
	if !utf8.Valid(data) {
		var err error
		if s, _, err = plain.Decode(data, ""); err != nil {
			return annotations.Text{}, err
		}
	}
	return annotations.NewText(s), nil
}

// bratAnnotatorOf returns whom the name of an annotation file names beside its text's.
func bratAnnotatorOf(stem, name string) string {
	rest, ok := strings.CutPrefix(strings.TrimSuffix(name, path.Ext(name)), stem)
	if !ok {
		return ""
	}
	return strings.TrimLeft(rest, "_.-")
}

// A bratReader reads one file of annotations into a document.
type bratReader struct {
	file, annotator string
	doc             *standoff.Document
	problem         func(standoff.Problem)
	data            string
	line            int // of what is read, from 1
	texts           []bratMark
	rest            []bratLine
	first           int               // the place in doc.Marks of the file's first mark
	marks           map[string]int    // places in doc.Marks, by ID; nil until one is looked for
	events          map[string]string // triggers, by ID
	notes           map[int][]string  // by place in doc.Marks
	said            map[int]int       // lines about a mark
	quotes          []string          // of all marks: each has a part of it
	spans           []annotations.Span
	search          search
}

// A bratLine is a line other than a mark's.
type bratLine struct {
	line           int
	id, data, tail string
}

func (r *bratReader) tell(line int, what string, err error) {
	r.problem(standoff.Problem{File: r.file, Line: line, What: plain.OneLine(what), Err: err})
}

func (r *bratReader) read(data string) {
	r.data = strings.TrimPrefix(data, "\ufeff")
	lines := min(strings.Count(r.data, "\n")+1, likelyLines)
	r.texts, r.spans = make([]bratMark, 0, lines), make([]annotations.Span, 0, lines)
	r.scan()
	for _, l := range r.rest {
		if typ, _, _ := strings.Cut(l.data, " "); l.id[0] == '#' && typ == bratAnnotator && l.tail != "" {
			r.annotator = l.tail
		}
	}
	r.doc.Files[r.annotator] = r.file
	r.place()
	r.notes, r.said = map[int][]string{}, map[int]int{}
	for _, l := range r.rest {
		if l.id[0] == 'E' {
			r.event(l)
		}
	}
	for _, l := range r.rest {
		r.say(l)
	}
	for i, notes := range r.notes {
		r.doc.Marks[i].Note = strings.Join(notes, "\n")
	}
}

// scan cuts the file into lines.
func (r *bratReader) scan() {
	for at := 0; at < len(r.data); {
		r.line++
		end := strings.IndexByte(r.data[at:], '\n')
		next := at + end + 1
		if end < 0 {
			next = len(r.data)
		}
		line := strings.TrimRight(r.data[at:next], "\r\n")
		id, data, ok := strings.Cut(line, "\t")
		switch {
		case strings.TrimSpace(line) == "":
		case !ok || !bratID(id):
			r.tell(r.line, line, ErrLine)
		case id[0] == 'T':
			if skip := r.mark(id, data, at+len(id)+1); skip > next {
				r.line += strings.Count(r.data[next:skip], "\n")
				next = skip
			}
		default:
			data, tail, _ := strings.Cut(data, "\t")
			r.rest = append(r.rest, bratLine{r.line, id, strings.TrimRight(data, " "), tail})
		}
		at = next
	}
}

// bratID reports whether a line begins as brat's do.
func bratID(id string) bool {
	if id == "*" {
		return true
	}
	return len(id) > 1 && strings.IndexByte("TREAMN#", id[0]) >= 0 && '0' <= id[1] && id[1] <= '9'
}

// event reads an E line.
func (r *bratReader) event(l bratLine) {
	head, args, _ := strings.Cut(l.data, " ")
	label, trigger, ok := strings.Cut(head, ":")
	if !ok || label == "" {
		r.tell(l.line, l.id, ErrLine)
		return
	}
	if _, known := r.events[l.id]; !known {
		r.events[l.id] = trigger
	}
	e := standoff.Event{ID: l.id, Label: unescape(label), Trigger: trigger, Annotator: r.annotator, Line: l.line}
	for args != "" {
		var arg string
		arg, args, _ = strings.Cut(args, " ")
		role, mark, ok := strings.Cut(arg, ":")
		switch {
		case arg == "":
		case !ok:
			r.tell(l.line, l.id+" "+arg, ErrLine)
		default:
			e.Arguments = append(e.Arguments, standoff.Argument{Role: role, Mark: mark})
		}
	}
	for i, a := range e.Arguments {
		e.Arguments[i].Role = bratRole(a.Role, e.Arguments)
	}
	r.doc.Events = append(r.doc.Events, e)
}

// bratRole returns a role without the number that tells it from others of its name.
func bratRole(role string, args []standoff.Argument) string {
	name := strings.TrimRight(role, digits)
	if name == role || name == "" || role == name+"1" {
		return unescape(role)
	}
	if len(args) < 100 && slices.ContainsFunc(args, func(a standoff.Argument) bool { return a.Role == name+"1" }) {
		return unescape(role)
	}
	return unescape(name)
}

// mention returns the mark that an ID names: that of an event is its trigger.
func (r *bratReader) mention(id string) string {
	if strings.HasPrefix(id, "E") {
		if t, ok := r.events[id]; ok {
			return t
		}
	}
	return id
}

// say reads a line that says something of marks. Events are read already, but what they
// refer to may be an event too.
func (r *bratReader) say(l bratLine) {
	typ, data, _ := strings.Cut(l.data, " ")
	target, value, _ := strings.Cut(data, " ")
	if typ == bratAnnotator && l.id[0] == '#' {
		return
	}
	switch l.id[0] {
	case 'E':
	case 'R':
		r.relation(l, typ, data)
	case '*':
		r.equivalence(l, typ, data)
	default:
		i, ok := r.find(r.mention(target))
		switch {
		case !ok:
			r.tell(l.line, l.id+" "+l.data, ErrTarget)
			return
		case r.said[i] >= mostSaid:
			r.tell(l.line, l.id, ErrManyLines)
			return
		}
		r.said[i]++
		m := &r.doc.Marks[i]
		switch l.id[0] {
		case '#':
			r.note(i, typ, l.tail)
		case 'N':
			r.reference(l, m, value)
		default: // A, and M as older files have it
			if value == "" {
				value = bratTrue
			}
			m.Attributes = append(m.Attributes, standoff.Attribute{Name: unescape(typ), Value: unescape(value)})
		}
	}
}

// find returns the place of a mark of the file in doc.Marks.
func (r *bratReader) find(id string) (i int, ok bool) {
	if r.marks == nil {
		r.marks = make(map[string]int, len(r.texts))
		for i := len(r.doc.Marks) - 1; i >= r.first; i-- { // of an ID that repeats it is the first
			r.marks[r.doc.Marks[i].ID] = i
		}
	}
	i, ok = r.marks[id]
	return i, ok
}

func (r *bratReader) note(mark int, typ, words string) {
	switch typ {
	case bratTag:
		m := &r.doc.Marks[mark]
		m.Tags = append(m.Tags, words)
	case bratNote:
		r.notes[mark] = append(r.notes[mark], words)
	default:
		r.notes[mark] = append(r.notes[mark], typ+": "+words)
	}
}

func (r *bratReader) reference(l bratLine, m *standoff.Mark, entry string) {
	resource, id, ok := strings.Cut(entry, ":")
	switch {
	case !ok || id == "":
		r.tell(l.line, l.id, ErrLine)
		return
	case resource == wikidata:
		entry = wikidataPage + id
	case resource == addresses:
		entry = id
	}
	if len(m.Links) == 0 && l.tail != "" && !sameQuote(r.doc.Article.Text, m.Spans, l.tail) {
		m.Attributes = append(m.Attributes, standoff.Attribute{Name: standoff.NameAttribute, Value: l.tail})
	}
	m.Links = append(m.Links, unescape(entry))
}

// relation reads an R line.
func (r *bratReader) relation(l bratLine, label, args string) {
	one, two, _ := strings.Cut(strings.TrimSpace(args), " ")
	role1, from, ok1 := strings.Cut(one, ":")
	role2, to, ok2 := strings.Cut(strings.TrimSpace(two), ":")
	if !ok1 || !ok2 || label == "" || strings.Contains(to, " ") {
		r.tell(l.line, l.id, ErrLine)
		return
	}
	if role1 == "Arg2" && role2 == "Arg1" {
		from, to = to, from
	}
	r.relate(l, label, from, to)
}

// equivalence reads a line of marks that are one thing: each is related to the next.
func (r *bratReader) equivalence(l bratLine, label, args string) {
	ids := strings.Fields(args)
	if label == "" || len(ids) < 2 {
		r.tell(l.line, l.id+" "+l.data, ErrLine)
		return
	}
	l.id = ""
	for i := range ids[1:] {
		r.relate(l, label, ids[i], ids[i+1])
	}
}

func (r *bratReader) relate(l bratLine, label, from, to string) {
	r.doc.Relations = append(r.doc.Relations, standoff.Relation{
		ID: l.id, Label: unescape(label), From: r.mention(from), To: r.mention(to), Annotator: r.annotator, Line: l.line,
	})
}
