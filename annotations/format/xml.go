package format

import (
	"encoding/xml"
	"io"
	"strconv"
	"strings"

	"pressmark/annotations/plain"
	"pressmark/annotations/record"
	"pressmark/annotations/words"
)

// What can be wrong with the XML in a document.
const (
	ErrXML          = words.ErrXML
	ErrDeclarations = words.ErrDeclarations
)

// deepestXML is how many elements may be open at a time: a table in a table, eighty times.
const deepestXML = 256

// An xmlReader reads XML, token by token. It knows no entities but XML's own five and
// numbers, and takes nothing from elsewhere.
type xmlReader struct {
	d     *xml.Decoder
	depth int // elements that are open
}

// newXMLReader reads XML in UTF-8 or UTF-16. It returns plain.ErrEncoding.
func newXMLReader(data []byte) (*xmlReader, error) {
	switch plain.Encoding(data) {
	case "utf-8":
	case "utf-16le", "utf-16be":
		s, _, err := plain.Decode(data, "")
		if err != nil {
			return nil, err
		}
		data = []byte(s)
	default:
		return nil, plain.ErrEncoding
	}
	x := &xmlReader{d: xml.NewDecoder(strings.NewReader(strings.TrimPrefix(string(data), "\ufeff")))}
	// What it is encoded in has been seen, whatever it says.
	x.d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	return x, nil
}

// next returns the next xml.StartElement, xml.EndElement or xml.CharData, and io.EOF at the
// end. Other errors wrap ErrXML, ErrDeclarations or record.ErrDepth.
func (x *xmlReader) next() (xml.Token, error) {
	for {
		t, err := x.d.Token()
		if err == io.EOF {
			return nil, err
		}
		if err != nil {
			return nil, words.Because(ErrXML, words.Fact.Of(strings.TrimPrefix(err.Error(), "XML syntax error on ")))
		}
		switch t.(type) {
		case xml.Directive:
			line, column := x.d.InputPos()
			return nil, words.Because(ErrDeclarations, words.AtLineColumn.Of(strconv.Itoa(line), strconv.Itoa(column)))
		case xml.StartElement:
			if x.depth++; x.depth > deepestXML {
				line, column := x.d.InputPos()
				return nil, words.Because(record.ErrDepth, words.AtLineColumn.Of(strconv.Itoa(line), strconv.Itoa(column)))
			}
			return t, nil
		case xml.EndElement:
			x.depth--
			return t, nil
		case xml.CharData:
			return t, nil
		}
	}
}

// skip reads to the end of the element that was begun last.
func (x *xmlReader) skip() error {
	for outer := x.depth - 1; x.depth > outer; {
		if _, err := x.next(); err != nil {
			return unexpected(err)
		}
	}
	return nil
}

// children calls begin with each element in the one that was begun last, or in the whole,
// and read, if it is not nil, with the text between them. What begin leaves of an element
// is skipped.
func (x *xmlReader) children(begin func(xml.StartElement) error, read func(string)) error {
	outer := x.depth - 1
	for {
		t, err := x.next()
		if err == io.EOF && outer < 0 {
			return nil
		}
		if err != nil {
			return unexpected(err)
		}
		switch t := t.(type) {
		case xml.EndElement:
			return nil
		case xml.CharData:
			if read != nil {
				read(string(t))
			}
		case xml.StartElement:
			inside := x.depth
			if err := begin(t); err != nil {
				return err
			}
			if x.depth == inside {
				if err := x.skip(); err != nil {
					return err
				}
			}
		}
	}
}

// descend calls visit with each element that is below the one that was begun last, or in
// the whole. An element is left out with all that is in it if visit reads on.
func (x *xmlReader) descend(visit func(xml.StartElement) error) error {
	return x.children(func(e xml.StartElement) error {
		inside := x.depth
		if err := visit(e); err != nil || x.depth < inside {
			return err
		}
		return x.descend(visit)
	}, nil)
}

// text returns the text in the element that was begun last, and in those in it.
func (x *xmlReader) text() (string, error) {
	var b strings.Builder
	for outer := x.depth - 1; x.depth > outer; {
		t, err := x.next()
		if err != nil {
			return "", unexpected(err)
		}
		if s, ok := t.(xml.CharData); ok {
			b.Write(s)
		}
	}
	return b.String(), nil
}

// unexpected makes the end of a file inside an element an error of its own.
func unexpected(err error) error {
	if err == io.EOF {
		return words.Because(ErrXML, words.EndsEarly.Of())
	}
	return err
}

// attribute returns the value of an attribute by its name, in whatever namespace; "" is
// that of one that is not there.
func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
