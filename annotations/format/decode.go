package format

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"pressmark/annotations"
)

// Limits of what is read. Whoever has more splits it.
const (
	MaxBytes    = 100 << 20 // of a collection: no more than half a million annotations fit in
	MaxArticle  = 10 << 20  // bytes of one article's text or page
	maxProblems = 100       // that are told; then reading ends
)

// DecodeArticle reads the record of an article. The error is an *Error.
func DecodeArticle[Bytes []byte | string](data Bytes) (annotations.Article, error) {
	return decodeArticle(string(data))
}

func decodeArticle(s string) (annotations.Article, error) {
	r := reader{s: s}
	a := r.article()
	r.end()
	return a, r.problem()
}

// DecodeAnnotation reads the record of an annotation. The error is an *Error. It
// does not know the article: annotations.Article.Check compares text and quotes.
func DecodeAnnotation[Bytes []byte | string](data Bytes) (annotations.Annotation, error) {
	return decodeAnnotation(string(data))
}

func decodeAnnotation(s string) (annotations.Annotation, error) {
	r := reader{s: s}
	n := r.annotation(nil)
	r.end()
	return n, r.problem()
}

// problem returns err as an error that is nil when there is none.
func (r *reader) problem() error {
	if r.err == nil {
		return nil
	}
	place := locator{s: r.s}
	place.locate(r.err)
	return r.err
}

// DecodeCollection reads a collection, a page, an array of annotations and articles,
// or one record alone. Every quote is held against its article where that is in the
// collection; [NewPlan] does it for the others. Problems of single records
// are gathered. The error is Errors, or ErrTooLarge; then the collection holds only what
// could be read and must not be kept.
func DecodeCollection[Bytes []byte | string](data Bytes) (Collection, error) {
	if len(data) > MaxBytes {
		return Collection{}, fmt.Errorf("%w: %d MB, and %d MB is the most", ErrTooLarge, len(data)>>20, MaxBytes>>20)
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

// document reads the outermost value.
func (d *decoder) document() {
	if d.space() == '[' {
		d.items()
		return
	}
	switch kind := d.typeAhead(); kind {
	case "AnnotationCollection":
		d.collection()
	case "AnnotationPage":
		d.page()
	case "Annotation", articleType:
		d.record(kind)
	default:
		at := d.i
		if d.skip(); d.err == nil {
			d.fail(at, ErrForeign, "its type is none of AnnotationCollection, AnnotationPage, Annotation and %s", articleType)
		}
	}
}

// typeAhead returns the type of the object that comes next, and reads nothing of it.
func (d *decoder) typeAhead() (kind string) {
	if d.space() != '{' {
		return ""
	}
	ahead := d.reader
	for name := range ahead.members {
		if name == "type" {
			if ahead.space() == '"' {
				kind = ahead.str()
			}
			break
		}
		ahead.skip()
	}
	return kind
}

var collectionNames = []string{"@context", "id", "type", "total", "pressmark:articles", "first", "last"}

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
				d.record(articleType)
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
	d.fail(d.start(), ErrForeign, "its pages are elsewhere: only one that holds all is read")
}

func (d *decoder) items() {
	for range d.elements {
		kind := "Annotation"
		if d.typeAhead() == articleType {
			kind = articleType
		}
		d.record(kind)
	}
}

// record reads one record. If it is JSON but not a record, that is noted, and
// reading goes on behind it.
func (d *decoder) record(kind string) {
	if d.err != nil {
		return
	}
	d.space()
	at, depth := d.i, d.depth
	var id annotations.ID
	var a annotations.Article
	var n annotations.Annotation
	if kind == articleType {
		a = d.article()
		id = a.ID
	} else {
		n = d.annotation(nil)
		id = n.ID
	}
	if d.err == nil && d.seen[id] {
		d.fail(at, ErrDuplicateID, "%s", id)
	}
	if d.err != nil {
		wrong := d.err
		if len(d.problems) == maxProblems-1 {
			return // with the problem, which ends the reading
		}
		d.err, d.i, d.depth = nil, at, depth
		if d.skip(); d.err == nil || d.err.Offset != wrong.Offset {
			d.problems = append(d.problems, wrong)
		}
		return
	}
	d.seen[id] = true
	if kind == articleType {
		d.c.Articles = append(d.c.Articles, a)
		return
	}
	d.c.Annotations = append(d.c.Annotations, n)
	d.at = append(d.at, at)
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
		var targets []int
		again := reader{s: d.s, i: at}
		again.annotation(&targets)
		e.Offset = targets[place.Index]
	}
	return e
}

