package audit

import (
	"slices"
	"strings"

	"pressmark/annotations"
)

// A Finding is numbers that do not add up.
type Finding struct {
	Kind   Kind
	Marks  []Ref  // the figures that were compared, in the order in which Parts names them
	Parts  []Part // what was compared, in words
	Key    string // for the dismissals of any of its articles
	Reason string // of a dismissed one; may be empty
}

// A Ref says which annotation of which article is meant.
type Ref struct{ Article, Mark annotations.ID }

// A Part is a piece of a finding's message.
type Part struct {
	Text string
	Mark annotations.ID // the figure whose value this is; "": words between
}

// Message returns the finding as a sentence without a full stop: "9 + 12 = 21 is more
// than 19".
func (f Finding) Message() string {
	var b strings.Builder
	for _, p := range f.Parts {
		b.WriteString(p.Text)
	}
	return b.String()
}

// Articles returns the articles of the finding, each once.
func (f Finding) Articles() []annotations.ID {
	var out []annotations.ID
	for _, p := range f.Marks {
		if !slices.Contains(out, p.Article) {
			out = append(out, p.Article)
		}
	}
	return out
}
