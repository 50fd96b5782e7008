package format

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
	"pressmark/annotations/words"
)

// ErrReply is told of replies to annotations that are not in the file.
const ErrReply = words.ErrReply

// hypothesis is the JSON that the Hypothesis client exports and imports, and what the
// service's search answers. There is no text in it: a document is an address with a title,
// and its marks have words with some of the text around them, but no place. A mark's label
// is the tag that says what it is (see setTags). Replies become part of the note of what
// they reply to.
//
// Written are all marks of an address, in the order of the article; positions count UTF-16
// units of the article's text.
var hypothesis = Format{
	Name: "hypothesis", Title: "Hypothesis",
	Extensions: []string{".json"},
	MediaTypes: []string{jsonType},
	Sniff: func(data []byte) bool {
		return sniffJSON(data, func(v record.Value) bool {
			return slices.ContainsFunc(hypothesisItems(v), isHypothesis)
		}) || hypothesisHead(data)
	},
	Read: readHypothesis,
	Write: &Writing{
		Holds: standoff.Holds{
			Overlap: true, Orphans: true, Attributes: true, Links: true, Notes: true, Tags: true, Annotators: true, Times: true, Metadata: true,
		},
		Whole: writeHypothesis,
		Losses: func(p Piece) []standoff.Loss {
			a := p.Out.Article
			return append(metadataLosses(a.Byline, a.Publisher, a.Published, a.Language), standoff.Loss{What: LostText, Count: 1, Example: a.Title})
		},
	},
}

// isHypothesis tells an annotation of Hypothesis' from others.
func isHypothesis(v record.Value) bool {
	return v.Get("target").Array() && v.Get("uri").IsText() && v.Get("user").IsText()
}

// hypothesisHead knows an export that is too large to be looked at as a whole.
func hypothesisHead(data []byte) bool {
	head := string(headOf(data))
	return strings.HasPrefix(strings.TrimLeft(head, jsonSpace), "{") &&
		strings.Contains(head, `"export_userid"`) && strings.Contains(head, `"client_version"`)
}

// hypothesisItems returns the annotations of an export, of an answer to a search, or the
// one that there is.
func hypothesisItems(v record.Value) []record.Value {
	for _, name := range []string{"annotations", "rows"} {
		if list := v.Get(name); list.Array() {
			return slices.Concat(list.Items(), v.Get("replies").Items())
		}
	}
	return []record.Value{v}
}

func readHypothesis(files []File, to Sink) error {
	for _, f := range files {
		p := newPages(f, to)
		err := p.each(f.Data, func(v record.Value, _ string) error {
			for _, x := range hypothesisItems(v) {
				p.hypothesis(x)
			}
			return nil
		})
		if err != nil {
			return err
		}
		p.reply()
		for _, d := range p.docs {
			if err := p.document(*d); err != nil {
				return err
			}
		}
		if err := p.end(); err != nil {
			return err
		}
	}
	return nil
}

func (p *pages) hypothesis(x record.Value) {
	targets := x.Get("target").Items()
	if !x.Get("target").Array() {
		p.problem(x, x.Get("id").Text(), ErrShape)
		return
	}
	var target record.Value
	if len(targets) > 0 {
		target = targets[0]
	}
	if len(x.Get("references").Items()) > 0 {
		p.replies = append(p.replies, x)
		p.lines = append(p.lines, p.line(x))
		return
	}
	if len(target.Get("selector").Items()) == 0 {
		p.problem(x, x.Get("text").Text(), ErrWholeText)
		return
	}
	m := standoff.Mark{
		ID: x.Get("id").Text(), Annotator: hypothesisUser(x), Note: x.Get("text").Text(),
		Created: timeOf(x.Get("created")), Modified: timeOf(x.Get("updated")), Line: p.line(x),
	}
	for _, s := range target.Get("selector").Items() {
		if s.Get("type").Text() == "TextQuoteSelector" && s.Get("exact").Text() != "" {
			m.Quotes = []string{s.Get("exact").Text()}
			m.Prefix, m.Suffix = s.Get("prefix").Text(), s.Get("suffix").Text()
		}
	}
	if m.Quotes == nil {
		p.problem(x, m.ID, standoff.ErrNoPlace)
		return
	}
	var tags []string
	for _, t := range x.Get("tags").Items() {
		tags = append(tags, t.Text())
	}
	setTags(&m, tags)
	d := p.page(cmp.Or(target.Get("source").Text(), x.Get("uri").Text()))
	d.Article.Title = cmp.Or(d.Article.Title, joined(x.Get("document", "title"), ", "))
	p.add(d, m)
}