// unknown keeps a member that this version does not know under its place, unless
// it is a known one in other letter case.
func (r *reader) unknown(extra *annotations.Extra, place, name string, known []string) {
	if r.err != nil {
		return
	}
	for _, k := range known {
		if strings.EqualFold(k, name) {
			r.fail(r.i, ErrNameCase, "%q instead of %q", name, k)
			return
		}
	}
	r.keep(extra, place+"/"+escapePointer(name))
}

// keep keeps a value in extra.
func (r *reader) keep(extra *annotations.Extra, key string) {
	raw := r.raw()
	if r.err != nil {
		return
	}
	if *extra == nil {
		*extra = annotations.Extra{}
	}
	(*extra)[key] = raw
}

// keepElement keeps the ith element of an array that this version does not know. The
// number has leading zeros so that sorting keeps the order.
func (r *reader) keepElement(extra *annotations.Extra, place string, i int) {
	if c := r.space(); c != '{' && c != '"' {
		r.wrong("an object")
	}
	r.keep(extra, fmt.Sprintf("%s/+/%06d", place, i))
}

// context reads @context: ours, ours with more behind it, or the W3C's alone.
func (r *reader) context(extra *annotations.Extra) {
	r.space()
	if strings.HasPrefix(r.s[r.i:], context) {
		r.i += len(context)
		return
	}
	at := r.i
	switch raw := r.raw(); {
	case r.err != nil, raw == context, raw == `"http://www.w3.org/ns/anno.jsonld"`:
	case strings.HasPrefix(raw, context[:len(context)-1]+","):
		if *extra == nil {
			*extra = annotations.Extra{}
		}
		(*extra)["/@context"] = raw
	default:
		r.fail(at, ErrForeign, "another @context")
	}
}

// constant reads a string that can only be one.
func (r *reader) constant(want string) {
	at := r.start()
	if got := r.str(); r.err == nil && got != want {
		r.fail(at, ErrForeign, "%q where %q is wanted", short(got), want)
	}
}

// start returns the byte offset of the next value.
func (r *reader) start() int {
	r.space()
	return r.i
}

// short cuts a string for a message.
func short(s string) string {
	const most = 60
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}

// id reads the ID of a record.
func (r *reader) id() annotations.ID {
	at := r.start()
	s := r.str()
	if r.err != nil || canonicalID(s) {
		return annotations.ID(s)
	}
	const prefix = "urn:uuid:"
	if len(s) == len(prefix)+36 && strings.EqualFold(s[:len(prefix)], prefix) {
		if id, err := annotations.ParseID(s[len(prefix):]); err == nil {
			return id
		}
	}
	r.fail(at, ErrID, "%q is not urn:uuid: and a UUID", short(s))
	return ""
}

// canonicalID reports whether s is an ID as annotations.NewID writes them.
func canonicalID(s string) bool {
	const like = "urn:uuid:xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"
	if len(s) != len(like) || s[:9] != like[:9] {
		return false
	}
	for i := 9; i < len(s); i++ {
		c := s[i]
		if like[i] == '-' && c == '-' || like[i] == 'x' && ('0' <= c && c <= '9' || 'a' <= c && c <= 'f') {
			continue
		}
		return false
	}
	return true
}

