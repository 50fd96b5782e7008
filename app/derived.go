package app

import (
	"slices"
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/audit"
	"pressmark/annotations/ledger"
)

// derived is the ledger of the open article, worked out once for each of its states.
type derived struct {
	of     int // the state, of App.changes
	ledger ledger.Ledger
}

// ledgerNow is the ledger of the open article.
func (a *panel) ledgerNow() ledger.Ledger {
	if a.derived.of != a.changes {
		a.derived = derived{a.changes, ledger.Of([]annotations.Doc{a.reader.doc()}, a.actors())}
	}
	return a.derived.ledger
}

// audited is what the last audit of the open article found, with what of the sums of the
// library concerns it. It comes a moment after a
// change, so that marking never waits for it.
type audited struct {
	article   annotations.ID
	survey    audit.Survey // what the article's text has
	of        int          // the state, of App.changes
	asked     int          // counts how often an audit was asked for: the last one counts
	gaps      []audit.Gap
	findings  []audit.Finding
	dismissed []dismissed
}

// A dismissed is a gap or a finding that the reader let be.
type dismissed struct {
	key, what, text, reason string
	articles                []annotations.ID // in any of which that was said
}

func (x audited) count() int { return len(x.gaps) + len(x.findings) }

// auditPause is how long changes rest before the article is audited again.
const auditPause = 250 * time.Millisecond

// reaudit audits the open article after a pause without changes.
func (a *auditor) reaudit(pause time.Duration) {
	a.audited.asked++
	asked := a.audited.asked
	a.ctx.After(pause, func(goapp.Context) {
		if a.audited.asked == asked && a.reader.phase == reading {
			a.auditNow()
			a.settled = a.changes
			a.version++
		}
	})
}

// auditNow audits the open article, unless that was done in its present state.
func (a *auditor) auditNow() {
	x, d := &a.audited, a.reader.doc()
	if x.of == a.changes {
		return
	}
	if x.article != d.Article.ID {
		*x = audited{article: d.Article.ID, asked: x.asked, survey: audit.NewSurvey(d.Article)}
	}
	x.of, x.dismissed = a.changes, nil
	here := []annotations.ID{d.Article.ID}
	var gone []audit.Gap
	x.gaps, gone = x.survey.Gaps(d, a.actors())
	for _, g := range gone {
		x.dismissed = append(x.dismissed, dismissed{g.Key, g.Kind.Label(1), clip(g.Text), g.Reason, here})
	}
	var let []audit.Finding
	x.findings, let = audit.Check([]annotations.Doc{d}, a.actors())
	for _, f := range let {
		x.dismissed = append(x.dismissed, dismissed{f.Key, f.Kind.Label(1), f.Message(), f.Reason, here})
	}
	more, letMore := a.arithmetic.apart(a.arithmetic.elsewhere())
	x.findings, x.dismissed = append(x.findings, more...), append(x.dismissed, letMore...)
}

// gapKinds lists the kinds of gaps that there are, in the order in which they are shown.
func (x audited) gapKinds() []audit.Kind {
	n := audit.CountGaps(x.gaps)
	return slices.DeleteFunc(slices.Clone(audit.GapKinds), func(k audit.Kind) bool { return n[k] == 0 })
}

// gapsOf returns the gaps of a kind; "" is any.
func gapsOf(gaps []audit.Gap, kind audit.Kind) []audit.Gap {
	if kind == "" {
		return gaps
	}
	var out []audit.Gap
	for _, g := range gaps {
		if g.Kind == kind {
			out = append(out, g)
		}
	}
	return out
}

// alike returns the keys of the gaps of the kind and with the text of one: of all places
// of a name. There are none without a text.
func alike(gaps []audit.Gap, g audit.Gap) []string {
	var out []string
	for i := range gaps {
		if x := &gaps[i]; g.Text != "" && x.Kind == g.Kind && x.Text == g.Text {
			out = append(out, x.Key)
		}
	}
	return out
}
