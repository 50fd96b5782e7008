package record

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/words"
)

// Limits of what is read. Whoever has more splits it.
const (
	MaxBytes    = 100 << 20 // of a collection: no more than half a million annotations fit in
	maxProblems = 100       // that are told; then reading ends
)

// problem returns err as an error that is nil when there is none.
func (r *reader) problem() error {
	if r.err == nil {
		return nil
	}
	place := locator{s: r.s}
	place.locate(r.err)
	return r.err
}

// start returns the byte offset of the next value.
func (r *reader) start() int {
	r.space()
	return r.i
}

// typeAhead returns the type of the object that comes next, and reads nothing of it.
func (r *reader) typeAhead() (typ string) {
	if r.space() != '{' {
		return ""
	}
	ahead := *r
	for name := range ahead.members {
		if name == "type" {
			if ahead.space() == '"' {
				typ = ahead.str()
			}
			break
		}
		ahead.skip()
	}
	return typ
}

// A slot is an element of an array of a record: unknown members of it, and of what is
// in it, are kept under its place.
type slot struct {
	array string
	i     int
}

// place returns the place of what is in the slot, or with "" of the slot itself.
func (s slot) place(of string) string { return s.array + "/" + strconv.Itoa(s.i) + of }

// unknown keeps a member that this version does not know under its place, unless
// it is a known one in other letter case.
func (r *reader) unknown(extra *annotations.Extra, place, name string, known []string) {
	if r.err != nil {
		return
	}
	for _, k := range known {
		if strings.EqualFold(k, name) {
			r.fail(r.i, ErrNameCase, words.InsteadOf, strconv.Quote(name), strconv.Quote(k))
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
		r.wrong(words.JSONObject)
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
		r.fail(at, ErrForeign, words.OtherContext)
	}
}

// constant reads a string that can only be one.
func (r *reader) constant(want string) {
	at := r.start()
	if got := r.str(); r.err == nil && got != want {
		r.fail(at, ErrForeign, words.WhereWanted, strconv.Quote(short(got)), strconv.Quote(want))
	}
}

// choice reads the value of a member whose values are enumerated. One that this
// version does not know is kept as an unknown member is, and "" returned.
func choice[T ~string](r *reader, extra *annotations.Extra, place func(string) string, name string, known []T) T {
	at := r.start()
	s := r.str()
	if i := slices.Index(known, T(s)); i >= 0 {
		return known[i]
	}
	for _, k := range known {
		if strings.EqualFold(string(k), s) {
			r.fail(at, ErrValue, words.InsteadOf, strconv.Quote(s), strconv.Quote(string(k)))
		}
	}
	if r.err == nil && s != "" {
		r.i = at
		r.keep(extra, place("/"+name))
	}
	return ""
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
	r.fail(at, ErrID, words.NotUUID, strconv.Quote(short(s)))
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

var referenceNames = []string{"id"}

// reference reads an object that names a record.
func (r *reader) reference(extra *annotations.Extra, place func(string) string) (id annotations.ID) {
	at := r.start()
	for name := range r.members {
		if name == "id" {
			id = r.id()
		} else {
			r.unknown(extra, place(""), name, referenceNames)
		}
	}
	if r.err == nil && id == "" {
		r.fail(at, ErrMissing, words.NeedsID)
	}
	return id
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
		r.fail(at, ErrValue, words.NotTime, strconv.Quote(short(s)))
		return time.Time{}
	}
	return t
}

// decimal reads an exact number, which is a string.
func (r *reader) decimal() annotations.Decimal {
	at := r.start()
	d := annotations.Decimal(r.str())
	if r.err == nil && (d == "" || !d.Valid()) {
		r.fail(at, ErrValue, words.NotNumber, strconv.Quote(short(string(d))))
	}
	return d
}
