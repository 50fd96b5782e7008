// Package standoff is the ground that annotation tools have in common: a text, stretches
// of it with labels, and what ties them to one another. The formats of other tools are
// read into a [Document] and written from one; what is particular to Pressmark happens
// here, once.
//
//   - [Records] makes records of a document. A [Mapping] says what each label becomes.
//   - [Describe] makes a document of an article's records.
//   - [Fit] takes out of a document what a format cannot hold, and tells what that was:
//     what a writer writes is what the preflight announced.
//   - [UnitOf] and [Place] turn offsets of any unit into spans; where tools disagree, the
//     quotes decide.
//
// # What becomes what
//
// A mark whose label is mapped to a kind becomes an annotation of that kind. It keeps
// the label if that says more than the kind's name. A cue, and the trigger of an event,
// become the cue of the claims that an event or a relation ties them to; one that is
// tied to no claim becomes a claim of its own that keeps the label, so that no mark is
// lost. Roles and directions of relations are not asked where the two ends leave no
// choice: a claim and an actor are a claim and its speaker. What is said of a cue, in
// attributes, tags, links and notes, is said of its claims. A claim of two events is two
// annotations: it has another speaker and cue in each.
//
// Attributes that Pressmark has a field for set it ([AttributeNames]); others become
// tags, "Topic=energy", and attributes again when they are written.
//
// IDs are made from content: what comes in twice is the same records. A mark that brings
// an ID of Pressmark's keeps it.
//
// Events leave a member in the records of their claims,
//
//	"pressmark:event": {"id": "E4", "type": "Attribution", "label": "Verb",
//	                    "trigger": [[756, 759]], "exact": ["say"], "at": "urn:uuid:…",
//	                    "of": "urn:uuid:…", "roles": {"claim": "Theme", "urn:uuid:…": "Agent"}}
//
// so that they are written again as they were. All but "type" is there where it says
// something: "label" is that of the trigger's mark, where it is not the event's; "trigger"
// is where that is, if not where the cue is, and counts as long as the words of "exact"
// stand there; "at" is the trigger's annotation, if it has one; "of" the claim's annotation
// for a former event, which has the same mark. "roles" has what arguments are called where
// that is not the label of their marks: "claim", "cue", and the IDs of speakers. A cue that
// is called something else than "Cue" leaves "pressmark:cueLabel".
package standoff

import (
	"strconv"
	"time"

	"pressmark/annotations"
)

// A Document is an article with what is marked in it, as one or more annotators did.
type Document struct {
	// Name is the file's path without its ending, or what else the file calls it; it
	// may be empty.
	Name string
	// Article has the text and what else is known. Its ID may be empty, and its blocks
	// may be missing: Records finds them.
	Article   annotations.Article
	Marks     []Mark
	Relations []Relation
	Events    []Event
	// Files are the files that the lines of annotators' marks, relations and events
	// count in, where that is not the document's own.
	Files map[string]string
}

// A Mark is a labelled stretch of the text.
type Mark struct {
	ID         string // once in its document, for each annotator; "": it has none, and nothing refers to it
	Label      string
	Spans      []annotations.Span // in code points, in order; none: it has no place
	Quotes     []string           // what the file says stands in each span; none: it says nothing
	Prefix     string             // text around a mark without a place, as the file has it; may be empty
	Suffix     string
	Annotator  string
	Attributes []Attribute
	Links      []string // addresses that say what it stands for
	Note       string
	Tags       []string
	Created    time.Time // zero: not known
	Modified   time.Time
	Line       int // of the file, from 1; 0: not known
}

// An Attribute says something of a mark. Value is empty for one that is just there.
type Attribute struct{ Name, Value string }

// A Relation ties one mark to another of the same annotator.
type Relation struct {
	ID        string
	Label     string
	From, To  string // IDs of marks
	Annotator string
	Line      int
}

// An Event ties any number of marks, of one annotator, together.
type Event struct {
	ID        string // "": none
	Label     string
	Trigger   string // ID of a mark
	Arguments []Argument
	Annotator string
	Line      int
}

// An Argument is a mark's part in an event.
type Argument struct{ Role, Mark string }

// A Problem is something in a file that could not be taken as it is.
type Problem struct {
	File         string
	Line, Column int    // from 1; 0: not known
	What         string // the record: its ID, its label or its words; may be empty
	Err          error
}

func (p Problem) Error() string {
	s := p.Place()
	if s != "" {
		s += ": "
	}
	if p.What != "" {
		s += p.What + ": "
	}
	return s + p.Err.Error()
}

// Unwrap returns what is wrong.
func (p Problem) Unwrap() error { return p.Err }

// Place returns file, line and column of a problem as compilers write them, as far as
// they are known.
func (p Problem) Place() string {
	s := p.File
	for _, n := range []int{p.Line, p.Column} {
		if n == 0 {
			break
		}
		if s != "" {
			s += ":"
		}
		s += strconv.Itoa(n)
	}
	return s
}
