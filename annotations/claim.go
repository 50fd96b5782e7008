package annotations

import "slices"

// A Claim is what is known of an annotation of kind claim, beside its place. The zero
// value says nothing.
type Claim struct {
	Source      Source
	Speakers    []ID   // who says it, in order: actor annotations of the article, or actors
	Wording     string // how the article names an unnamed source: "officials"
	Cue         Cue
	Attribution Attribution
	Stance      Stance
	About       string // the time that it is about, as a [Figure]'s Time, or in words
	Within      ID     // the claim that reports this one: "Zelensky said that Moscow claims …"
	Check       Check
}

// A Source says who stands behind a claim.
type Source string

// The sources; "" is one that nobody has said yet.
const (
	Named   Source = "named"   // the actors under Speakers
	Itself  Source = "article" // the article, in its own voice
	Unnamed Source = "unnamed" // somebody whom the article does not name
)

// Sources lists the sources in the order in which they are offered.
var Sources = []Source{Named, Itself, Unnamed}

// An Attribution says how an article gives a claim.
type Attribution string

// The attributions; "" is not known.
const (
	Direct    Attribution = "direct"    // in quotation marks, whole
	Indirect  Attribution = "indirect"  // in the article's words
	Mixed     Attribution = "mixed"     // in the article's words with some quoted
	Assertion Attribution = "assertion" // without anybody who says it
)

// Attributions lists them in the order in which they are offered.
var Attributions = []Attribution{Direct, Mixed, Indirect, Assertion}

// A Stance says how a speaker stands to a claim.
type Stance string

// The stances; "" is not known.
const (
	Asserts   Stance = "asserts"
	Denies    Stance = "denies"
	Questions Stance = "questions"
	Predicts  Stance = "predicts"
	Promises  Stance = "promises"
	Demands   Stance = "demands"
)

// Stances lists them in the order in which they are offered.
var Stances = []Stance{Asserts, Denies, Questions, Predicts, Promises, Demands}

// A Cue is the reporting words of a claim: "said", "according to". Its spans and
// quotes hold what those of an [Annotation] hold; without a place it has no spans and
// keeps its quotes.
type Cue struct {
	Spans  []Span
	Quotes []Quote
}

// CueAt returns the cue on spans of a text: grown to whole graphemes, joined.
func CueAt(t Text, spans ...Span) Cue {
	n := Annotation{}.At(t, spans...)
	return Cue{n.Spans, n.Quotes}
}

// Exact returns the words of the cue, its stretches joined by " … ".
func (c Cue) Exact() string { return Annotation{Quotes: c.Quotes}.Exact() }

// Empty reports whether there is no cue, not even a lost one.
func (c Cue) Empty() bool { return len(c.Quotes) == 0 }

// Equal reports whether two cues are the same.
func (c Cue) Equal(o Cue) bool {
	return slices.Equal(c.Spans, o.Spans) && slices.Equal(c.Quotes, o.Quotes)
}

// A Check is what a reader found out about a claim.
type Check struct {
	Worth     Worth
	Status    Status
	Verdict   Verdict
	Reasoning string
	Evidence  []Evidence
}

// Worth says whether a claim is worth checking.
type Worth string

// The answers; "" is not said.
const (
	Worthy   Worth = "yes"
	Unworthy Worth = "no"
)

// A Status says how far the checking of a claim has come.
type Status string

// The statuses; "" is not begun.
const (
	StatusOpen     Status = "open"
	StatusChecking Status = "checking"
	StatusDone     Status = "done"
)

// Statuses lists them in order.
var Statuses = []Status{StatusOpen, StatusChecking, StatusDone}

// A Verdict is a step of a reader's scale, with what schema.org's Rating needs to be
// understood without that scale. Value, Best and Worst are decimals, or empty for a
// verdict that is none on it ("Unproven").
type Verdict struct {
	Name               string
	Value, Best, Worst Decimal
}

// Evidence is something that speaks for or against a claim.
type Evidence struct {
	URL   string
	Quote string
	Date  string // ISO 8601, or as given
}

// Empty reports whether nothing is known.
func (c Claim) Empty() bool { return c.Equal(Claim{}) }

// Equal reports whether two claims say the same.
func (c Claim) Equal(o Claim) bool {
	return c.Source == o.Source && slices.Equal(c.Speakers, o.Speakers) && c.Wording == o.Wording &&
		c.Cue.Equal(o.Cue) && c.Attribution == o.Attribution && c.Stance == o.Stance &&
		c.About == o.About && c.Within == o.Within && c.Check.Equal(o.Check)
}

// Equal reports whether two checks say the same.
func (c Check) Equal(o Check) bool {
	return c.Worth == o.Worth && c.Status == o.Status && c.Verdict == o.Verdict &&
		c.Reasoning == o.Reasoning && slices.Equal(c.Evidence, o.Evidence)
}
