package format

import (
	"slices"
	"strconv"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/standard"
	"pressmark/annotations/standoff"
)

// tei is TEI P5, for editions and corpora. The text has its headings, paragraphs, lists
// and quotations, and an empty <anchor> wherever a mark begins or ends; the marks follow
// in <standOff>, so that they may overlap in any way:
//
//   - <listPerson> and <listOrg> are the actors;
//   - a <spanGrp> of each of "actor", "claim", "figure" and "cue" is the marks, from one
//     anchor to another. A mark of several parts is several spans that point to each other
//     (@next, @prev). One without a place has neither @from nor @to, but its words as a
//     note;
//   - <measure>, <date>, <time> and notes in a span say what is known of it;
//   - a <linkGrp> of each of "saidBy", "hasCue", "within", "inClaim", "sameAs", "partOf" and
//     "before" is the ties.
//
// An anchor's identifier is "c" and its place in the article's text in code points.
var tei = Format{
	Name: "tei", Title: "TEI P5 (XML)",
	Extensions: []string{teiEnding},
	MediaTypes: []string{teiType},
	Write:      &Writing{FromRecords: true, Holds: holdsTEI, Files: writeTEI, Losses: lostInTEI},
}

const (
	teiEnding = ".tei.xml"
	teiType   = "application/tei+xml"
)

var holdsTEI = standoff.Holds{
	Overlap: true, Discontinuous: true, Orphans: true, Relations: true, Events: true, Attributes: true, Links: true,
	Notes: true, Tags: true, Annotators: true, Metadata: true, Structure: true,
}

func lostInTEI(p Piece) []standoff.Loss { return charactersLost(p.Doc.Article.Text.String()) }

// writeTEI writes the file of an article.
func writeTEI(p Piece) []File {
	t := teiWriter{Piece: p, mark: map[annotations.ID]string{}, actor: map[annotations.ID]string{}, resp: map[string]string{}}
	t.name()
	t.place()
	a := &p.Doc.Article
	t.put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
	t.open("TEI", "xmlns", "http://www.tei-c.org/ns/1.0")
	t.put("\n")
	t.header()
	t.open("text", "xml:lang", standard.Language(a.Language))
	t.put("\n<body>\n")
	t.body()
	t.put("</body>\n</text>\n")
	t.standOff()
	t.put("</TEI>\n")
	return []File{{Name: p.Name + teiEnding, Type: teiType, Data: t.b}}
}

type teiWriter struct {
	Piece
	xmlOut
	mark     map[annotations.ID]string // identifiers of marks
	actor    map[annotations.ID]string // identifiers of actors, by all IDs that stand for them
	actors   []*annotations.Actor
	resp     map[string]string // identifiers of annotators
	creators []string
	anchors  []int // in order
	next     int   // the first of anchors that is not written
}

// name gives marks, actors and annotators their identifiers.
func (t *teiWriter) name() {
	known := map[*annotations.Actor]string{}
	meet := func(id annotations.ID) {
		a := t.Actors.Find(id)
		if id == "" || a == nil {
			return
		}
		if known[a] == "" {
			t.actors = append(t.actors, a)
			known[a] = "a" + strconv.Itoa(len(t.actors))
		}
		t.actor[id] = known[a]
	}
	for i, n := range t.Doc.Marks() {
		t.mark[n.ID] = "m" + strconv.Itoa(i+1)
		meet(n.Actor)
		for _, id := range n.Claim.Speakers {
			meet(id)
		}
		if n.Creator != "" && t.resp[n.Creator] == "" {
			t.creators = append(t.creators, n.Creator)
			t.resp[n.Creator] = "r" + strconv.Itoa(len(t.creators))
		}
	}
}

// place finds where the anchors stand.
func (t *teiWriter) place() {
	for _, n := range t.Doc.Marks() {
		for _, s := range slices.Concat(n.Spans, n.Claim.Cue.Spans) {
			if s = t.shown(s); !s.Empty() {
				t.anchors = append(t.anchors, s.Start, s.End)
			}
		}
	}
	slices.Sort(t.anchors)
	t.anchors = slices.Compact(t.anchors)
}

