package format

import (
	"encoding/xml"
	"errors"
	"strconv"
	"strings"
	"time"

	"pressmark/annotations"
)

const odtType = "application/vnd.oasis.opendocument.text"

// odt is LibreOffice's format (OpenDocument): an article without marks.
var odt = Format{
	Name: "odt", Title: "OpenDocument text",
	Extensions: []string{".odt", ".ott"},
	MediaTypes: []string{odtType},
	Sniff:      func(data []byte) bool { return looksPacked(data, odtType) },
	Read:       single(ReadODT),
}

// ReadODT makes an article of an OpenDocument text. Headings are told by their outline
// level, list items by the lists that they are in, quotations and the title by the names
// of styles. A table's row is a paragraph with tabs between its cells; text frames follow
// the paragraph that they are in. Left out are hidden text, what tracked changes delete,
// comments, tables of contents and other indexes, headers and footers. Footnotes and
// endnotes become paragraphs at the end, without the numbers that refer to them.
//
// The title is the paragraph of that style, else the document's property, else its first
// heading. It returns ErrEncrypted, ErrNoArchive, an *EntryError, ErrXML,
// ErrDeclarations, record.ErrDepth, plain.ErrEmpty or plain.ErrTooLarge.
func ReadODT(name string, data []byte, now time.Time) (annotations.Article, error) {
	a, err := openDocument(data)
	if err != nil {
		return annotations.Article{}, err
	}
	r := odtReader{archive: a, styles: map[string]odtStyle{}}
	for _, p := range []struct {
		name string
		read func(*xmlReader) error
	}{
		{"META-INF/manifest.xml", r.readManifest}, {"meta.xml", r.readMeta},
		{"styles.xml", r.readStyles}, {"content.xml", r.readContent},
	} {
		if !a.Has(p.name) && p.name != "content.xml" {
			continue
		}
		x, err := a.part(p.name)
		if err == nil {
			if err = p.read(x); err != nil && !errors.Is(err, ErrEncrypted) {
				err = &EntryError{p.name, err}
			}
		}
		if err != nil {
			return annotations.Article{}, err
		}
	}
	return compose(append(r.text, r.notes...), r.meta, name, now)
}

// An odtReader reads the files of an OpenDocument text.
type odtReader struct {
	archive *Archive
	styles  map[string]odtStyle // paragraph styles
	text    []paragraph
	notes   []paragraph
	meta    meta
}

// An odtStyle is a paragraph style as it is defined.
type odtStyle struct{ name, base string }

// odtName returns the name of an element after that of its vocabulary: "text:p".
func odtName(n xml.Name) string {
	if v, ok := strings.CutPrefix(n.Space, "urn:oasis:names:tc:opendocument:xmlns:"); ok {
		v, _, _ = strings.Cut(v, ":")
		return v + ":" + n.Local
	}
	return n.Local
}

// readManifest returns ErrEncrypted where the content is.
func (r *odtReader) readManifest(x *xmlReader) error {
	return x.descend(func(e xml.StartElement) error {
		if odtName(e.Name) == "manifest:encryption-data" {
			return ErrEncrypted
		}
		return nil
	})
}

// readMeta reads what is said of the document. Who changed it last counts as its author
// only where no other is named.
func (r *odtReader) readMeta(x *xmlReader) error {
	changer := ""
	err := x.descend(func(e xml.StartElement) (err error) {
		var into *string
		switch {
		case e.Name.Local == "title":
			into = &r.meta.title
		case e.Name.Local == "initial-creator":
			into = &r.meta.byline
		case e.Name.Local == "creator":
			into = &changer
		case e.Name.Local == "creation-date":
			into = &r.meta.published
		case e.Name.Local == "language":
			into = &r.meta.language
		default:
			return nil
		}
		*into, err = x.text()
		return err
	})
	if r.meta.byline == "" {
		r.meta.byline = changer
	}
	// Parts of a second say nothing of an article.
	r.meta.published, _, _ = strings.Cut(r.meta.published, ".")
	return err
}

// readStyles reads paragraph styles, and the language of all text that is in no other.
func (r *odtReader) readStyles(x *xmlReader) error {
	return x.descend(func(e xml.StartElement) error {
		if attribute(e, "family") != "paragraph" {
			return nil
		}
		switch odtName(e.Name) {
		case "style:default-style":
			return x.descend(func(e xml.StartElement) error {
				if tag, country := attribute(e, "language"), attribute(e, "country"); r.meta.language == "" && tag != "none" {
					r.meta.language = tag
					if tag != "" && country != "" && country != "none" {
						r.meta.language += "-" + country
					}
				}
				return nil
			})
		case "style:style":
			s := odtStyle{name: attribute(e, "display-name"), base: attribute(e, "parent-style-name")}
			if s.name == "" {
				s.name = odtStyleName(attribute(e, "name"))
			}
			r.styles[attribute(e, "name")] = s
		}
		return nil
	})
}

// odtStyleName returns the name that a style's encoded one stands for: "Heading_20_1".
func odtStyleName(s string) string { return strings.ReplaceAll(s, "_20_", " ") }

// style returns what the name of a paragraph's style, or of one that it is based on, says.
func (r *odtReader) style(id string) paragraphStyle {
	const longest = 20 // chain of styles
	for i := 0; id != "" && i < longest; i++ {
		s, ok := r.styles[id]
		if !ok {
			s.name = odtStyleName(id)
		}
		// A list is told by its markup alone.
		if named, known := styleNamed(s.name); known && named.kind != annotations.ListItem {
			return named
		}
		id = s.base
	}
	return plainParagraph
}

