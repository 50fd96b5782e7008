package format

import (
	"bytes"
	"errors"
	"iter"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"pressmark/annotations/plain"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
	"pressmark/annotations/words"
)

// What can be wrong with the records of other tools' JSON.
const (
	ErrNoText    = words.ErrTextless
	ErrNotKept   = words.ErrNotKept
	ErrWholeText = words.ErrWholeText
	ErrShape     = words.ErrOtherShape
	ErrRegion    = words.ErrRegion
)

// noLabel is the label of marks that have none.
const noLabel = "Highlight"

// A jsonReader reads the JSON files of other tools record by record: a line of JSON
// Lines, an element of the outermost array, or all there is. One that is wrong does not
// take the others with it, and no more than one is held parsed.
type jsonReader struct {
	to     Sink
	file   string
	base   int // byte offset of the record in the file
	lines  lineCounter
	told   map[string]bool
	given  int // documents and collections so far
	first  *standoff.Problem
	search search
}

// readJSON hands over the records of files. Where nothing at all comes of a file, the
// first problem is an error.
func readJSON(files []File, to Sink, each func(*jsonReader, record.Value) error) error {
	for _, f := range files {
		r := newJSONReader(f, to)
		if err := r.each(f.Data, func(v record.Value, _ string) error { return each(r, v) }); err != nil {
			return err
		}
		if err := r.end(); err != nil {
			return err
		}
	}
	return nil
}

func newJSONReader(f File, to Sink) *jsonReader {
	return &jsonReader{to: to, file: f.Name, told: map[string]bool{}}
}

// each yields the records of a file that are JSON, parsed and as they are written; it
// tells those that are not.
func (r *jsonReader) each(data []byte, yield func(record.Value, string) error) error {
	if len(data) > record.MaxBytes {
		return words.Because(record.ErrTooLarge, words.OfAtMostMB.Of(strconv.Itoa(len(data)>>20), strconv.Itoa(record.MaxBytes>>20)))
	}
	s := string(data)
	r.lines = lineCounter{s: s}
	for at, text := range jsonRecords(s) {
		r.base = at
		v, err := record.Parse(text)
		if err != nil {
			r.broken(err)
			continue
		}
		if err := yield(v, text); err != nil {
			return err
		}
	}
	return nil
}

// end returns the first problem if nothing came of the file.
func (r *jsonReader) end() error {
	if r.given == 0 && r.first != nil {
		return *r.first
	}
	return nil
}

func (r *jsonReader) document(d standoff.Document) error {
	r.given++
	return r.to.Document(d)
}

// broken tells what is wrong with a record that could not be read.
func (r *jsonReader) broken(err error) {
	p := standoff.Problem{File: r.file, Err: err}
	if e := (*record.Error)(nil); errors.As(err, &e) {
		p.Line, p.Column = r.lines.place(r.base + e.Offset)
		p.Err = e.Err
		if !e.Detail.Empty() {
			p.Err = words.Because(e.Err, e.Detail)
		}
	}
	r.tell(p)
}

// problem tells what is wrong with a value of the record.
func (r *jsonReader) problem(v record.Value, what string, err error) {
	line, column := r.lines.place(r.base + v.Offset)
	r.tell(standoff.Problem{File: r.file, Line: line, Column: column, What: plain.OneLine(what), Err: err})
}

// once tells what is the same in many records of a file only once.
func (r *jsonReader) once(v record.Value, what string, err error) {
	if key := what + "\x00" + err.Error(); !r.told[key] {
		r.told[key] = true
		r.problem(v, what, err)
	}
}

func (r *jsonReader) tell(p standoff.Problem) {
	if r.first == nil {
		r.first = &p
	}
	r.to.Problem(p)
}

// line returns the line of a value.
func (r *jsonReader) line(v record.Value) int { return r.lines.line(r.base + v.Offset) }

// A lineCounter tells lines and columns of byte offsets of a file, in any order.
type lineCounter struct {
	s     string
	known []linePlace // at each multiple of lineStep, as far as was asked for
}

// A linePlace is how many lines, and how many code points of the line, are before a place.
type linePlace struct{ lines, columns int }

const lineStep = 1 << 10

