package format

import (
	"bytes"
	"encoding/xml"
	"path"
	"strconv"
	"strings"
	"time"

	"pressmark/annotations"
)

// docx is Word's format (Office Open XML): an article without marks.
var docx = Format{
	Name: "docx", Title: "Word document",
	Extensions: []string{".docx", ".docm", ".dotx"},
	MediaTypes: []string{"application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
	Sniff: func(data []byte) bool {
		return bytes.HasPrefix(data, []byte("PK\x03\x04")) && bytes.Contains(data, []byte("word/document"))
	},
	Read: single(ReadDOCX),
}

// ReadDOCX makes an article of a Word document. Headings are told by outline levels and
// by the names of styles, list items by their numbering, quotations by the names of
// styles. A table's row is a paragraph with tabs between its cells; text boxes follow
// the paragraph that they are in. Text that tracked changes delete is left out, text
// that they insert is kept. Left out are hidden text, tables of contents, comments, and
// headers and footers. Footnotes and endnotes become paragraphs at the end, without the
// numbers that refer to them.
//
// The title is the paragraph of that style, else the document's property, else its first
// heading. It returns ErrProtected, ErrNoArchive, an *EntryError, ErrXML,
// ErrDeclarations, record.ErrDepth, plain.ErrEmpty or plain.ErrTooLarge.
func ReadDOCX(name string, data []byte, now time.Time) (annotations.Article, error) {
	a, err := openDocument(data)
	if err != nil {
		return annotations.Article{}, err
	}
	r := wordReader{archive: a, styles: map[string]wordStyle{}, notes: map[string][]paragraph{}}
	paragraphs, err := r.document()
	if err != nil {
		return annotations.Article{}, err
	}
	return compose(paragraphs, r.meta, name, now)
}

// A wordReader reads the parts of a Word document.
type wordReader struct {
	archive *Archive
	styles  map[string]wordStyle
	notes   map[string][]paragraph // by the name of their reference and their ID
	cited   []string               // keys of notes, in the order in which the text refers to them
	meta    meta
}

// A wordStyle is a paragraph style as it is defined.
type wordStyle struct {
	name, base string
	properties wordProperties
}

// wordProperties are those of a paragraph or a style that say what it is. A value that is
// "" is not given.
type wordProperties struct {
	style   string // ID
	outline string // level from 0; 9: none
	number  string // ID of a numbering; 0: none
	depth   string // level of the list from 0
	joins   bool
}

// document reads all parts and returns the paragraphs.
func (r *wordReader) document() ([]paragraph, error) {
	parts, err := r.related("")
	if err != nil {
		return nil, err
	}
	main := parts["officeDocument"]
	if main == "" {
		main = "word/document.xml"
	}
	if err := r.read(parts["core-properties"], r.properties); err != nil {
		return nil, err
	}
	parts, err = r.related(main)
	if err != nil {
		return nil, err
	}
	for _, p := range []struct {
		kind string
		read func(*xmlReader) error
	}{{"styles", r.readStyles}, {"footnotes", r.readNotes}, {"endnotes", r.readNotes}} {
		if err := r.read(parts[p.kind], p.read); err != nil {
			return nil, err
		}
	}
	x, err := r.archive.part(main)
	if err != nil {
		return nil, err
	}
	out, err := r.blocks(x)
	if err != nil {
		return nil, &EntryError{main, err}
	}
	for _, key := range r.cited {
		for _, p := range r.notes[key] {
			p.style = plainParagraph
			out = append(out, p)
		}
		delete(r.notes, key)
	}
	return out, nil
}

// read reads a part that may not be there.
func (r *wordReader) read(name string, read func(*xmlReader) error) error {
	if !r.archive.Has(name) {
		return nil
	}
	x, err := r.archive.part(name)
	if err != nil {
		return err
	}
	if err := read(x); err != nil {
		return &EntryError{name, err}
	}
	return nil
}

// related returns the parts that a part refers to by what they are to it; the whole
// document is "".
func (r *wordReader) related(part string) (map[string]string, error) {
	parts := map[string]string{}
	dir := path.Dir(part)
	err := r.read(path.Join(dir, "_rels", path.Base("/"+part)+".rels"), func(x *xmlReader) error {
		return x.descend(func(e xml.StartElement) error {
			if e.Name.Local == "Relationship" && attribute(e, "TargetMode") != "External" {
				kind := path.Base(attribute(e, "Type"))
				if target := attribute(e, "Target"); strings.HasPrefix(target, "/") {
					parts[kind] = path.Clean(target)[1:]
				} else {
					parts[kind] = path.Join(dir, target)
				}
			}
			return nil
		})
	})
	return parts, err
}

// properties reads what is said of the document.
func (r *wordReader) properties(x *xmlReader) error {
	return x.descend(func(e xml.StartElement) error {
		into := map[string]*string{
			"title": &r.meta.title, "creator": &r.meta.byline, "created": &r.meta.published, "language": &r.meta.language,
		}[e.Name.Local]
		if into == nil {
			return nil
		}
		var err error
		*into, err = x.text()
		return err
	})
}

// wordName returns the name of an element of word processing, "" for others.
func wordName(n xml.Name) string {
	if strings.Contains(n.Space, "wordprocessingml") {
		return n.Local
	}
	return ""
}

// readStyles reads the paragraph styles, and the language that all text is in unless
// it says otherwise.
func (r *wordReader) readStyles(x *xmlReader) error {
	return x.descend(func(e xml.StartElement) error {
		switch wordName(e.Name) {
		case "lang":
			if r.meta.language == "" {
				r.meta.language = attribute(e, "val")
			}
		case "style":
			id, kind := attribute(e, "styleId"), attribute(e, "type")
			if kind != "paragraph" && kind != "" {
				return x.skip()
			}
			var s wordStyle
			err := x.children(func(e xml.StartElement) (err error) {
				switch wordName(e.Name) {
				case "name":
					s.name = attribute(e, "val")
				case "basedOn":
					s.base = attribute(e, "val")
				case "pPr":
					s.properties, err = wordPropertiesOf(x)
				}
				return err
			}, nil)
			r.styles[id] = s
			return err
		}
		return nil
	})
}

// wordPropertiesOf reads the properties of a paragraph or style.
func wordPropertiesOf(x *xmlReader) (p wordProperties, err error) {
	err = x.descend(func(e xml.StartElement) error {
		switch wordName(e.Name) {
		case "pPrChange", "rPrChange", "numberingChange": // what was before
			return x.skip()
		case "pStyle":
			p.style = attribute(e, "val")
		case "outlineLvl":
			p.outline = attribute(e, "val")
		case "numId":
			p.number = attribute(e, "val")
		case "ilvl":
			p.depth = attribute(e, "val")
		case "del", "moveFrom": // of the paragraph's end
			p.joins = true
		}
		return nil
	})
	return p, err
}

// style returns what a paragraph's properties and styles make of it. A style is asked
// before the one that it is based on.
func (r *wordReader) style(p wordProperties) paragraphStyle {
	const longest = 20 // chain of styles
	named, known := plainParagraph, false
	outline, number, depth := p.outline, p.number, p.depth
	for id, i := p.style, 0; id != "" && i < longest; i++ {
		s, ok := r.styles[id]
		if !ok {
			s.name = id
		}
		if !known {
			named, known = styleNamed(s.name)
		}
		if outline == "" {
			outline = s.properties.outline
		}
		if number == "" {
			number = s.properties.number
		}
		if depth == "" {
			depth = s.properties.depth
		}
		id = s.base
	}
	if named.left {
		return named
	}
	if level, err := strconv.Atoi(outline); err == nil && level >= 0 && level < 9 {
		return paragraphStyle{kind: annotations.Heading, level: min(level+1, deepestHeading), title: named.title}
	}
	switch {
	case named.kind == annotations.Heading && outline == "":
		return named
	case number == "0" && named.kind == annotations.ListItem:
		return plainParagraph
	case number != "" && number != "0":
		level := 1
		if named.kind == annotations.ListItem {
			level = named.level
		}
		if n, err := strconv.Atoi(depth); err == nil && n > 0 {
			level = min(n, 8) + 1
		}
		return paragraphStyle{kind: annotations.ListItem, level: level}
	case named.kind == annotations.Heading:
		return plainParagraph
	}
	return named
}

// readNotes reads footnotes or endnotes.
func (r *wordReader) readNotes(x *xmlReader) error {
	return x.descend(func(e xml.StartElement) error {
		kind := wordName(e.Name)
		if kind != "footnote" && kind != "endnote" {
			return nil
		}
		if t := attribute(e, "type"); t != "" && t != "normal" { // a line above the notes
			return x.skip()
		}
		note, err := r.blocks(x)
		r.notes[kind+"Reference "+attribute(e, "id")] = note
		return err
	})
}