// shown returns what of a span stands in blocks: anchors cannot stand between them.
func (t *teiWriter) shown(s annotations.Span) annotations.Span {
	a := &t.Doc.Article
	from, to := a.BlocksIn(s)
	if from >= to {
		return annotations.Span{}
	}
	return annotations.Span{Start: max(s.Start, a.Blocks[from].Span.Start), End: min(s.End, a.Blocks[to-1].Span.End)}
}

func (t *teiWriter) header() {
	a := &t.Doc.Article
	date := func() {
		if a.Published != "" {
			t.element("date", a.Published, "when", standard.Date(a.Published))
		}
	}
	t.put("<teiHeader>\n<fileDesc>\n<titleStmt>")
	t.element("title", a.Title)
	if a.Byline != "" {
		t.element("author", a.Byline)
	}
	for _, who := range t.creators {
		t.open("respStmt", "xml:id", t.resp[who])
		t.element("resp", "annotation")
		t.element("name", who)
		t.put("</respStmt>")
	}
	t.put("</titleStmt>\n<publicationStmt><p>Made with Pressmark from an article with its marks. Not published.</p></publicationStmt>\n<sourceDesc><bibl>")
	t.element("title", a.Title)
	if a.Byline != "" {
		t.element("author", a.Byline)
	}
	if a.Publisher != "" {
		t.element("publisher", a.Publisher)
	}
	date()
	if a.Source != "" {
		t.element("idno", a.Source, "type", "URI")
	}
	if a.ID != "" {
		t.element("idno", string(a.ID), "type", "pressmark")
	}
	t.put("</bibl></sourceDesc>\n</fileDesc>\n<encodingDesc><p>An anchor stands wherever a mark begins or ends. Its identifier is “c” and its place in the text of the article in Unicode code points.</p></encodingDesc>\n")
	if lang := standard.Language(a.Language); lang != "" {
		t.put("<profileDesc><langUsage>")
		t.empty("language", "ident", lang)
		t.put("</langUsage></profileDesc>\n")
	}
	t.put("</teiHeader>\n")
}

// body writes the blocks. A heading begins a division that ends before the next of its
// level.
func (t *teiWriter) body() {
	var divs []int // levels of the divisions that are open
	list, quote := false, false
	end := func() {
		if list {
			t.put("</list>\n")
		}
		if quote {
			t.put("</quote>\n")
		}
		list, quote = false, false
	}
	if len(t.Doc.Article.Blocks) == 0 {
		t.put("<p/>\n")
	}
	for _, b := range t.Doc.Article.Blocks {
		if list && b.Kind != annotations.ListItem || quote && b.Kind != annotations.Quotation {
			end()
		}
		name, level := "p", ""
		switch b.Kind {
		case annotations.Heading:
			name = "head"
			for len(divs) > 0 && divs[len(divs)-1] >= b.Level {
				divs = divs[:len(divs)-1]
				t.put("</div>\n")
			}
			divs = append(divs, b.Level)
			t.put("<div>\n")
		case annotations.ListItem:
			name = "item"
			if !list {
				t.put("<list>\n")
				list = true
			}
		case annotations.Quotation:
			if !quote {
				t.put("<quote>\n")
				quote = true
			}
		}
		if b.Level > 1 && b.Kind != annotations.Heading {
			level = "level-" + strconv.Itoa(b.Level)
		}
		t.open(name, "rend", level)
		t.block(b.Span)
		t.put("</", name, ">\n")
	}
	end()
	t.put(strings.Repeat("</div>\n", len(divs)))
}

// block writes the text of a block with its anchors.
func (t *teiWriter) block(s annotations.Span) {
	text, at := t.Doc.Article.Text, s.Start
	for t.next < len(t.anchors) && t.anchors[t.next] <= s.End {
		here := t.anchors[t.next]
		t.next++
		t.text(text.Slice(annotations.Span{Start: at, End: here}))
		t.empty("anchor", "xml:id", "c"+strconv.Itoa(here))
		at = here
	}
	t.text(text.Slice(annotations.Span{Start: at, End: s.End}))
}
