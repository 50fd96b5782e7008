package record

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/words"
)

// DecodeCollection reads a collection, a page, an array of records, or one record
// alone. Every quote is held against its article where that is in the
// collection; [NewPlan] does it for the others. Problems of single records
// are gathered. The error is Errors, or ErrTooLarge; then the collection holds only what
// could be read and must not be kept.
func DecodeCollection[Bytes []byte | string](data Bytes) (Collection, error) {
	if len(data) > MaxBytes {
		return Collection{}, words.Because(ErrTooLarge, words.OfAtMostMB.Of(strconv.Itoa(len(data)>>20), strconv.Itoa(MaxBytes>>20)))
	}
	return decodeCollection(string(data))
}

func decodeCollection(s string) (Collection, error) {
	d := decoder{reader: reader{s: s}, seen: map[annotations.ID]bool{}}
	if strings.HasPrefix(d.s, byteOrderMark) {
		d.i = len(byteOrderMark)
	}
	d.document()
	d.end()
	if d.err != nil {
		d.problems = append(d.problems, d.err)
	}
	d.check()
	if d.problems == nil {
		return d.c, nil
	}
	slices.SortStableFunc(d.problems, func(a, b *Error) int { return a.Offset - b.Offset })
	place := locator{s: d.s}
	for _, e := range d.problems {
		place.locate(e)
	}
	return d.c, d.problems
}

const byteOrderMark = "\ufeff"

// A decoder reads a collection record by record.
type decoder struct {
	reader
	c        Collection
	at       []int // byte offset of each annotation
	seen     map[annotations.ID]bool
	problems Errors
}

// The nouns that records are about.
const (
	articleRecord    = "article"
	actorRecord      = "actor"
	annotationRecord = "annotation"
)

// recordOf returns what a record with a type is about; "" is nothing that is known.
func recordOf(typ string) string {
	switch typ {
	case "Annotation":
		return annotationRecord
	case articleType:
		return articleRecord
	}
	for _, t := range actorTypes {
		if t.name == typ {
			return actorRecord
		}
	}
	return ""
}

// document reads the outermost value.
func (d *decoder) document() {
	if d.space() == '[' {
		d.items()
		return
	}
	switch typ := d.typeAhead(); {
	case typ == "AnnotationCollection":
		d.collection()
	case typ == "AnnotationPage":
		d.page()
	case recordOf(typ) != "":
		d.record(recordOf(typ))
	default:
		at := d.i
		if d.skip(); d.err == nil {
			d.fail(at, ErrForeign, words.TypeIsNone, articleType)
		}
	}
}

var collectionNames = []string{"@context", "id", "type", "total", "pressmark:articles", "pressmark:actors", "first", "last"}

func (d *decoder) collection() {
	for name := range d.members {
		switch name {
		case "@context":
			d.context(&d.c.Extra)
		case "id", "type":
			d.str()
		case "total":
			d.count()
		case "pressmark:articles":
			for range d.elements {
				d.record(articleRecord)
			}
		case "pressmark:actors":
			for range d.elements {
				d.record(actorRecord)
			}
		case "first":
			if d.space() == '"' {
				d.elsewhere()
			}
			d.page()
		case "last":
			d.elsewhere()
		default:
			d.unknown(&d.c.Extra, "", name, collectionNames)
		}
	}
}

var pageNames = []string{"@context", "id", "type", "partOf", "startIndex", "items", "next"}

func (d *decoder) page() {
	for name := range d.members {
		switch name {
		case "id", "type":
			d.str()
		case "@context", "partOf":
			d.skip()
		case "startIndex":
			d.count()
		case "items":
			d.items()
		case "next":
			d.elsewhere()
		default:
			d.unknown(&d.c.Extra, "/first", name, pageNames)
		}
	}
}

// elsewhere refuses a collection that is spread over several addresses.
func (d *decoder) elsewhere() {
	d.fail(d.start(), ErrForeign, words.PagesElsewhere)
}

