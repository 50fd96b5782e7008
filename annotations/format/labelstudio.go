package format

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
	"pressmark/annotations/words"
)

// Errors of Label Studio's files.
const (
	ErrCancelled = words.ErrSkipped
)

// labelstudio is Label Studio's JSON: tasks with annotations and predictions, the older
// form that calls them completions, and JSON_MIN. What is said of a region in controls of
// its own (choices, text areas, ratings) are attributes named by the control; a region's
// meta text is its note. Offsets count code points, in older exports UTF-16 units: the
// quotes decide.
//
// Written are tasks that Label Studio imports, and the labelling interface that fits them,
// which is to be set up first. It refuses the annotations of people whom it does not know;
// so they come without completed_by, and the name is in a member that it does not read.
var labelstudio = Format{
	Name: "labelstudio", Title: "Label Studio",
	Extensions: []string{".json"},
	MediaTypes: []string{jsonType},
	Sniff: func(data []byte) bool {
		return sniffJSON(data, func(v record.Value) bool {
			if v.Get("data").Object() {
				return v.Get("annotations").Array() || v.Get("completions").Array() || v.Get("predictions").Array()
			}
			return v.Get("annotation_id").Exists() && len(minRegions(v)) > 0
		})
	},
	Read: func(files []File, to Sink) error {
		files = slices.DeleteFunc(slices.Clone(files), func(f File) bool { return path.Base(f.Name) == labelConfig })
		return readJSON(files, to, readTask)
	},
	Write: &Writing{
		Holds: standoff.Holds{
			Overlap: true, Relations: true, Attributes: true, Links: true, Notes: true, Tags: true, Annotators: true, Metadata: true,
		},
		Piece: writeTask, Head: "[\n", Between: ",\n", Tail: "\n]\n",
		Beside: func(labels standoff.Survey) []File {
			return []File{{Name: labelConfig, Type: "application/xml", Data: writeLabelConfig(labels)}}
		},
	},
}

const (
	labelConfig = "label_config.xml"
	labelObject = "text" // the name of the text in the labelling interface

	// Names of controls that hold what is no attribute.
	labelControl = "label"
	tagsControl  = "tags"
	linkControl  = "link"
)

// A labelTask is what is read of one.
type labelTask struct {
	*jsonReader
	doc     standoff.Document
	places  placer
	page    bool // the text was HTML: offsets are of its source
	results []labelResult
	names   map[string]int // how often an annotator has been there
}

// A labelResult is what one annotator did.
type labelResult struct {
	annotator string
	created   time.Time
	modified  time.Time
	regions   []record.Value
}

func readTask(r *jsonReader, v record.Value) error {
	t := labelTask{jsonReader: r, names: map[string]int{}}
	data := v.Get("data")
	if data.Object() {
		t.full(v)
	} else {
		data = v
		t.results = []labelResult{{person(v.Get("annotator")), timeOf(v.Get("created_at")), timeOf(v.Get("updated_at")), minRegions(v)}}
	}
	name, text := t.textOf(data)
	if strings.TrimSpace(text) == "" {
		r.problem(v, v.Get("id").Text(), ErrNoText)
		return nil
	}
	ignore := []string{name, "meta"}
	if !v.Get("data").Object() {
		ignore = append(ignore, "id", "annotator", "annotation_id", "created_at", "updated_at", "lead_time", "completed_by")
		for n, x := range v.Members() {
			if x.Array() && regionsIn(x) > 0 {
				ignore = append(ignore, n)
			}
		}
	}
	t.doc.Article = r.article(text, data, ignore...)
	t.hypertext(text)
	t.places = newPlacer(t.doc.Article.Text, t.unit())
	for _, res := range t.results {
		t.result(res)
	}
	return r.document(t.doc)
}

// full takes the annotators of a task as Label Studio keeps it.
func (t *labelTask) full(v record.Value) {
	for _, name := range []string{"annotations", "completions"} {
		for _, a := range v.Get(name).Items() {
			if !a.Object() {
				continue
			}
			who := cmp.Or(a.Get("annotator").Text(), person(a.Get("completed_by")))
			if a.Get("was_cancelled").Text() == "true" {
				t.problem(a, who, ErrCancelled)
				continue
			}
			t.results = append(t.results, labelResult{
				t.distinct(who), timeOf(a.Get("created_at")), timeOf(a.Get("updated_at")), a.Get("result").Items(),
			})
		}
	}
	for _, p := range v.Get("predictions").Items() {
		if p.Object() && len(p.Get("result").Items()) > 0 {
			who := t.distinct(cmp.Or(p.Get("model_version").Text(), "model"))
			t.results = append(t.results, labelResult{annotator: who, regions: p.Get("result").Items()})
		}
	}
}