// readContent reads the text, and the styles that it has of its own.
func (r *odtReader) readContent(x *xmlReader) error {
	return x.descend(func(e xml.StartElement) (err error) {
		switch odtName(e.Name) {
		case "office:automatic-styles":
			return r.readStyles(x)
		case "office:body":
			r.text, err = r.blocks(x, odtList{})
		}
		return err
	})
}

// An odtList is where in lists a paragraph is.
type odtList struct {
	depth  int   // lists that it is in
	bullet *bool // in an item: whether its first paragraph is written; nil: it is in none
}

// blocks reads the paragraphs, lists and tables in the element that was begun last.
func (r *odtReader) blocks(x *xmlReader, in odtList) (out []paragraph, err error) {
	err = x.children(func(e xml.StartElement) error {
		var more []paragraph
		var err error
		inner := in
		switch name := odtName(e.Name); {
		case odtSkipped(e):
			return x.skip()
		case name == "text:p", name == "text:h":
			more, err = r.paragraph(x, e, in)
		case name == "table:table":
			more, err = r.table(x)
		case name == "text:list", name == "text:numbered-paragraph":
			inner.depth++
			if name == "text:numbered-paragraph" {
				inner.bullet = new(bool)
			}
			more, err = r.blocks(x, inner)
		case name == "text:list-item":
			inner.bullet = new(bool)
			more, err = r.blocks(x, inner)
		case name == "text:list-header":
			inner.bullet = nil
			more, err = r.blocks(x, inner)
		default: // a section, a frame, a group
			more, err = r.blocks(x, in)
		}
		out = append(out, more...)
		return err
	}, nil)
	return out, err
}

// odtSkipped reports whether an element holds nothing that the document shows as its
// text.
func odtSkipped(e xml.StartElement) bool {
	switch odtName(e.Name) {
	case "text:tracked-changes", "office:annotation", "office:forms", "text:note-citation", "text:ruby-text",
		"text:table-of-content", "text:illustration-index", "text:table-index", "text:object-index", "text:user-index",
		"text:alphabetical-index", "text:bibliography", "text:sequence-decls", "text:variable-decls", "text:user-field-decls",
		"drawing:image", "drawing:object", "drawing:object-ole", "drawing:plugin", "drawing:glue-point":
		return true
	case "text:hidden-text", "text:hidden-paragraph":
		return attribute(e, "is-hidden") != "false"
	case "text:section":
		return attribute(e, "display") == "none"
	}
	return false
}

// paragraph reads a paragraph or heading, and the frames that are in it.
func (r *odtReader) paragraph(x *xmlReader, e xml.StartElement, in odtList) ([]paragraph, error) {
	var line blockWriter // white space is that of a page
	var frames []paragraph
	if err := r.inline(x, &line, &frames); err != nil {
		return nil, err
	}
	p := paragraph{style: r.style(attribute(e, "style-name")), text: string(line.line)}
	switch {
	case e.Name.Local == "h" && !p.style.title:
		level, err := strconv.Atoi(attribute(e, "outline-level"))
		if err != nil {
			level = 1
		}
		p.style = paragraphStyle{kind: annotations.Heading, level: min(max(level, 1), deepestHeading)}
	case in.bullet != nil && p.style.kind != annotations.Heading:
		p.style = paragraphStyle{kind: annotations.ListItem, level: max(in.depth, 1)}
		p.first = in.bullet
	}
	return append([]paragraph{p}, frames...), nil
}

// inline reads the text in the element that was begun last.
func (r *odtReader) inline(x *xmlReader, line *blockWriter, frames *[]paragraph) error {
	return x.children(func(e xml.StartElement) error {
		switch name := odtName(e.Name); {
		case odtSkipped(e):
			return x.skip()
		case name == "text:s":
			n, err := strconv.Atoi(attribute(e, "c"))
			if err != nil {
				n = 1
			}
			const most = 1000
			line.write(strings.Repeat(" ", min(max(n, 1), most)), true)
		case name == "text:tab":
			line.write("\t", true)
		case name == "text:line-break":
			line.write("\n", true)
		case name == "text:note":
			note, err := r.blocks(x, odtList{})
			for _, p := range note {
				p.style, p.first = plainParagraph, nil
				r.notes = append(r.notes, p)
			}
			return err
		case strings.HasPrefix(name, "drawing:"):
			frame, err := r.blocks(x, odtList{})
			*frames = append(*frames, frame...)
			return err
		default: // a span, a link, a field
			return r.inline(x, line, frames)
		}
		return nil
	}, func(s string) { line.write(s, false) })
}

// table reads a table, row by row.
func (r *odtReader) table(x *xmlReader) (out []paragraph, err error) {
	err = x.children(func(e xml.StartElement) error {
		var more []paragraph
		var err error
		switch odtName(e.Name) {
		case "table:table-row":
			var cells [][]paragraph
			err = x.children(func(e xml.StartElement) error {
				if name := odtName(e.Name); name != "table:table-cell" && name != "table:covered-table-cell" {
					return nil
				}
				cell, err := r.blocks(x, odtList{})
				cells = append(cells, cell)
				return err
			}, nil)
			more = rowOf(cells)
		case "table:table-header-rows", "table:table-rows", "table:table-row-group":
			more, err = r.table(x)
		}
		out = append(out, more...)
		return err
	}, nil)
	return out, err
}
