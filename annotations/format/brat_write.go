package format

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"pressmark/annotations"
	"pressmark/annotations/plain"
	"pressmark/annotations/standoff"
)

// writeBrat writes a text and, for each annotator, the annotations of it. One annotator's
// are beside the text, where brat looks for them; several have files of their own, as brat
// shows one at a time.
func writeBrat(p Piece) []File {
	w := bratWriter{text: p.Out.Article.Text, out: &p.Out}
	files := []File{{Name: p.Name + ".txt", Type: textType, Data: []byte(w.text.String())}}
	who := w.annotators()
	taken := map[string]bool{}
	for _, name := range who {
		file, said := p.Name, name == ""
		if len(who) > 1 && name != "" {
			safe := fileSafe(name)
			file, said = p.Name+"_"+safe, safe == name
			for i := 2; taken[strings.ToLower(file)]; i++ {
				file, said = p.Name+"_"+safe+"-"+strconv.Itoa(i), false
			}
			taken[strings.ToLower(file)] = true
		}
		files = append(files, File{Name: file + ".ann", Type: bratType, Data: w.write(name, !said)})
	}
	if len(who) == 0 { // brat opens no text without
		files = append(files, File{Name: p.Name + ".ann", Type: bratType})
	}
	return files
}

// fileSafe returns a name as a part of a file's name.
func fileSafe(name string) string {
	safe := strings.Trim(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '-'
	}, name), "-")
	if safe == "" || len(safe) > plain.LongestName {
		return "annotator"
	}
	return safe
}

// A bratWriter writes what annotators marked in a text.
type bratWriter struct {
	text annotations.Text
	out  *standoff.Document

	b     []byte
	refs  map[string]string // what marks are called by what refers to them
	lines map[byte]int      // how many of each kind
}

// annotators returns who marked something, in order.
func (w *bratWriter) annotators() []string {
	who := map[string]bool{}
	for i := range w.out.Marks {
		who[w.out.Marks[i].Annotator] = true
	}
	return slices.Sorted(maps.Keys(who))
}

// write returns one annotator's file; it says who that is, if the file's name does not.
func (w *bratWriter) write(annotator string, say bool) []byte {
	w.b, w.refs, w.lines = nil, map[string]string{}, map[byte]int{}
	var marks []*standoff.Mark
	for i := range w.out.Marks {
		if m := &w.out.Marks[i]; m.Annotator == annotator && len(m.Spans) > 0 {
			marks = append(marks, m)
		}
	}
	slices.SortStableFunc(marks, func(a, b *standoff.Mark) int {
		return cmp.Or(a.Spans[0].Start-b.Spans[0].Start, b.Spans[len(b.Spans)-1].End-a.Spans[len(a.Spans)-1].End)
	})
	order := make(map[string]int, len(marks))
	names := make([]string, len(marks)) // IDs may be missing
	for i, m := range marks {
		names[i] = w.mark(m)
		if _, known := order[m.ID]; m.ID != "" && !known {
			order[m.ID], w.refs[m.ID] = i, names[i]
		}
	}
	for _, e := range w.events(annotator, order) {
		w.event(e, names[order[e.Trigger]])
	}
	for i, m := range marks {
		if order[m.ID] == i && m.ID != "" {
			names[i] = w.refs[m.ID]
		}
	}
	for i := range w.out.Relations {
		if r := &w.out.Relations[i]; r.Annotator == annotator && w.refs[r.From] != "" && w.refs[r.To] != "" {
			w.begin('R', r.Label)
			w.add(" Arg1:", w.refs[r.From], " Arg2:", w.refs[r.To], "\n")
		}
	}
	for i, m := range marks {
		w.said(m, names[i])
	}
	if say && len(marks) > 0 {
		w.note(bratAnnotator, names[0], annotator)
	}
	return w.b
}

func (w *bratWriter) add(parts ...string) {
	for _, s := range parts {
		w.b = append(w.b, s...)
	}
}

