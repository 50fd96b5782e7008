package format

import (
	"encoding/xml"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations"
)

// A teiFile is what tests look at in TEI.
type teiFile struct {
	blocks []string            // texts of the blocks
	at     map[string]int      // code points of anchors in the text of all blocks
	text   []rune              // of all blocks
	spans  map[string][]string // @from and @to by @xml:id
	ids    map[string]bool
	refs   []string
}

// readTEI reads TEI; it fails where it is not well-formed or an identifier is there twice.
func readTEI(t interface {
	Helper()
	Fatalf(string, ...any)
}, data []byte) teiFile {
	t.Helper()
	f := teiFile{at: map[string]int{}, spans: map[string][]string{}, ids: map[string]bool{}}
	d := xml.NewDecoder(strings.NewReader(string(data)))
	inBody, inBlock := false, false
	for {
		token, err := d.Token()
		if token == nil && err != nil {
			if err.Error() != "EOF" {
				t.Fatalf("%v in %s", err, data)
			}
			break
		}
		switch x := token.(type) {
		case xml.StartElement:
			get := func(name string) string {
				for _, a := range x.Attr {
					if a.Name.Local == name {
						return a.Value
					}
				}
				return ""
			}
			if id := get("id"); id != "" {
				if f.ids[id] {
					t.Fatalf("%s is there twice in %s", id, data)
				}
				f.ids[id] = true
			}
			for _, name := range []string{"from", "to", "corresp", "next", "prev", "resp", "target"} {
				for _, p := range strings.Fields(get(name)) {
					if strings.HasPrefix(p, "#") {
						f.refs = append(f.refs, p[1:])
					}
				}
			}
			switch x.Name.Local {
			case "body":
				inBody = true
			case "head", "p", "item":
				if inBody {
					inBlock = true
					f.blocks = append(f.blocks, "")
				}
			case "anchor":
				f.at[get("id")] = len(f.text)
			case "span":
				f.spans[get("id")] = []string{strings.TrimPrefix(get("from"), "#"), strings.TrimPrefix(get("to"), "#")}
			}
		case xml.EndElement:
			switch x.Name.Local {
			case "body":
				inBody = false
			case "head", "p", "item":
				inBlock = false
			}
		case xml.CharData:
			if inBlock {
				f.blocks[len(f.blocks)-1] += string(x)
				f.text = append(f.text, []rune(string(x))...)
			}
		}
	}
	for _, r := range f.refs {
		if !f.ids[r] {
			t.Fatalf("#%s is nowhere in %s", r, data)
		}
	}
	return f
}

// xmlText is text without what XML cannot hold.
func xmlText(s string) string {
	return strings.Map(func(r rune) rune {
		if inXML(r) {
			return r
		}
		return -1
	}, s)
}

// Whatever stands in the records, the file is well-formed, each pointer points to
// something, the blocks have the article's text, and what lies between the anchors of a
// mark's parts is what those mark.
func TestTEI(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := genPiece(t)
		f := readTEI(t, fileOf(t, tei, p))
		a := p.Doc.Article
		if len(f.blocks) != len(a.Blocks) {
			t.Fatalf("%d blocks of %d", len(f.blocks), len(a.Blocks))
		}
		for i, b := range a.Blocks {
			if want := xmlText(a.Text.Slice(b.Span)); f.blocks[i] != want {
				t.Fatalf("block %d is %q, not %q", i, f.blocks[i], want)
			}
		}
		w := teiWriter{Piece: p}
		for i, m := range p.Doc.Marks() {
			var want []string
			for _, s := range m.Spans {
				if s = w.shown(s); !s.Empty() {
					text := ""
					from, to := a.BlocksIn(s)
					for _, b := range a.Blocks[from:to] {
						text += xmlText(a.Text.Slice(s.Intersect(b.Span)))
					}
					want = append(want, text)
				}
			}
			for part, text := range want {
				id := teiID(i, part)
				ends := f.spans[id]
				if ends == nil {
					t.Fatalf("no span %s", id)
				}
				if got := string(f.text[f.at[ends[0]]:f.at[ends[1]]]); got != text {
					t.Fatalf("%s marks %q, not %q", id, got, text)
				}
			}
			if ends := f.spans[teiID(i, 0)]; len(want) == 0 && (ends == nil || ends[0] != "") {
				t.Fatalf("%s, which has no place, is at %q", teiID(i, 0), ends)
			}
		}
	})
}

// teiID is the identifier of a part of the ith mark.
func teiID(i, part int) string {
	id := "m" + strconv.Itoa(i+1)
	if part > 0 {
		id += "." + strconv.Itoa(part+1)
	}
	return id
}

// Elements stand only in those that TEI P5 lets them stand in, as far as its guidelines
// say for what is written here.
func TestTEINesting(t *testing.T) {
	inside := map[string]string{
		"TEI": "teiHeader text standOff", "teiHeader": "fileDesc encodingDesc profileDesc", "fileDesc": "titleStmt publicationStmt sourceDesc",
		"titleStmt": "title author respStmt", "respStmt": "resp name", "publicationStmt": "p", "sourceDesc": "bibl", "encodingDesc": "p",
		"profileDesc": "langUsage", "langUsage": "language", "bibl": "title author publisher date idno", "text": "body",
		"body": "p div list quote", "div": "head p div list quote", "list": "item", "quote": "p", "head": "anchor", "p": "anchor", "item": "anchor",
		"standOff": "listPerson listOrg spanGrp linkGrp", "listPerson": "person", "listOrg": "org",
		"person": "persName occupation affiliation idno note", "org": "orgName desc idno note", "spanGrp": "span",
		"span": "note measure date time", "measure": "num", "note": "ref q date", "linkGrp": "link",
	}
	rapid.Check(t, func(t *rapid.T) {
		d := xml.NewDecoder(strings.NewReader(string(fileOf(t, tei, genPiece(t)))))
		var open []string
		divided := map[int]bool{} // depths at which a division has begun: only divisions follow
		for {
			token, _ := d.Token()
			if token == nil {
				return
			}
			switch x := token.(type) {
			case xml.StartElement:
				name := x.Name.Local
				if n := len(open); n > 0 {
					if !strings.Contains(" "+inside[open[n-1]]+" ", " "+name+" ") {
						t.Fatalf("<%s> in <%s>", name, open[n-1])
					}
					if divided[n] && name != "div" {
						t.Fatalf("<%s> after a <div>", name)
					}
					divided[n] = divided[n] || name == "div"
				}
				open = append(open, name)
				divided[len(open)] = false
			case xml.EndElement:
				open = open[:len(open)-1]
			}
		}
	})
}

func TestTEIOfSample(t *testing.T) {
	p := markedSample(t)
	f := readTEI(t, fileOf(t, tei, p))
	claims := 0
	for _, m := range p.Doc.Marks() {
		if m.Kind == annotations.KindClaim {
			claims++
		}
	}
	if len(f.spans) < len(p.Doc.Marks()) || claims == 0 {
		t.Errorf("%d spans of %d marks", len(f.spans), len(p.Doc.Marks()))
	}
}