// distinct keeps what an annotator did twice apart.
func (t *labelTask) distinct(who string) string {
	t.names[who]++
	if n := t.names[who]; n > 1 {
		return strings.TrimSpace(who + " (" + strconv.Itoa(n) + ")")
	}
	return who
}

// person returns the name of an annotator: an address, or a number.
func person(v record.Value) string {
	if !v.Object() {
		return v.Text()
	}
	name := strings.TrimSpace(v.Get("first_name").Text() + " " + v.Get("last_name").Text())
	return cmp.Or(v.Get("email").Text(), v.Get("username").Text(), name, v.Get("id").Text())
}

// minRegions returns the regions of a task in JSON_MIN, where they are under the name of
// their control.
func minRegions(v record.Value) []record.Value {
	var out []record.Value
	for _, x := range v.Members() {
		if x.Array() && regionsIn(x) > 0 {
			out = append(out, x.Items()...)
		}
	}
	return out
}

func regionsIn(v record.Value) (n int) {
	for _, x := range v.Items() {
		if x.Get("start").Exists() && x.Get("end").Exists() {
			n++
		}
	}
	return n
}

// textOf returns which of a task's data is the text: what its regions say, "text", or the
// longest.
func (t *labelTask) textOf(data record.Value) (name, text string) {
	for _, res := range t.results {
		for _, x := range res.regions {
			source := strings.TrimPrefix(x.Get("source").Text(), "$")
			for _, n := range []string{source, x.Get("to_name").Text()} {
				if v := data.Get(n); v.IsText() {
					return n, v.Text()
				}
			}
		}
	}
	if v := data.Get("text"); v.IsText() {
		return "text", v.Text()
	}
	for n, v := range data.Members() {
		if v.IsText() && len(v.Text()) > len(text) {
			name, text = n, v.Text()
		}
	}
	return name, text
}

// hypertext reads a text that is a page, if its regions are those of one.
func (t *labelTask) hypertext(text string) {
	if !strings.Contains(text, "<") {
		return
	}
	for _, res := range t.results {
		for _, x := range res.regions {
			if x.Get("type").Text() != "hypertextlabels" && !valueOf(x).Get("hypertextlabels").Exists() {
				continue
			}
			if a, err := ReadHTML("", []byte(text), t.to.Now); err == nil {
				t.page = true
				t.doc.Article.Text, t.doc.Article.Blocks = a.Text, a.Blocks
				t.doc.Article.Title = cmp.Or(t.doc.Article.Title, a.Title)
			}
			return
		}
	}
}

// valueOf returns what a result says; in JSON_MIN that is all there is.
func valueOf(x record.Value) record.Value {
	if v := x.Get("value"); v.Object() {
		return v
	}
	return x
}

// stretchOf returns where a region is, in what unit ever.
func stretchOf(value record.Value) (start, end int, ok bool) {
	start, ok = value.Get("start").Int()
	end, okEnd := value.Get("end").Int()
	if !ok || !okEnd {
		start, ok = value.Get("globalOffsets", "start").Int()
		end, okEnd = value.Get("globalOffsets", "end").Int()
	}
	return start, end, ok && okEnd
}

// quoteOf returns the words of a region. Label Studio writes a line break as \n, with a
// backslash.
func quoteOf(value record.Value) string {
	if !value.Get("text").IsText() {
		return "" // of a text area
	}
	return strings.ReplaceAll(value.Get("text").Text(), `\n`, "\n")
}

func (t *labelTask) unit() standoff.Unit {
	var places []standoff.Quoted
	for _, res := range t.results {
		for _, x := range res.regions {
			value := valueOf(x)
			if start, end, ok := stretchOf(value); ok && len(labelsOf(x)) > 0 {
				places = append(places, standoff.Quoted{Start: start, End: end, Quote: quoteOf(value)})
			}
		}
	}
	return quotedUnit(t.doc.Article.Text, places, standoff.CodePoints, standoff.UTF16)
}

