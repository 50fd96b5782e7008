package format

import (
	"bytes"
	"encoding/xml"
	"errors"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pressmark/annotations"
	"pressmark/annotations/plain"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
	"pressmark/annotations/words"
)

const epubType = "application/epub+zip"

// epub is EPUB, 2 and 3: an article for each document of a magazine or book, in reading
// order, without marks.
//
// A document is reduced as a web page is, by ReadHTML. Its title is its first heading;
// byline, date and language are its own, else the book's. Left out are what the book
// calls its cover, title page, table of contents, copyright page or index, what it does
// not count to its reading order, and documents that show no text. A document with hardly
// any text, or with little but links, is told as a problem (ErrNoArticle); where a book
// has no others, the short ones are its articles.
var epub = Format{
	Name: "epub", Title: "EPUB",
	Extensions: []string{".epub"},
	MediaTypes: []string{epubType},
	Sniff:      func(data []byte) bool { return looksPacked(data, epubType) },
	Read:       readEPUB,
}

// ErrNoArticle tells of a document in a book that was left out.
const ErrNoArticle = words.ErrHardlyText

// readEPUB reads books. It returns ErrNoArchive, an *EntryError, ErrXML, ErrDeclarations,
// record.ErrDepth, or plain.ErrEmpty for a book without any text.
func readEPUB(files []File, to Sink) error {
	for _, f := range files {
		if err := readBook(f, to); err != nil {
			return err
		}
	}
	return nil
}

func readBook(f File, to Sink) error {
	b := book{items: map[string]bookItem{}, left: map[string]bool{}, locked: map[string]bool{}}
	var err error
	if b.archive, err = openDocument(f.Data); err != nil {
		return err
	}
	if err := b.open(); err != nil {
		return err
	}
	var short []annotations.Article
	var told []standoff.Problem
	problem := func(name string, err error) {
		if entry, ok := errors.AsType[*EntryError](err); ok {
			err = entry.Err // the name is said already
		}
		told = append(told, standoff.Problem{File: f.Name, What: name, Err: err})
	}
	some := false
	for _, name := range b.spine {
		if b.left[name] {
			continue
		}
		b.left[name] = true // a second time
		a, err := b.chapter(name, to.Now)
		switch {
		case errors.Is(err, plain.ErrEmpty):
			continue
		case errors.Is(err, ErrNoArticle) && len(a.Blocks) > 0:
			short = append(short, a)
		}
		if err != nil {
			problem(name, err)
			continue
		}
		some = true
		if err := to.Records(record.Collection{Articles: []annotations.Article{a}}); err != nil {
			return err
		}
	}
	switch {
	case !some && len(short) > 0:
		if err := to.Records(record.Collection{Articles: short}); err != nil {
			return err
		}
		told = slices.DeleteFunc(told, func(p standoff.Problem) bool { return errors.Is(p.Err, ErrNoArticle) })
	case !some && len(told) > 0:
		return told[0].Err
	case !some:
		return plain.ErrEmpty
	}
	for _, p := range told {
		to.Problem(p)
	}
	return nil
}

// A book is an EPUB's contents.
type book struct {
	archive *Archive
	items   map[string]bookItem // by ID
	spine   []string            // names of documents in reading order
	left    map[string]bool     // documents that are left out
	locked  map[string]bool     // files that are encrypted
	meta    meta
}

type bookItem struct{ name, mediaType string }

// open reads what the book says of itself.
func (b *book) open() error {
	root := ""
	if err := b.read("META-INF/container.xml", func(x *xmlReader, e xml.StartElement) error {
		if e.Name.Local == "rootfile" && root == "" {
			root = inArchive("", attribute(e, "full-path"))
		}
		return nil
	}); err != nil {
		return err
	}
	if b.archive.Has("META-INF/encryption.xml") {
		if err := b.read("META-INF/encryption.xml", func(_ *xmlReader, e xml.StartElement) error {
			if e.Name.Local == "CipherReference" {
				b.locked[inArchive("", attribute(e, "URI"))] = true
			}
			return nil
		}); err != nil {
			return err
		}
	}
	return b.readPackage(root)
}

