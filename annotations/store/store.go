// Package store says what Pressmark asks of a place that keeps its records, and
// how such a place fails. store/memory is one; app/browser has the other;
// store/storetest holds both to what this page promises.
//
// # Records
//
// A [Record] is the JSON of one article, one annotation or one actor, with the few
// facts about it that a store needs. A store keeps the JSON as it is, byte for byte,
// and never reads it. An annotation belongs to an article; an actor belongs to none,
// since all share it. Deleting is writing a tombstone: a record like any other, with
// Deleted set.
//
// # Writing
//
// [Store.Write] takes the records of one change and keeps all of them or none. A
// [Put] says which revision it replaces, its base. It is accepted if that is the
// revision kept under its ID (0 where none is kept) and its own is higher;
// otherwise the whole write is refused with a [*ConflictError] that carries what is
// kept, and the caller merges. A record equal to the kept one in every field is
// accepted and changes nothing, so a write whose answer was lost can be repeated.
// An ID stands at most once in a write. When Write returns nil the records are on
// stable storage, in every copy that the store keeps.
//
// # Watching
//
// Every open Store over the same place (another tab) hears of each completed
// write, also those of others, once and in order; its own are not told to it.
// Writes that follow closely may be told as one, with the last state of each
// record. Records that a place mends by itself are told to everyone.
package store

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"unicode/utf8"

	"pressmark/annotations"
	"pressmark/annotations/words"
)

// A Type says what a record holds.
type Type string

// The types of records.
const (
	Article    Type = "article"
	Annotation Type = "annotation"
	Actor      Type = "actor"
)

// types is all types, in the order in which All gives them.
var types = []Type{Article, Actor, Annotation}

// Known reports whether t is one of the types.
func (t Type) Known() bool { return slices.Contains(types, t) }

// A Record is one thing that is kept.
type Record struct {
	ID       annotations.ID
	Type     Type
	Article  annotations.ID // the article it belongs to; of an article or actor, its own ID
	Label    string         // a title, a kind or an actor's name: to list and count without Data
	Revision int            // from 1
	Deleted  bool
	Modified int64  // milliseconds since 1970, UTC
	Data     string // JSON
}

// A Put is a record to keep and the revision that it replaces.
type Put struct {
	Record
	Base int // 0: there is none yet
}

// A Summary is what a library shows of an article.
type Summary struct {
	Record                   // of the article; Data is empty
	Counts    map[string]int // live annotations by label
	Annotated int64          // when an annotation last changed or went, milliseconds; 0: never
}

// A Store keeps records.
//
// Every method may fail with ErrClosed, ErrBlocked or an error of the place.
type Store interface {
	// Summaries lists the live articles, newest change first.
	Summaries(ctx context.Context) ([]Summary, error)
	// Get returns the record with an ID, also a tombstone, or ErrNotFound.
	Get(ctx context.Context, id annotations.ID) (Record, error)
	// Annotations returns the live annotations of an article in no order.
	Annotations(ctx context.Context, article annotations.ID) ([]Record, error)
	// Actors returns all actors in no order, tombstones included: that of a merged
	// actor says which one it was merged into.
	Actors(ctx context.Context) ([]Record, error)
	// All calls yield for each record, tombstones included, articles before actors
	// before annotations, else by ID, until yield returns an error, which it returns.
	All(ctx context.Context, yield func(Record) error) error
	// Write keeps records as the package comment says.
	Write(ctx context.Context, puts []Put) error
	// Watch calls heard after each write through another Store over the same
	// place. The function that it returns ends that.
	Watch(heard func([]Record)) (stop func())
	// Close lets go of the place.
	Close() error
}

// Errors that callers tell apart.
const (
	ErrNotFound = words.ErrNotFound
	ErrConflict = words.ErrConflict
	ErrFull     = words.ErrFull
	ErrBlocked  = words.ErrBlocked
	ErrOutdated = words.ErrOutdated
	ErrClosed   = words.ErrClosed
	ErrInvalid  = words.ErrStoreInvalid
)