// before returns the last known place before an offset, and what lies between them.
func (c *lineCounter) before(offset int) (linePlace, string) {
	offset = min(offset, len(c.s))
	if c.known == nil {
		c.known = []linePlace{{}}
	}
	for n := len(c.known); n <= offset/lineStep; n++ {
		c.known = append(c.known, c.known[n-1].after(c.s[(n-1)*lineStep:n*lineStep]))
	}
	return c.known[offset/lineStep], c.s[offset/lineStep*lineStep : offset]
}

// place returns line and column, from 1; columns count code points.
func (c *lineCounter) place(offset int) (line, column int) {
	p, rest := c.before(offset)
	p = p.after(rest)
	return p.lines + 1, p.columns + 1
}

// line returns the line alone.
func (c *lineCounter) line(offset int) int {
	p, rest := c.before(offset)
	return p.lines + strings.Count(rest, "\n") + 1
}

// after returns the place behind a piece of the text, which may end inside a code point.
func (p linePlace) after(s string) linePlace {
	if i := strings.LastIndexByte(s, '\n'); i >= 0 {
		p.lines += strings.Count(s, "\n")
		p.columns, s = 0, s[i+1:]
	}
	for i := range len(s) {
		if utf8.RuneStart(s[i]) {
			p.columns++
		}
	}
	return p
}

const jsonSpace = " \t\r\n"

// jsonRecords yields the records of a JSON file with their byte offsets, unparsed. An
// array that begins with a string is one record.
func jsonRecords(s string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		from := len(s) - len(strings.TrimLeft(strings.TrimPrefix(s, "\ufeff"), jsonSpace))
		if from == len(s) {
			return
		}
		end := jsonEnd(s, from)
		alone := end >= 0 && strings.Trim(s[end:], jsonSpace) == ""
		line, rest, _ := strings.Cut(s[from:], "\n")
		switch inner := strings.TrimLeft(s[from+1:], jsonSpace); {
		case s[from] == '[' && !strings.HasPrefix(inner, `"`) && (alone || end < 0):
			jsonValues(s, from+1, true, yield)
		case alone:
			yield(from, s[from:end])
		case end >= 0 && end <= from+len(line) && strings.Trim(s[end:from+len(line)], jsonSpace) == "", strings.HasPrefix(strings.TrimLeft(rest, "\r\n"), "{"):
			for i := from; i < len(s); {
				line, _, _ := strings.Cut(s[i:], "\n")
				if strings.Trim(line, jsonSpace) != "" && !yield(i, line) {
					return
				}
				i += len(line) + 1
			}
		default:
			jsonValues(s, from, false, yield)
		}
	}
}

// jsonValues yields the values from byte i on: the elements of an array, or values that
// follow one another.
func jsonValues(s string, i int, array bool, yield func(int, string) bool) {
	for {
		i += len(s[i:]) - len(strings.TrimLeft(s[i:], jsonSpace+","))
		if array && i < len(s) && s[i] == ']' {
			array = false
			i++
			continue
		}
		if i == len(s) {
			return
		}
		end := jsonEnd(s, i)
		if end < 0 {
			end = len(s)
		}
		if !yield(i, s[i:end]) {
			return
		}
		i = end
	}
}

// jsonEnd returns where the value ends that begins at a byte, or -1 if it does not.
func jsonEnd(s string, from int) int {
	depth, i := 0, from
	for ; i < len(s); i++ {
		switch s[i] {
		case '"':
			for i++; i < len(s) && s[i] != '"'; i++ {
				if s[i] == '\\' {
					i++
				}
			}
			if i >= len(s) {
				return -1
			}
			if depth == 0 {
				return i + 1
			}
		case '{', '[':
			depth++
		case '}', ']':
			if depth == 0 && i > from { // of what the value is in
				return i
			}
			if depth--; depth <= 0 {
				return i + 1
			}
		case ',', ' ', '\t', '\r', '\n':
			if depth == 0 {
				return i
			}
		}
	}
	if depth > 0 {
		return -1
	}
	return i
}

// A file is known by its first records, and of a record that is long by all of its members
// but only the first elements of its arrays.
const (
	sniffed        = 4 << 20 // bytes that are looked at whole
	sniffedRecords = 10
)

// headOf returns what is looked at where a few words tell what a file is.
func headOf(data []byte) []byte { return data[:min(len(data), 1<<16)] }