// read calls visit with each element of a file.
func (b *book) read(name string, visit func(*xmlReader, xml.StartElement) error) error {
	x, err := b.archive.part(name)
	if err != nil {
		return err
	}
	if err := x.descend(func(e xml.StartElement) error { return visit(x, e) }); err != nil {
		return &EntryError{name, err}
	}
	return nil
}

// readPackage reads the metadata, the list of files, the reading order and the guide.
func (b *book) readPackage(root string) error {
	dir := path.Dir(root)
	var creators []string
	err := b.read(root, func(x *xmlReader, e xml.StartElement) error {
		if strings.HasPrefix(e.Name.Space, "http://purl.org/dc/") {
			s, err := x.text()
			if s = plain.OneLine(s); s == "" || s == "calibre" { // which names itself where it knows no one
				return err
			}
			switch role := attribute(e, "role"); {
			case e.Name.Local == "creator" && (role == "" || role == "aut") && !slices.Contains(creators, s):
				creators = append(creators, s)
			case e.Name.Local == "date":
				if event := attribute(e, "event"); event != "" && event != "publication" || strings.HasPrefix(s, "0101-") {
					return err
				}
				fallthrough
			default:
				if into := map[string]*string{
					"title": &b.meta.title, "publisher": &b.meta.publisher, "date": &b.meta.published, "language": &b.meta.language,
				}[e.Name.Local]; into != nil && *into == "" {
					*into = s
				}
			}
			return err
		}
		switch e.Name.Local {
		case "item":
			item := bookItem{inArchive(dir, attribute(e, "href")), attribute(e, "media-type")}
			b.items[attribute(e, "id")] = item
			if slices.Contains(strings.Fields(attribute(e, "properties")), "nav") {
				b.left[item.name] = true
			}
		case "itemref":
			item := b.items[attribute(e, "idref")]
			if attribute(e, "linear") != "no" && (item.mediaType == xhtmlType || item.mediaType == htmlType) {
				b.spine = append(b.spine, item.name)
			}
		case "reference": // of the guide
			if leftTypes[attribute(e, "type")] {
				b.left[inArchive(dir, attribute(e, "href"))] = true
			}
		}
		return nil
	})
	b.meta.byline = strings.Join(creators, ", ")
	if b.meta.publisher == "" {
		b.meta.publisher, _, _ = strings.Cut(b.meta.title, " [") // calibre adds the day
	}
	return err
}

// leftTypes are the parts of a book that hold no article, by the names that EPUB 2 and 3
// have for them.
var leftTypes = nameSet("cover,title-page,titlepage,halftitlepage,toc,copyright-page,index,landmarks,loi,lot,imprint,page-list")

// inArchive returns the name of the file that an address in a file of a folder stands
// for; "" where that is outside.
func inArchive(dir, href string) string {
	u, err := url.Parse(href)
	if err != nil || u.Scheme != "" || u.Host != "" || u.Path == "" {
		return ""
	}
	name, err := cleanName(path.Join(dir, u.Path))
	if err != nil {
		return ""
	}
	return name
}

