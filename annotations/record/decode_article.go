package record

import (
	"pressmark/annotations"
	"pressmark/annotations/words"
	"strconv"
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

const articleType = "schema:Article"

var (
	articleNames = []string{
		"@context", "id", "type", "schema:headline", "schema:author", "schema:publisher", "schema:datePublished",
		"schema:inLanguage", "schema:url", "dcterms:replaces", "created", "modified", "schema:articleBody", "pressmark:blocks",
		"pressmark:dismissals", "pressmark:revision", "pressmark:deleted",
	}
	blockNames     = []string{"type", "pressmark:level", "start", "end"}
	dismissalNames = []string{"pressmark:finding", "pressmark:reason"}
)

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
		case "dcterms:replaces":
			a.Revises = r.reference(&a.Extra, func(of string) string { return "/dcterms:replaces" + of })
		case "created":
			a.Created = r.time()
		case "modified":
			a.Modified = r.time()
		case "schema:articleBody":
			bodyAt := r.start()
			s := r.str()
			text = &s
			if len(s) > annotations.MaxText {
				r.fail(bodyAt, ErrTooLarge, words.TextOfMB, strconv.Itoa(len(s)>>20), strconv.Itoa(annotations.MaxText>>20))
			}
		case "pressmark:blocks":
			blocksAt = r.start()
			for i := range r.elements {
				a.Blocks = append(a.Blocks, r.block(&a.Extra, i))
			}
		case "pressmark:dismissals":
			for i := range r.elements {
				a.Dismissals = append(a.Dismissals, r.dismissal(&a.Extra, i))
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
		r.fail(at, ErrForeign, words.HasNoType)
	case a.ID == "":
		r.fail(at, ErrMissing, words.ArticleNoID)
	case text == nil:
		r.fail(at, ErrMissing, words.ArticleNoBody)
	case a.Title == "":
		r.fail(at, ErrMissing, words.ArticleNoHeadline)
	default:
		a.Text = annotations.NewText(*text)
		r.checkBlocks(a, blocksAt)
	}
	return a
}

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
				r.fail(at, ErrValue, words.NoKindOfBlock, strconv.Quote(short(s)))
			}
		case "pressmark:level":
			b.Level = r.count()
		case "start":
			b.Span.Start = r.count()
		case "end":
			b.Span.End = r.count()
		default:
			r.unknown(extra, slot{"/pressmark:blocks", i}.place(""), name, blockNames)
		}
	}
	if r.err == nil && (b.Kind == "" || b.Span.Start < 0 || b.Span.End < 0) {
		r.fail(at, ErrMissing, words.BlockNeeds)
	}
	return b
}

// checkBlocks holds the blocks of an article against its text.
func (r *reader) checkBlocks(a annotations.Article, at int) {
	end := 0
	for i, b := range a.Blocks {
		var wrong words.Message
		switch s := b.Span; {
		case s.Empty():
			wrong = words.BlockEmpty.Of()
		case s.Start < end:
			wrong = words.BlockOverlaps.Of()
		case s.End > a.Text.Len():
			wrong = words.BlockEnds.Of(strconv.Itoa(s.End), strconv.Itoa(a.Text.Len()))
		case b.Level > 6 && b.Kind == annotations.Heading:
			wrong = words.BlockLevels.Of()
		case !boundary(a.Text, s.Start) || !boundary(a.Text, s.End):
			wrong = words.BlockInside.Of()
		}
		if wrong.Empty() {
			end = b.Span.End
			continue
		}
		again := reader{s: r.s, i: at}
		for k := range again.elements {
			if k == i {
				r.fail(again.start(), annotations.ErrBadSpan, words.InBlock, strconv.Itoa(i+1), wrong.String())
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

func (r *reader) dismissal(extra *annotations.Extra, i int) (d annotations.Dismissal) {
	at, found := r.start(), false
	for name := range r.members {
		switch name {
		case "pressmark:finding":
			found = true
			d.Finding = r.str()
		case "pressmark:reason":
			d.Reason = r.str()
		default:
			r.unknown(extra, slot{"/pressmark:dismissals", i}.place(""), name, dismissalNames)
		}
	}
	if r.err == nil && !found {
		r.fail(at, ErrMissing, words.DismissalNeeds)
	}
	return d
}
