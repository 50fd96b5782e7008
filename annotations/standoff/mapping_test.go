package standoff

import (
	"slices"
	"strings"
	"testing"

	"pressmark/annotations"
)

// TestPropose holds what common labels become, however they are written.
func TestPropose(t *testing.T) {
	for role, labels := range map[Role]string{
		Actor:   "Source source PERSON Person PER ORG GPE Opinion-Holder opinion_holder attribution.source SPEAKER",
		Claim:   "Content Claim Statement MajorClaim whatever Ereignis",
		Figure:  "MONEY CARDINAL PERCENT DATE time Quantity TIMEX3",
		Cue:     "Cue Attribution Attribution-no-source reporting_verb",
		LeaveIt: "EVENT WORK_OF_ART Token O",
	} {
		for l := range strings.FieldsSeq(labels) {
			if got := Propose(l); got != role {
				t.Errorf("%s becomes %s, not %s", l, got, role)
			}
		}
	}
	seen := map[string]Role{}
	for role, labels := range proposals {
		for l := range strings.FieldsSeq(labels) {
			if other, twice := seen[l]; twice {
				t.Errorf("%s is proposed for %s and for %s", l, role, other)
			}
			seen[l] = role
		}
	}
	for _, kind := range annotations.Kinds { // what Pressmark writes it reads
		n := annotations.Annotation{Kind: kind}
		if got := Propose(LabelOf(&n)); got != Role(kind) {
			t.Errorf("%s becomes %s", LabelOf(&n), got)
		}
	}
	if Propose(CueLabel) != Cue {
		t.Error("a cue is none")
	}
}

// TestMapping holds which of several mappings counts.
func TestMapping(t *testing.T) {
	m := Mapping{"A": Actor, "B": Cue, "C": "nonsense"}
	n := m.With(Mapping{"B": Figure, "D": LeaveIt})
	for label, want := range map[string]Role{"A": Actor, "B": Figure, "C": Claim, "D": LeaveIt, "ORG": Actor} {
		if got := n.Role(label); got != want {
			t.Errorf("%s becomes %s, not %s", label, got, want)
		}
	}
	if m["B"] != Cue || len(Mapping(nil).With(m)) != 3 {
		t.Error("With changes what it is called on, or loses something")
	}
}

// TestSurvey counts labels, and what a tool has to be told beforehand.
func TestSurvey(t *testing.T) {
	d := parse(t, "[T1:a] [T2:b] [T3:c]\n---\nT1 label=A\nT1 has=x=1\nT1 has=x=2\nT2 label=B\nT2 has=x=1\nT3 label=B\nR1 relation=r from=T1 to=T2\nE1 event=B trigger=T2 One=T1 Two=T3 Two=T2\n")
	var s Survey
	s.Count(&d)
	s.Count(&d)
	if got := s.Labels(); !slices.Equal(got, []string{"B", "A"}) {
		t.Error(got)
	}
	if s.Marks["B"] != 4 || s.Relations["r"] != 2 || s.Relations["B"] != 2 || s.Ties["B"] != 0 || s.Ties["r"] != 2 ||
		s.Events["B"]["Two"] != 4 || s.Attributes["x"]["1"] != 4 || s.Attributes["x"]["2"] != 2 {
		t.Errorf("%+v", s)
	}
}