// items reads records of any kind. What is none is read as an annotation, which says
// what is wrong with it.
func (d *decoder) items() {
	for range d.elements {
		d.record(cmp.Or(recordOf(d.typeAhead()), annotationRecord))
	}
}

// record reads one record. If it is JSON but not a record, that is noted, and
// reading goes on behind it.
func (d *decoder) record(of string) {
	if d.err != nil {
		return
	}
	d.space()
	at, depth := d.i, d.depth
	switch of {
	case articleRecord:
		if a := d.article(); d.fresh(at, a.ID) {
			d.c.Articles = append(d.c.Articles, a)
		}
	case actorRecord:
		if a := d.actor(); d.fresh(at, a.ID) {
			d.c.Actors = append(d.c.Actors, a)
		}
	default:
		d.makeRoom()
		d.c.Annotations = append(d.c.Annotations, annotations.Annotation{})
		last := len(d.c.Annotations) - 1
		d.annotation(&d.c.Annotations[last], nil)
		if d.fresh(at, d.c.Annotations[last].ID) {
			d.at = append(d.at, at)
		} else {
			d.c.Annotations = d.c.Annotations[:last]
		}
	}
	if d.err == nil {
		return
	}
	wrong := d.err
	if len(d.problems) == maxProblems-1 {
		return // with the problem, which ends the reading
	}
	d.err, d.i, d.depth = nil, at, depth
	if d.skip(); d.err == nil || d.err.Offset != wrong.Offset {
		d.problems = append(d.problems, wrong)
	}
}

// fresh reports whether a record that begins at a byte offset was read, and is the
// first one with its ID.
func (d *decoder) fresh(at int, id annotations.ID) bool {
	if d.err == nil && d.seen[id] {
		d.fail(at, ErrDuplicateID, words.Fact, string(id))
	}
	if d.err != nil {
		return false
	}
	d.seen[id] = true
	return true
}

// makeRoom makes room for the annotations to come, as many as the rest of the text
// will hold if they are as long as those so far: growing little by little would copy
// them all again and again.
func (d *decoder) makeRoom() {
	n := len(d.c.Annotations)
	if n < cap(d.c.Annotations) {
		return
	}
	rest := 16
	if n > 0 {
		each := max(1, (d.i-d.at[0])/n)
		rest = min((len(d.s)-d.i)/each+1, 4*n)
	}
	d.c.Annotations = slices.Grow(d.c.Annotations, rest)
}

// check holds the annotations against the articles of the collection.
func (d *decoder) check() {
	byID := make(map[annotations.ID]*annotations.Article, len(d.c.Articles))
	for i := range d.c.Articles {
		byID[d.c.Articles[i].ID] = &d.c.Articles[i]
	}
	for i := range d.c.Annotations {
		n := &d.c.Annotations[i]
		a := byID[n.Article]
		if a == nil || len(d.problems) == maxProblems {
			continue
		}
		if err := a.Check(*n); err != nil {
			d.problems = append(d.problems, d.placed(d.at[i], err))
		}
	}
}

// placed returns what is wrong with the annotation at a byte offset as an *Error
// that points to the span.
func (d *decoder) placed(at int, err error) *Error {
	var place *annotations.PlaceError
	e := &Error{Offset: at, Err: err}
	if errors.As(err, &place) {
		var found offsets
		again := reader{s: d.s, i: at}
		again.annotation(&annotations.Annotation{}, &found)
		if place.Cue {
			e.Offset = found.cue[place.Index]
		} else {
			e.Offset = found.targets[place.Index]
		}
	}
	return e
}

// Looks reports whether data looks like Pressmark's JSON, which other tools' looks like
// too: it names one of its own members near the beginning.
func Looks[Bytes []byte | string](data Bytes) bool {
	head := string(data[:min(len(data), 1<<12)])
	head = strings.TrimLeft(strings.TrimPrefix(head, byteOrderMark), " \t\r\n")
	return (strings.HasPrefix(head, "{") || strings.HasPrefix(head, "[")) && strings.Contains(head, `"pressmark`)
}