// begin begins a line of a kind, and returns what it is called.
func (w *bratWriter) begin(kind byte, typ string) string {
	w.lines[kind]++
	id := string(kind) + strconv.Itoa(w.lines[kind])
	w.add(id, "\t", bratLabel(typ))
	return id
}

// mark writes a T line.
func (w *bratWriter) mark(m *standoff.Mark) string {
	id := w.begin('T', m.Label)
	for i, s := range m.Spans {
		if i > 0 {
			w.b = append(w.b, ';')
		} else {
			w.b = append(w.b, ' ')
		}
		w.b = append(strconv.AppendInt(w.b, int64(s.Start), 10), ' ')
		w.b = strconv.AppendInt(w.b, int64(s.End), 10)
	}
	for i, s := range m.Spans {
		if i > 0 {
			w.b = append(w.b, ' ')
		} else {
			w.b = append(w.b, '\t')
		}
		w.add(oneLined(w.text.Slice(s)))
	}
	w.b = append(w.b, '\n')
	return id
}

// events returns an annotator's events in the order of their triggers, and calls these by
// them.
func (w *bratWriter) events(annotator string, order map[string]int) []*standoff.Event {
	var out []*standoff.Event
	for i := range w.out.Events {
		e := &w.out.Events[i]
		if _, ok := order[e.Trigger]; ok && e.Annotator == annotator {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(a, b *standoff.Event) int { return order[a.Trigger] - order[b.Trigger] })
	for i, e := range out {
		if i == 0 || out[i-1].Trigger != e.Trigger {
			w.refs[e.Trigger] = "E" + strconv.Itoa(i+1)
		}
	}
	return out
}

// event writes an E line.
func (w *bratWriter) event(e *standoff.Event, trigger string) {
	w.begin('E', e.Label)
	w.add(":", trigger)
	for i, role := range bratRoles(e.Arguments) {
		if to := w.refs[e.Arguments[i].Mark]; to != "" {
			w.add(" ", role, ":", to)
		}
	}
	w.b = append(w.b, '\n')
}

// bratRoles returns what arguments are called: the second of a role has a number. A role
// that ends in a digit has it escaped where it would be taken for such.
func bratRoles(args []standoff.Argument) []string {
	names := make([]string, len(args))
	count := map[string]int{}
	for i, a := range args {
		names[i] = bratLabel(a.Role)
		count[names[i]]++
	}
	seen := map[string]int{}
	for i, name := range names {
		base := strings.TrimRight(name, digits)
		if base != name && (count[name] > 1 || count[base] > 0 || bratRole(name, args) != name) {
			last := len(name) - 1
			name = name[:last] + escape(name[last:], func(rune) bool { return false })
		}
		if seen[name]++; seen[name] > 1 {
			name += strconv.Itoa(seen[name])
		}
		names[i] = name
	}
	return names
}

// said writes what is said of a mark.
func (w *bratWriter) said(m *standoff.Mark, id string) {
	name := ""
	for _, a := range m.Attributes {
		if a.Name == standoff.NameAttribute && len(m.Links) > 0 && name == "" && a.Value == oneLined(a.Value) && !sameQuote(w.text, m.Spans, a.Value) {
			name = a.Value
			continue
		}
		w.begin('A', a.Name)
		w.add(" ", id)
		if a.Value != bratTrue && a.Value != "" {
			w.add(" ", bratValue(a.Value))
		}
		w.b = append(w.b, '\n')
	}
	for i, l := range m.Links {
		w.begin('N', "Reference")
		w.add(" ", id, " ", bratEntry(l), "\t")
		if i == 0 && name != "" {
			w.add(name, "\n")
			continue
		}
		for i, s := range m.Spans {
			if i > 0 {
				w.b = append(w.b, ' ')
			}
			w.add(oneLined(w.text.Slice(s)))
		}
		w.b = append(w.b, '\n')
	}
	if m.Note != "" {
		for line := range strings.SplitSeq(strings.ReplaceAll(m.Note, "\r\n", "\n"), "\n") {
			w.note(bratNote, id, line)
		}
	}
	for _, t := range m.Tags {
		w.note(bratTag, id, t)
	}
}

func (w *bratWriter) note(typ, id, words string) {
	w.begin('#', typ)
	w.add(" ", id, "\t", oneLined(words), "\n")
}

// bratEntry returns an address as an entry of a resource.
func bratEntry(link string) string {
	link = escape(link, func(r rune) bool { return !unicode.IsSpace(r) && !unicode.IsControl(r) })
	if id, ok := strings.CutPrefix(link, wikidataPage); ok && id != "" {
		return wikidata + ":" + id
	}
	resource, id, ok := strings.Cut(link, ":")
	if ok && resource != "" && id != "" && !strings.HasPrefix(id, "//") && resource != wikidata && resource != addresses {
		return link
	}
	return addresses + ":" + link
}

// bratLabel returns the name of a type as brat's settings can have it.
func bratLabel(s string) string {
	return escape(s, func(r rune) bool {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_' || r == '-'
	})
}

// bratValue returns a value as brat's settings can have it.
func bratValue(s string) string {
	return escape(s, func(r rune) bool { return !unicode.IsSpace(r) && !unicode.IsControl(r) && r != '|' && r != ',' })
}

// writeBratSettings writes what brat has to be told of labels, and how to show those that
// are escaped.
func writeBratSettings(labels standoff.Survey) []File {
	var b strings.Builder
	names := map[string]string{} // as they are, by what they are in brat
	list := func(section string, all []string, rest func(string) string) {
		b.WriteString("[" + section + "]\n")
		for _, l := range all {
			names[bratLabel(l)] = l
			b.WriteString(bratLabel(l) + rest(l) + "\n")
		}
		b.WriteString("\n")
	}
	entities := slices.DeleteFunc(sortedKeys(labels.Marks), func(l string) bool { return labels.Events[l] != nil })
	list("entities", entities, func(string) string { return "" })
	list("relations", sortedKeys(labels.Ties), func(string) string { return "\tArg1:<ANY>, Arg2:<ANY>" })
	list("events", sortedKeys(labels.Events), func(l string) string {
		var args []string
		for _, role := range sortedKeys(labels.Events[l]) {
			args = append(args, bratLabel(role)+"*:<ANY>")
			names[bratLabel(role)] = role
		}
		return strings.TrimRight("\t"+strings.Join(args, ", "), "\t")
	})
	list("attributes", sortedKeys(labels.Attributes), func(l string) string {
		var values []string
		for _, v := range sortedKeys(labels.Attributes[l]) {
			if v != bratTrue && v != "" {
				values = append(values, bratValue(v))
			}
		}
		if values == nil {
			return "\tArg:<ANY>"
		}
		return "\tArg:<ANY>, Value:" + strings.Join(values, "|")
	})
	s := strings.Replace(b.String(), "[relations]\n", "[relations]\n<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>\n", 1)
	files := []File{{Name: bratConfig, Type: textType, Data: []byte(strings.TrimRight(s, "\n") + "\n")}}
	if visual := bratVisual(names); visual != "" {
		files = append(files, File{Name: bratShown, Type: textType, Data: []byte(visual)})
	}
	return files
}

// bratVisual returns the settings that show names as they are; none where all are.
func bratVisual(names map[string]string) string {
	shown := ""
	for _, name := range sortedKeys(names) {
		if as := names[name]; as != name {
			shown += name + " | " + strings.ReplaceAll(strings.Join(strings.Fields(as), " "), "|", "/") + "\n"
		}
	}
	if shown == "" {
		return ""
	}
	return "[labels]\n" + shown + "\n[drawing]\n" +
		"SPAN_DEFAULT\tfgColor:black, bgColor:lightgreen, borderColor:darken\nARC_DEFAULT\tcolor:black, arrowHead:triangle-5\n"
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
