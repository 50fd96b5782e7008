package record

import (
	"strconv"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/words"
)

// DecodeActor reads the record of an actor. The error is an *Error.
func DecodeActor[Bytes []byte | string](data Bytes) (annotations.Actor, error) {
	return decodeActor(string(data))
}

func decodeActor(s string) (annotations.Actor, error) {
	r := reader{s: s}
	a := r.actor()
	r.end()
	return a, r.problem()
}

var actorNames = []string{
	"@context", "id", "type", "schema:name", "schema:alternateName", "schema:jobTitle", "schema:affiliation",
	"schema:sameAs", "schema:description", "created", "modified", "pressmark:mergedInto",
	"pressmark:revision", "pressmark:deleted",
}

func (r *reader) actor() (a annotations.Actor) {
	at, typed := r.start(), false
	for name := range r.members {
		switch name {
		case "@context":
			r.context(&a.Extra)
		case "id":
			a.ID = r.id()
		case "type":
			typed = true
			a.Type = r.actorType(&a.Extra)
		case "schema:name":
			a.Name = r.str()
		case "schema:alternateName":
			var seen names
			for range r.elements {
				a.Aliases = append(a.Aliases, r.alias(&seen))
			}
		case "schema:jobTitle":
			a.Role = r.str()
		case "schema:affiliation":
			a.Affiliation = r.str()
		case "schema:sameAs":
			a.Link = r.str()
		case "schema:description":
			a.Note = r.str()
		case "created":
			a.Created = r.time()
		case "modified":
			a.Modified = r.time()
		case "pressmark:mergedInto":
			a.MergedInto = r.reference(&a.Extra, func(of string) string { return "/pressmark:mergedInto" + of })
		case "pressmark:revision":
			a.Revision = r.count()
		case "pressmark:deleted":
			a.Deleted = r.boolean()
		default:
			r.unknown(&a.Extra, "", name, actorNames)
		}
	}
	switch {
	case r.err != nil:
	case !typed:
		r.fail(at, ErrForeign, words.HasNoType)
	case a.ID == "":
		r.fail(at, ErrMissing, words.ActorNoID)
	case a.Name == "":
		r.fail(at, ErrMissing, words.ActorNoName)
	}
	return a
}

// actorType reads the type of an actor. Another type of person or body is kept as an
// unknown member is.
func (r *reader) actorType(extra *annotations.Extra) annotations.ActorType {
	at := r.start()
	s := r.str()
	for _, t := range actorTypes {
		if t.name == s {
			return t.typ
		}
	}
	switch {
	case r.err != nil:
	case s == articleType, !strings.HasPrefix(s, "schema:") && !strings.HasPrefix(s, "foaf:"):
		r.fail(at, ErrForeign, words.NoTypeOfActor, strconv.Quote(short(s)))
	default:
		r.i = at
		r.keep(extra, "/type")
	}
	return ""
}

// alias reads one more name.
func (r *reader) alias(before *names) string {
	at := r.start()
	s := r.str()
	if r.err == nil && (s == "" || !before.add(s)) {
		r.fail(at, ErrValue, words.NameTwice, strconv.Quote(short(s)))
	}
	return s
}