// recordHead is how what package record writes begins.
const recordHead = `{"@context":["http://www.w3.org/ns/anno.jsonld",{"pressmark":`

// sniffJSON reports whether one of the first records of a file looks like something of
// another tool.
func sniffJSON(data []byte, like func(record.Value) bool) bool {
	if bytes.HasPrefix(data, []byte(recordHead)) {
		return false
	}
	head := string(data[:min(len(data), sniffed)])
	long := len(head) < len(data)
	if long && jsonEnd(head, len(head)-len(strings.TrimLeft(strings.TrimPrefix(head, "\ufeff"), jsonSpace))) < 0 {
		if s := jsonSketch(data[:min(len(data), record.MaxBytes)]); s != "" {
			head, long = s, false
		}
	}
	n := 0
	for at, text := range jsonRecords(head) {
		v, err := record.Parse(text)
		if err != nil && long && at+len(text) == len(head) {
			v, err = record.Parse(jsonSketch(data[at:min(len(data), record.MaxBytes)]))
		}
		if err == nil && like(v) {
			return true
		}
		if n++; n == sniffedRecords {
			break
		}
	}
	return false
}

// jsonSketch returns the object or array that data begins with, with no more than the first
// elements of each array and without strings that are long; "" where it is none or does not
// end.
func jsonSketch(data []byte) string {
	const longString = 1 << 10
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\ufeff")), jsonSpace)
	var out []byte
	var open []int // elements that have ended in each array around; of objects less than none
	left := 0      // how many are around what is left out; 0: nothing is
	for i := 0; i < len(data); i++ {
		from := i
		switch data[i] {
		case '"':
			for escaped := true; escaped && i < len(data); {
				n := bytes.IndexByte(data[i+1:], '"')
				if n < 0 {
					return ""
				}
				i += n + 1
				escaped = (n-len(bytes.TrimRight(data[i-n:i], `\`)))%2 == 1
			}
		case '{':
			open = append(open, math.MinInt)
		case '[':
			open = append(open, 0)
		case ',':
			if len(open) == 0 {
				return ""
			}
			if open[len(open)-1]++; open[len(open)-1] == sniffedRecords && left == 0 {
				left = len(open)
			}
			if left == 1 {
				return string(append(out, ']'))
			}
		case '}', ']':
			if left == len(open) {
				left = 0
			}
			if len(open) > 0 {
				open = open[:len(open)-1]
			}
		}
		switch {
		case left > 0:
		case i-from > longString:
			out = append(out, `""`...)
		default:
			out = append(out, data[from:i+1]...)
		}
		if len(open) == 0 {
			break
		}
	}
	if len(open) > 0 || len(out) < 2 {
		return ""
	}
	return string(out)
}

// timeOf reads a time; what is none is not known.
func timeOf(v record.Value) time.Time {
	t, err := time.Parse(time.RFC3339Nano, v.Text())
	if err != nil {
		return time.Time{}
	}
	return t.UTC()
}

// shortText returns the beginning of a text.
func shortText(s string) string {
	const most = 60
	if len(s) > most {
		s = strings.ToValidUTF8(s[:most], "") + "…"
	}
	return s
}

// looksLikeJSON reports whether data begins as an object with members or an array of
// objects does. A text may well begin with a bracket.
func looksLikeJSON(data []byte) bool {
	data = bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff")))
	if len(data) < 2 {
		return false
	}
	next := bytes.TrimLeft(data[1:], " \t\r\n")
	return data[0] == '{' && (bytes.HasPrefix(next, []byte{'"'}) || bytes.HasPrefix(next, []byte{'}'})) ||
		data[0] == '[' && (bytes.HasPrefix(next, []byte{'{'}) || bytes.HasPrefix(next, []byte{']'}))
}

// joined returns a text, or the texts of an array with something between them.
func joined(v record.Value, between string) string {
	var parts []string
	for _, p := range v.Items() {
		if s := p.Text(); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, between)
}

// isAddress reports whether a text is an address on the Web.
func isAddress(s string) bool {
	return (strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")) && !strings.ContainsAny(s, jsonSpace)
}

func first(v record.Value, names ...string) record.Value {
	for _, n := range names {
		if x := v.Get(n); x.Exists() {
			return x
		}
	}
	return record.Value{}
}