// hypothesisHost is where accounts are from unless they say otherwise.
const hypothesisHost = "@hypothes.is"

func hypothesisUser(x record.Value) string {
	user := strings.TrimSuffix(strings.TrimPrefix(x.Get("user").Text(), "acct:"), hypothesisHost)
	return cmp.Or(user, x.Get("user_info", "display_name").Text())
}

// reply adds replies to the notes of what they reply to, in the order in which they were
// written.
func (p *pages) reply() {
	order := make([]int, len(p.replies))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return strings.Compare(p.replies[a].Get("created").Text(), p.replies[b].Get("created").Text())
	})
	for _, i := range order {
		x := p.replies[i]
		text := x.Get("text").Text()
		for _, t := range x.Get("tags").Items() {
			text = strings.TrimSpace(text + " #" + t.Text())
		}
		at, known := p.marks[x.Get("references").Items()[0].Text()]
		if !known {
			p.tell(standoff.Problem{File: p.file, Line: p.lines[i], What: shortText(text), Err: ErrReply})
			continue
		}
		m := &at.doc.Marks[at.index]
		m.Note = strings.TrimPrefix(m.Note+"\n\n"+hypothesisUser(x)+": "+text, "\n\n")
	}
}

// hypothesisTime is how Hypothesis writes times.
const hypothesisTime = "2006-01-02T15:04:05.000000+00:00"

func writeHypothesis(pieces []Piece) []byte {
	w := jsonWriter{}
	w.begin('{')
	var latest time.Time
	for _, p := range pieces {
		for _, m := range p.Out.Marks {
			if m.Modified.After(latest) {
				latest = m.Modified
			}
		}
	}
	if !latest.IsZero() {
		w.member("export_date", latest.UTC().Format("2006-01-02T15:04:05.000Z"))
	}
	w.member("export_userid", "")
	w.member("client_version", "Pressmark")
	w.name("annotations")
	w.begin('[')
	given := idGiver{}
	for _, p := range pieces {
		ids, _ := given.give(&p.Out)
		for i := range p.Out.Marks {
			if w.b[len(w.b)-1] != '[' {
				w.b = append(w.b, ',')
			}
			w.b = append(w.b, '\n')
			writeHypothesisMark(&w, &p.Out, i, ids[i])
		}
	}
	w.b = append(w.b, "\n]}\n"...)
	return w.b
}

func writeHypothesisMark(w *jsonWriter, d *standoff.Document, i int, id string) {
	m, source := &d.Marks[i], addressOf(&d.Article)
	w.begin('{')
	w.member("id", id)
	if !m.Created.IsZero() {
		w.member("created", m.Created.UTC().Format(hypothesisTime))
		w.member("updated", m.Modified.UTC().Format(hypothesisTime))
	}
	user := m.Annotator
	if user != "" {
		if user = "acct:" + user; !strings.Contains(m.Annotator, "@") {
			user += hypothesisHost
		}
	}
	w.member("user", user)
	w.member("uri", source)
	w.member("text", m.Note)
	w.texts("tags", tagsOf(m)...)
	w.member("group", "__world__")
	w.name("target")
	w.begin('[')
	w.begin('{')
	w.member("source", source)
	w.name("selector")
	writeSelectors(w, d.Article.Text, m)
	w.end('}')
	w.end(']')
	if d.Article.Title != "" {
		w.name("document")
		w.begin('{')
		w.texts("title", d.Article.Title)
		w.end('}')
	}
	w.end('}')
}