// chapter makes an article of a document of the book. Besides ReadHTML's errors it returns
// an *EntryError, ErrEncrypted, ErrDeclarations, and, with the article, ErrNoArticle.
func (b *book) chapter(name string, now time.Time) (annotations.Article, error) {
	if b.locked[name] {
		return annotations.Article{}, ErrEncrypted
	}
	f, err := b.archive.Read(name)
	if err != nil {
		return annotations.Article{}, err
	}
	if bytes.Contains(f.Data, []byte("<!ENTITY")) {
		return annotations.Article{}, ErrDeclarations
	}
	s, _, err := plain.Decode(f.Data, xmlEncoding(f.Data))
	if err != nil {
		return annotations.Article{}, err
	}
	root, err := parse(closeEmpty(s))
	if err != nil {
		return annotations.Article{}, err
	}
	m := metadata(root)
	if source := cutNavigation(root); source != "" {
		m.source = source
	}
	if leftOut(root) {
		return annotations.Article{}, plain.ErrEmpty
	}
	part := mainPart(root)
	a, err := reduce(part)
	if err != nil {
		return annotations.Article{}, err
	}
	title := m.title
	if plain.OneLine(title) == b.meta.title || title == "Unknown" {
		title = "" // of the whole book, or what programs write who know none
	}
	m.or(b.meta)
	m.fill(&a)
	if a.Title = firstHeading(a); a.Title == "" {
		a.Title = plain.Title(title, "", a.Text.Slice(a.Blocks[0].Span))
	}
	a.Created, a.Modified = now, now
	if letters(a) < fewLetters || linkSize(part)*2 > textSize(part) {
		return a, ErrNoArticle
	}
	return a, nil
}

// fewLetters is how many letters a text has at least that is worth to be an article: two
// lines.
const fewLetters = 100

// letters returns the number of letters outside of headings.
func letters(a annotations.Article) int {
	n := 0
	for _, b := range a.Blocks {
		if b.Kind == annotations.Heading {
			continue
		}
		for _, r := range a.Text.Slice(b.Span) {
			if unicode.IsLetter(r) {
				n++
			}
		}
	}
	return n
}

// linkSize returns what textSize does, of links alone.
func linkSize(n *html.Node) int {
	size := 0
	for d := range n.Descendants() {
		if d.DataAtom == atom.A && attr(d, "href") != "" {
			size += textSize(d)
		}
	}
	return size
}

// leftOut reports whether a document says that it is one of leftTypes, as a whole.
func leftOut(root *html.Node) bool {
	for n := range root.Descendants() {
		if n.DataAtom != atom.Body && (n.DataAtom != atom.Section || n.Parent.DataAtom != atom.Body) {
			continue
		}
		for t := range strings.FieldsSeq(attr(n, "epub:type")) {
			if leftTypes[t] {
				return true
			}
		}
	}
	return false
}

// cutNavigation takes out the lines with which calibre leads from one article to the
// next, and returns the address from which it says it took this one.
func cutNavigation(root *html.Node) (source string) {
	var bars []*html.Node
	for n := range root.Descendants() {
		if attr(n, "rel") == "calibre-downloaded-from" {
			source = attr(n, "href")
		}
		if strings.HasPrefix(attr(n, "class"), "calibre_navbar") {
			bars = append(bars, n)
		}
	}
	for _, n := range bars {
		n.Parent.RemoveChild(n)
	}
	return source
}

// xmlEncoding returns the encoding that a document names in its first line, as XML or as
// HTML does.
func xmlEncoding(data []byte) string {
	head := string(data[:min(len(data), 256)])
	if strings.HasPrefix(head, "<?xml") {
		line, _, _ := strings.Cut(head, "?>")
		if _, value, ok := strings.Cut(line, "encoding="); ok && len(value) > 1 {
			value, _, _ = strings.Cut(value[1:], value[:1])
			return value
		}
	}
	return declaredCharset(data)
}

// voidElements never have an end.
var voidElements = nameSet("area,base,br,col,embed,hr,img,input,link,meta,param,source,track,wbr")

// closeEmpty ends the elements that XML lets be empty, "<title/>": to a reader of HTML they
// would only begin.
func closeEmpty(s string) string {
	z := html.NewTokenizer(strings.NewReader(s))
	var b strings.Builder
	b.Grow(len(s))
	for {
		t := z.Next()
		if t == html.ErrorToken {
			return b.String()
		}
		b.Write(z.Raw())
		if t != html.SelfClosingTagToken {
			continue
		}
		if name, _ := z.TagName(); !voidElements[string(name)] {
			z.NextIsNotRawText()
			b.WriteString("</" + string(name) + ">")
		}
	}
}
