package standoff

import (
	"maps"
	"slices"
	"strings"
)

// A Role is what the marks of one label become.
type Role string

// The roles.
const (
	Actor   Role = "actor"
	Claim   Role = "claim"
	Figure  Role = "figure"
	Cue     Role = "cue"   // the reporting words of the claims that it is tied to
	LeaveIt Role = "leave" // nothing: they are counted, and left out
)

// Roles lists them in the order in which they are offered.
var Roles = []Role{Actor, Claim, Figure, Cue, LeaveIt}

// A Mapping says what the labels of other tools become. A label that it does not know
// becomes what [Propose] says.
type Mapping map[string]Role

// Role returns what a label becomes.
func (m Mapping) Role(label string) Role {
	if r, ok := m[label]; ok && slices.Contains(Roles, r) {
		return r
	}
	return Propose(label)
}

// With returns the mapping with what other says in the place of what it says itself.
func (m Mapping) With(other Mapping) Mapping {
	out := maps.Clone(m)
	if out == nil {
		out = Mapping{}
	}
	maps.Copy(out, other)
	return out
}

// proposals are what common labels become: those of the corpora and models that
// English news are annotated with. A label is compared in lower case, letters and
// digits alone.
var proposals = map[Role]string{
	Actor: "actor source person per pers people org organization organisation company gpe loc location fac norp " +
		"speaker holder agent government politician party group institution country nationality " +
		"entity name sayer opinionholder attributionsource socialgroup",
	Claim: "claim content statement quote quotation proposition premise majorclaim assertion opinion " +
		"argument utterance message target highlight fact",
	Figure: "figure money cardinal percent percentage date time quantity ordinal number amount duration " +
		"measure measurement age currency set value statistic count num numeric year price share " +
		"rate range timex timex3",
	Cue:     "cue trigger attribution attributionnosource reporting reportingverb said say verb cuespan predicate",
	LeaveIt: "event product workofart law language token sentence pos lemma misc mis o",
}

// proposed caches what [Propose] says of labels.
type proposed map[string]Role

func (p proposed) of(label string) Role {
	r, known := p[label]
	if !known {
		r = Propose(label)
		p[label] = r
	}
	return r
}

// Propose returns what a label most likely means; a label that says nothing to
// Pressmark is that of a claim, so that its marks are not lost.
func Propose(label string) Role {
	plain := strings.Map(func(r rune) rune {
		if r == '-' || r == '_' || r == ' ' || r == '.' || r == ':' || r == '/' {
			return -1
		}
		return r
	}, strings.ToLower(label))
	for _, r := range Roles {
		if slices.Contains(strings.Fields(proposals[r]), plain) {
			return r
		}
	}
	return Claim
}

// A Survey counts what is in documents: the labels of marks and of what ties them, to
// show what a mapping is about, and what else a tool has to be told of beforehand.
type Survey struct {
	Marks     map[string]int
	Relations map[string]int // events too

	Ties       map[string]int            // relations alone
	Events     map[string]map[string]int // events alone, with the roles of their arguments
	Attributes map[string]map[string]int // names, with their values
}

// Count adds what is in a document.
func (s *Survey) Count(d *Document) {
	if s.Marks == nil {
		s.Marks, s.Relations, s.Ties = map[string]int{}, map[string]int{}, map[string]int{}
		s.Events, s.Attributes = map[string]map[string]int{}, map[string]map[string]int{}
	}
	for i := range d.Marks {
		m := &d.Marks[i]
		s.Marks[m.Label]++
		for _, a := range m.Attributes {
			inner(s.Attributes, a.Name)[a.Value]++
		}
	}
	for i := range d.Relations {
		s.Relations[d.Relations[i].Label]++
		s.Ties[d.Relations[i].Label]++
	}
	for i := range d.Events {
		e := &d.Events[i]
		s.Relations[e.Label]++
		roles := inner(s.Events, e.Label)
		for _, a := range e.Arguments {
			roles[a.Role]++
		}
	}
}

func inner(m map[string]map[string]int, name string) map[string]int {
	if m[name] == nil {
		m[name] = map[string]int{}
	}
	return m[name]
}

// Labels returns the labels of marks, the most frequent first.
func (s Survey) Labels() []string {
	return slices.SortedFunc(maps.Keys(s.Marks), func(a, b string) int {
		if n := s.Marks[b] - s.Marks[a]; n != 0 {
			return n
		}
		return strings.Compare(a, b)
	})
}