// A ConflictError refuses a write: it carries the kept records that the write did
// not build on; one with revision 0 says that none is kept under its ID. errors.Is
// finds ErrConflict in it.
type ConflictError struct{ Kept []Record }

func (e *ConflictError) Error() string {
	return words.WithKept.With(ErrConflict.Error(), words.RecordsKept.Count(len(e.Kept)))
}

// Unwrap returns ErrConflict.
func (e *ConflictError) Unwrap() error { return ErrConflict }

// Check returns an error that wraps ErrInvalid if a record cannot be kept: if it
// lacks something, is of no known type or an actor in an article, or does not raise
// its revision. Text must be UTF-8 without the control characters that JSON forbids,
// so that a store can hold records apart by them.
func (p Put) Check() error {
	r := p.Record
	switch {
	case r.ID == "", r.Article == "", r.Data == "":
		return words.Because(ErrInvalid, words.LacksFields.Of())
	case !r.Type.Known():
		return words.Because(ErrInvalid, words.OfType.Of(strconv.Quote(string(r.Type))))
	case r.Type == Actor && r.Article != r.ID:
		return words.Because(ErrInvalid, words.ActorInArticle.Of(string(r.ID), string(r.Article)))
	case p.Base < 0 || r.Revision <= p.Base:
		return words.Because(ErrInvalid, words.RevisionOver.Of(strconv.Itoa(r.Revision), strconv.Itoa(p.Base)))
	}
	for _, s := range []string{string(r.ID), string(r.Article), r.Label, r.Data} {
		if !utf8.ValidString(s) || controls(s) {
			return words.Because(ErrInvalid, words.BadCharacters.Of(string(r.ID)))
		}
	}
	return nil
}

// controls reports whether a text holds such a character; they have one byte in UTF-8.
func controls(s string) bool {
	for _, c := range []byte(s) {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' {
			return true
		}
	}
	return false
}

// Accept judges a write by the promise above: it returns the records of puts that
// change what is kept, or a *ConflictError, or an error that wraps ErrInvalid.
// kept holds at least the records that are kept under the IDs of puts.
func Accept(puts []Put, kept map[annotations.ID]Record) ([]Record, error) {
	var fresh, refused []Record
	seen := make(map[annotations.ID]bool, len(puts))
	for _, p := range puts {
		if err := p.Check(); err != nil {
			return nil, err
		}
		if seen[p.ID] {
			return nil, words.Because(ErrInvalid, words.TwiceInWrite.Of(string(p.ID)))
		}
		seen[p.ID] = true
		switch k := kept[p.ID]; {
		case k == p.Record:
		case k.Revision != p.Base:
			k.ID = p.ID
			refused = append(refused, k)
		default:
			fresh = append(fresh, p.Record)
		}
	}
	if len(refused) > 0 {
		return nil, &ConflictError{refused}
	}
	return fresh, nil
}

// Summarize makes what Summaries returns from every kept record, with or without
// its data.
func Summarize(records []Record) []Summary {
	sums := make(map[annotations.ID]*Summary)
	for _, r := range records {
		if r.Type == Article && !r.Deleted {
			r.Data = ""
			sums[r.ID] = &Summary{Record: r, Counts: map[string]int{}}
		}
	}
	for _, r := range records {
		s := sums[r.Article]
		if r.Type != Annotation || s == nil {
			continue
		}
		s.Annotated = max(s.Annotated, r.Modified)
		if !r.Deleted {
			s.Counts[r.Label]++
		}
	}
	list := make([]Summary, 0, len(sums))
	for _, s := range sums {
		list = append(list, *s)
	}
	slices.SortStableFunc(list, func(a, b Summary) int {
		return cmp.Or(cmp.Compare(max(b.Modified, b.Annotated), max(a.Modified, a.Annotated)),
			cmp.Compare(a.ID, b.ID))
	})
	return list
}

// Sort puts records in the order in which All gives them.
func Sort(records []Record) {
	slices.SortFunc(records, func(a, b Record) int {
		if a.Type != b.Type {
			return slices.Index(types, a.Type) - slices.Index(types, b.Type)
		}
		return cmp.Compare(a.ID, b.ID)
	})
}