// labelsOf returns the labels of a region; they are under the name of the kind of control.
func labelsOf(x record.Value) []string {
	var out []string
	value := valueOf(x)
	for _, name := range []string{x.Get("type").Text(), "labels", "hypertextlabels"} {
		if !strings.HasSuffix(name, "labels") {
			continue
		}
		for _, l := range value.Get(name).Items() {
			if l.Text() != "" && !slices.Contains(out, l.Text()) {
				out = append(out, l.Text())
			}
		}
	}
	return out
}

// result takes in what one annotator did: first the regions, then what is said of them.
func (t *labelTask) result(res labelResult) {
	at := map[string]int{} // where in the document the region with an ID is
	var said []record.Value
	for _, x := range res.regions {
		labels := labelsOf(x)
		switch id := x.Get("id").Text(); {
		case x.Get("type").Text() == "relation":
			t.relation(res, x)
		case len(labels) == 0:
			said = append(said, x)
		default:
			m := standoff.Mark{ID: id, Label: labels[0], Annotator: res.annotator, Created: res.created, Modified: res.modified, Line: t.line(x)}
			if !t.region(&m, x) {
				continue
			}
			if id != "" {
				at[id] = len(t.doc.Marks)
			}
			for _, label := range labels {
				m.Label = label
				t.doc.Marks = append(t.doc.Marks, m)
				m.ID = ""
			}
		}
	}
	for _, x := range said {
		id := x.Get("id").Text()
		i, known := at[id]
		if _, _, placed := stretchOf(valueOf(x)); !known && placed {
			m := standoff.Mark{ID: id, Label: noLabel, Annotator: res.annotator, Created: res.created, Modified: res.modified, Line: t.line(x)}
			if t.region(&m, x) {
				i, known = len(t.doc.Marks), true
				at[id] = i
				t.doc.Marks = append(t.doc.Marks, m)
			}
		}
		if known {
			t.say(&t.doc.Marks[i], x)
		} else {
			t.once(x, cmp.Or(x.Get("from_name").Text(), x.Get("type").Text()), ErrWholeText)
		}
	}
}

// region gives a mark its place and its note; it is false where there is nothing to mark.
func (t *labelTask) region(m *standoff.Mark, x record.Value) bool {
	value := valueOf(x)
	start, end, ok := stretchOf(value)
	quote := quoteOf(value)
	for _, line := range x.Get("meta", "text").Items() {
		m.Note = strings.TrimPrefix(m.Note+"\n"+line.Text(), "\n")
	}
	switch {
	case t.page && quote != "":
		m.Quotes = []string{quote}
		if s := t.search.once(t.doc.Article.Text, quote); !s.Empty() {
			m.Spans = []annotations.Span{s}
		}
		return true
	case t.page || !ok:
		t.problem(x, m.Label, ErrRegion)
		return false
	}
	if err := t.places.put(m, start, end, quote); err != nil {
		t.problem(x, strings.TrimSpace(m.Label+" "+quote), err)
		return len(m.Quotes) > 0
	}
	return true
}

// say says of a mark what a control of its own says.
func (t *labelTask) say(m *standoff.Mark, x record.Value) {
	name, kind := x.Get("from_name").Text(), x.Get("type").Text()
	field := kind
	if kind == "textarea" {
		field = "text"
	}
	value := valueOf(x).Get(field)
	if !value.Exists() || name == "" {
		t.once(x, cmp.Or(name, kind), ErrNotKept)
		return
	}
	for _, v := range value.Items() {
		s := v.Text()
		if v.Array() { // of a taxonomy: a path
			s = joined(v, "/")
		}
		attribute, isAttribute := standoff.AttributeOf(s)
		switch {
		case name == tagsControl && isAttribute:
			m.Attributes = append(m.Attributes, attribute)
		case name == tagsControl:
			m.Tags = append(m.Tags, s)
		case name == linkControl:
			m.Links = append(m.Links, s)
		default:
			m.Attributes = append(m.Attributes, standoff.Attribute{Name: name, Value: s})
		}
	}
}

func (t *labelTask) relation(res labelResult, x record.Value) {
	from, to := x.Get("from_id").Text(), x.Get("to_id").Text()
	if x.Get("direction").Text() == "left" {
		from, to = to, from
	}
	labels := x.Get("labels").Items()
	for i := range max(len(labels), 1) {
		r := standoff.Relation{From: from, To: to, Annotator: res.annotator, Line: t.line(x)}
		if i < len(labels) {
			r.Label = labels[i].Text()
		}
		t.doc.Relations = append(t.doc.Relations, r)
	}
}
