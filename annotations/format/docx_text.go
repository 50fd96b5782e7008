package format

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// blocks reads the paragraphs and tables in the element that was begun last, or in the
// whole.
func (r *wordReader) blocks(x *xmlReader) (out []paragraph, err error) {
	err = x.children(func(e xml.StartElement) error {
		var more []paragraph
		var err error
		switch {
		case skippedWord(e.Name):
			return x.skip()
		case wordName(e.Name) == "p":
			more, err = r.paragraph(x)
		case wordName(e.Name) == "tbl":
			more, err = r.table(x)
		default: // an insertion, a control, a custom element
			more, err = r.blocks(x)
		}
		out = append(out, more...)
		return err
	}, nil)
	return out, err
}

// skippedWord reports whether an element holds nothing that the document shows as its
// text: what is deleted, settings, how fields are computed, the reading aid beside a
// character, what stands in for newer markup.
func skippedWord(n xml.Name) bool {
	if n.Local == "Fallback" && strings.Contains(n.Space, "markup-compatibility") {
		return true
	}
	switch wordName(n) {
	case "del", "moveFrom", "delText", "delInstrText", "instrText", "sdtPr", "sdtEndPr", "sectPr", "tblPr", "tblGrid", "tcPr", "rt":
		return true
	}
	return false
}

// A wordRun collects the text of a paragraph.
type wordRun struct {
	text  strings.Builder
	after []paragraph // of text boxes in it
}

// paragraph reads a paragraph, and the text boxes that are in it.
func (r *wordReader) paragraph(x *xmlReader) ([]paragraph, error) {
	var properties wordProperties
	var run wordRun
	err := x.children(func(e xml.StartElement) (err error) {
		if wordName(e.Name) == "pPr" {
			properties, err = wordPropertiesOf(x)
			return err
		}
		return r.inline(x, e, &run)
	}, nil)
	if err != nil {
		return nil, err
	}
	p := paragraph{style: r.style(properties), text: run.text.String(), joins: properties.joins}
	return append([]paragraph{p}, run.after...), nil
}

// inline reads an element of a paragraph that was begun.
func (r *wordReader) inline(x *xmlReader, e xml.StartElement, run *wordRun) error {
	if skippedWord(e.Name) {
		return x.skip()
	}
	name := wordName(e.Name)
	if name == "" && e.Name.Local == "t" && strings.HasSuffix(e.Name.Space, "/math") {
		name = "t"
	}
	switch name {
	case "t":
		s, err := x.text()
		if attribute(e, "space") != "preserve" {
			s = strings.Trim(s, " \t\r\n")
		}
		run.text.WriteString(s)
		return err
	case "tab", "ptab":
		run.text.WriteByte('\t')
	case "br", "cr":
		run.text.WriteByte('\n')
	case "noBreakHyphen":
		run.text.WriteRune('\u2011')
	case "softHyphen":
		run.text.WriteRune('\u00ad')
	case "sym":
		// Those of the fonts that are all symbols have no characters of their own.
		if c, err := strconv.ParseUint(attribute(e, "char"), 16, 16); err == nil && c >= 0x20 && (c < 0xd800 || c > 0xf8ff) {
			run.text.WriteRune(rune(c))
		}
	case "footnoteReference", "endnoteReference":
		r.cited = append(r.cited, name+" "+attribute(e, "id"))
	case "txbxContent":
		box, err := r.blocks(x)
		run.after = append(run.after, box...)
		return err
	case "r":
		return r.run(x, run)
	default:
		return x.children(func(e xml.StartElement) error { return r.inline(x, e, run) }, nil)
	}
	return nil
}

// run reads a stretch of text of one look, unless it is hidden.
func (r *wordReader) run(x *xmlReader, into *wordRun) error {
	hidden := false
	return x.children(func(e xml.StartElement) error {
		switch {
		case wordName(e.Name) == "rPr":
			return x.children(func(e xml.StartElement) error {
				if wordName(e.Name) == "vanish" {
					val := attribute(e, "val")
					hidden = val != "0" && val != "false" && val != "off"
				}
				return nil
			}, nil)
		case hidden:
			return nil
		}
		return r.inline(x, e, into)
	}, nil)
}

// table reads a table, row by row.
func (r *wordReader) table(x *xmlReader) (out []paragraph, err error) {
	err = x.children(func(e xml.StartElement) error {
		var more []paragraph
		var err error
		switch {
		case skippedWord(e.Name):
			return x.skip()
		case wordName(e.Name) == "tr":
			more, err = r.row(x)
		default:
			more, err = r.table(x)
		}
		out = append(out, more...)
		return err
	}, nil)
	return out, err
}

// row reads a row of a table; one that is deleted is left out.
func (r *wordReader) row(x *xmlReader) ([]paragraph, error) {
	cells, deleted, err := r.cells(x)
	if deleted || err != nil {
		return nil, err
	}
	return rowOf(cells), nil
}

func (r *wordReader) cells(x *xmlReader) (cells [][]paragraph, deleted bool, err error) {
	err = x.children(func(e xml.StartElement) error {
		switch {
		case skippedWord(e.Name):
			return x.skip()
		case wordName(e.Name) == "trPr":
			return x.children(func(e xml.StartElement) error {
				deleted = deleted || wordName(e.Name) == "del"
				return nil
			}, nil)
		case wordName(e.Name) == "tc":
			cell, err := r.blocks(x)
			cells = append(cells, cell)
			return err
		}
		more, gone, err := r.cells(x)
		cells, deleted = append(cells, more...), deleted || gone
		return err
	}, nil)
	return cells, deleted, err
}