// time reads a time and rounds it down to milliseconds, in UTC.
func (r *reader) time() time.Time {
	at := r.start()
	s := r.str()
	if r.err != nil {
		return time.Time{}
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	t = t.UTC().Truncate(time.Millisecond)
	if err != nil || t.IsZero() || t.Year() < 0 || t.Year() > 9999 {
		r.fail(at, ErrValue, "%q is not a time like 2026-11-22T10:30:00.000Z", short(s))
		return time.Time{}
	}
	return t
}

const articleType = "schema:Article"

var articleNames = []string{
	"@context", "id", "type", "schema:headline", "schema:author", "schema:publisher", "schema:datePublished",
	"schema:inLanguage", "schema:url", "created", "modified", "schema:articleBody", "pressmark:blocks",
	"pressmark:revision", "pressmark:deleted",
}

func (r *reader) article() (a annotations.Article) {
	at, typed := r.start(), false
	blocksAt := at
	var text *string
	for name := range r.members {
		switch name {
		case "@context":
			r.context(&a.Extra)
		case "id":
			a.ID = r.id()
		case "type":
			typed = true
			r.constant(articleType)
		case "schema:headline":
			a.Title = r.str()
		case "schema:author":
			a.Byline = r.str()
		case "schema:publisher":
			a.Publisher = r.str()
		case "schema:datePublished":
			a.Published = r.str()
		case "schema:inLanguage":
			a.Language = r.str()
		case "schema:url":
			a.Source = r.str()
		case "created":
			a.Created = r.time()
		case "modified":
			a.Modified = r.time()
		case "schema:articleBody":
			bodyAt := r.start()
			s := r.str()
			text = &s
			if len(s) > MaxArticle {
				r.fail(bodyAt, ErrTooLarge, "a text of %d MB, and %d MB is the most", len(s)>>20, MaxArticle>>20)
			}
		case "pressmark:blocks":
			blocksAt = r.start()
			for i := range r.elements {
				a.Blocks = append(a.Blocks, r.block(&a.Extra, i))
			}
		case "pressmark:revision":
			a.Revision = r.count()
		case "pressmark:deleted":
			a.Deleted = r.boolean()
		default:
			r.unknown(&a.Extra, "", name, articleNames)
		}
	}
	switch {
	case r.err != nil:
	case !typed:
		r.fail(at, ErrForeign, "it has no type")
	case a.ID == "":
		r.fail(at, ErrMissing, "the article has no id")
	case text == nil:
		r.fail(at, ErrMissing, "the article has no schema:articleBody")
	case a.Title == "":
		r.fail(at, ErrMissing, "the article has no schema:headline")
	default:
		a.Text = annotations.NewText(*text)
		r.checkBlocks(a, blocksAt)
	}
	return a
}

var blockNames = []string{"type", "pressmark:level", "start", "end"}

func (r *reader) block(extra *annotations.Extra, i int) (b annotations.Block) {
	at := r.start()
	b.Span = annotations.Span{Start: -1, End: -1}
	for name := range r.members {
		switch name {
		case "type":
			at := r.start()
			s := r.str()
			for _, t := range blockTypes {
				if t.name == s {
					b.Kind = t.kind
				}
			}
			if b.Kind == "" {
				r.fail(at, ErrValue, "%q is no kind of block", short(s))
			}
		case "pressmark:level":
			b.Level = r.count()
		case "start":
			b.Span.Start = r.count()
		case "end":
			b.Span.End = r.count()
		default:
			r.unknown(extra, "/pressmark:blocks/"+strconv.Itoa(i), name, blockNames)
		}
	}
	if r.err == nil && (b.Kind == "" || b.Span.Start < 0 || b.Span.End < 0) {
		r.fail(at, ErrMissing, "a block needs type, start and end")
	}
	return b
}

// checkBlocks holds the blocks of an article against its text.
func (r *reader) checkBlocks(a annotations.Article, at int) {
	if r.err != nil {
		return
	}
	end := 0
	for i, b := range a.Blocks {
		var wrong string
		switch s := b.Span; {
		case s.Empty():
			wrong = "it is empty"
		case s.Start < end:
			wrong = "it overlaps the one before it"
		case s.End > a.Text.Len():
			wrong = fmt.Sprintf("it ends at %d, and the text at %d", s.End, a.Text.Len())
		case b.Level > 6 && b.Kind == annotations.Heading:
			wrong = "headings have levels from 1 to 6"
		case !boundary(a.Text, s.Start) || !boundary(a.Text, s.End):
			wrong = "it begins or ends inside a character"
		}
		if wrong == "" {
			end = b.Span.End
			continue
		}
		again := reader{s: r.s, i: at}
		for k := range again.elements {
			if k == i {
				r.fail(again.start(), annotations.ErrBadSpan, "block %d: %s", i+1, wrong)
				return
			}
			again.skip()
		}
	}
}

// boundary reports whether no grapheme lies across code point cp.
func boundary(t annotations.Text, cp int) bool {
	around := t.Slice(annotations.Span{Start: max(cp-1, 0), End: min(cp+1, t.Len())})
	if len(around) < 2 || len(around) == 2 && around[0] < 0x80 && around != "\r\n" {
		return true // at an end of the text, or between two ASCII characters
	}
	at := annotations.Span{Start: cp, End: cp}
	return t.Whole(at) == at
}

var (
	annotationNames = []string{
		"@context", "id", "type", "motivation", "creator", "created", "modified", "body", "target",
		"pressmark:origin", "pressmark:revision", "pressmark:deleted",
	}
	creatorNames = []string{"type", "name"}
	bodyNames    = []string{"type", "purpose", "value"}
	targetNames  = []string{"source", "selector"}
	quoteNames   = []string{"type", "exact", "prefix", "suffix"}
	placeNames   = []string{"type", "start", "end"}
)

// annotation reads an annotation. If targets is not nil, the byte offset of each
// target is added to it.
func (r *reader) annotation(targets *[]int) (n annotations.Annotation) {
	at, typed := r.start(), false
	for name := range r.members {
		switch name {
		case "@context":
			r.context(&n.Extra)
		case "id":
			n.ID = r.id()
		case "type":
			typed = true
			r.constant("Annotation")
		case "motivation":
			r.constant("identifying")
		case "creator":
			r.creator(&n)
		case "created":
			n.Created = r.time()
		case "modified":
			n.Modified = r.time()
		case "body":
			r.bodies(&n)
		case "target":
			if r.space() == '[' {
				for i := range r.elements {
					r.target(&n, i, targets)
				}
			} else {
				r.target(&n, 0, targets)
			}
		case "pressmark:origin":
			n.Origin = annotations.Origin(r.str())
		case "pressmark:revision":
			n.Revision = r.count()
		case "pressmark:deleted":
			n.Deleted = r.boolean()
		default:
			r.unknown(&n.Extra, "", name, annotationNames)
		}
	}
	switch {
	case r.err != nil:
	case !typed:
		r.fail(at, ErrForeign, "it has no type")
	case n.ID == "":
		r.fail(at, ErrMissing, "the annotation has no id")
	case n.Kind == "":
		r.fail(at, ErrForeign, "the annotation has no body of type foaf:Agent, schema:Claim or schema:QuantitativeValue")
	case n.Article == "":
		r.fail(at, ErrMissing, "the annotation has no target")
	case len(n.Spans) != 0 && len(n.Spans) != len(n.Quotes):
		r.fail(at, ErrMissing, "some targets have a TextPositionSelector and some have none")
	}
	return n
}

func (r *reader) creator(n *annotations.Annotation) {
	at := r.start()
	for name := range r.members {
		switch name {
		case "type":
			r.constant("Person")
		case "name":
			n.Creator = r.str()
		default:
			r.unknown(&n.Extra, "/creator", name, creatorNames)
		}
	}
	if r.err == nil && n.Creator == "" {
		r.fail(at, ErrMissing, "the creator has no name")
	}
}

// bodies reads what the annotation says of its target. What is neither the kind,
// the note nor a tag is kept.
func (r *reader) bodies(n *annotations.Annotation) {
	unknown := 0
	for range r.elements {
		var kind annotations.Kind
		typ, purpose := r.bodyAhead()
		for _, t := range bodyTypes {
			if t.name == typ {
				kind = t.kind
			}
		}
		switch {
		case kind != "" && n.Kind == "":
			n.Kind = kind
			r.body(n, "/body/kind")
		case typ == "TextualBody" && purpose == "commenting" && n.Note == "":
			n.Note = r.body(n, "/body/note")
		case typ == "TextualBody" && purpose == "tagging":
			r.tag(n)
		default:
			r.keepElement(&n.Extra, "/body", unknown)
			unknown++
		}
	}
}

// bodyAhead returns type and purpose of the body that comes next, and reads nothing
// of it.
func (r *reader) bodyAhead() (typ, purpose string) {
	if r.space() != '{' {
		return "", ""
	}
	ahead := *r
	for name := range ahead.members {
		switch {
		case name == "type" && ahead.space() == '"':
			typ = ahead.str()
		case name == "purpose" && ahead.space() == '"':
			purpose = ahead.str()
		default:
			ahead.skip()
		}
	}
	return typ, purpose
}

// tag reads a tag. Unknown members are kept under its name, so it is read twice
// where it has any.
func (r *reader) tag(n *annotations.Annotation) {
	at := *r
	tag := r.body(nil, "")
	if r.err != nil {
		return
	}
	if tag == "" || slices.Contains(n.Tags, tag) {
		r.fail(at.start(), ErrValue, "the tag %q stands twice or is empty", short(tag))
		return
	}
	n.Tags = append(n.Tags, tag)
	*r = at
	r.body(n, "/body/tag/"+escapePointer(tag))
}

// body reads a body and returns its value. Unknown members are kept if n is not nil.
func (r *reader) body(n *annotations.Annotation, place string) (value string) {
	kind := place == "/body/kind"
	for name := range r.members {
		switch {
		case name == "type", name == "purpose" && !kind:
			r.str()
		case name == "value" && !kind:
			value = r.str()
		case n == nil:
			r.skip()
		default:
			known := bodyNames
			if kind {
				known = known[:1]
			}
			r.unknown(&n.Extra, place, name, known)
		}
	}
	return value
}

// target reads the annotation's ith span.
func (r *reader) target(n *annotations.Annotation, i int, targets *[]int) {
	at := r.start()
	if targets != nil {
		*targets = append(*targets, at)
	}
	place := func(rest string) string { return "/target/" + strconv.Itoa(i) + rest }
	var source annotations.ID
	for name := range r.members {
		switch name {
		case "source":
			source = r.id()
		case "selector":
			r.selectors(n, place)
		default:
			r.unknown(&n.Extra, place(""), name, targetNames)
		}
	}
	switch {
	case r.err != nil:
	case source == "":
		r.fail(at, ErrMissing, "the target has no source")
	case n.Article != "" && n.Article != source:
		r.fail(at, ErrValue, "the targets are in two articles")
	case len(n.Quotes) != i+1:
		r.fail(at, ErrMissing, "the target has no TextQuoteSelector")
	default:
		n.Article = source
	}
}

// selectors reads where a target is. What is neither quote nor place is kept.
func (r *reader) selectors(n *annotations.Annotation, place func(string) string) {
	at := r.start()
	var quoted, placed bool
	unknown := 0
	for range r.elements {
		switch typ, _ := r.bodyAhead(); {
		case typ == "TextQuoteSelector" && !quoted:
			quoted = true
			n.Quotes = append(n.Quotes, r.quote(n, place))
		case typ == "TextPositionSelector" && !placed:
			placed = true
			n.Spans = append(n.Spans, r.span(n, place))
		default:
			r.keepElement(&n.Extra, place("/selector"), unknown)
			unknown++
		}
	}
	if r.err == nil && !quoted {
		r.fail(at, ErrMissing, "the target has no TextQuoteSelector")
	}
}

func (r *reader) quote(n *annotations.Annotation, place func(string) string) (q annotations.Quote) {
	at := r.start()
	for name := range r.members {
		switch name {
		case "type":
			r.str()
		case "exact":
			q.Exact = r.str()
		case "prefix":
			q.Prefix = r.str()
		case "suffix":
			q.Suffix = r.str()
		default:
			r.unknown(&n.Extra, place("/quote"), name, quoteNames)
		}
	}
	if r.err == nil && q.Exact == "" {
		r.fail(at, ErrMissing, "the quote is empty")
	}
	return q
}

func (r *reader) span(n *annotations.Annotation, place func(string) string) annotations.Span {
	at := r.start()
	s := annotations.Span{Start: -1, End: -1}
	for name := range r.members {
		switch name {
		case "type":
			r.str()
		case "start":
			s.Start = r.count()
		case "end":
			s.End = r.count()
		default:
			r.unknown(&n.Extra, place("/position"), name, placeNames)
		}
	}
	switch {
	case r.err != nil:
	case s.Start < 0 || s.End < 0:
		r.fail(at, ErrMissing, "the position needs start and end")
	case s.Empty():
		r.fail(at, annotations.ErrBadSpan, "it ends at %d and starts at %d", s.End, s.Start)
	}
	return s
}
