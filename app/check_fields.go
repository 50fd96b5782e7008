package app

import (
	"slices"
	"strconv"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/words"
)

// checkFields are what came of checking a claim.
func (a *editor) checkFields(m *annotations.Annotation) goapp.UI {
	id, c := m.ID, m.Claim.Check
	check := func(alter func(c annotations.Check, v string) annotations.Check) func(string) {
		return func(v string) {
			a.do(a.reader.doc().SetClaim(id, annotations.Checked, now(), func(c annotations.Claim) annotations.Claim {
				c.Check = alter(c.Check, v)
				return c
			}))
		}
	}
	typed := func(alter func(c annotations.Check, text string) annotations.Check) func() func(string) {
		return a.writing(id, func(d annotations.Doc, text string) annotations.Edit {
			return d.SetClaim(id, annotations.Checked, now(), func(c annotations.Claim) annotations.Claim {
				c.Check = alter(c.Check, strings.TrimSpace(text))
				return c
			})
		})
	}
	scale := a.settings.scale()
	verdicts := []option{{"", words.ChoiceNoVerdict.String()}}
	for _, v := range scale {
		verdicts = append(verdicts, option{v.Name, v.Name})
	}
	if c.Verdict.Name != "" && !slices.Contains(scale, c.Verdict) {
		verdicts = append(verdicts, option{c.Verdict.Name, c.Verdict.Name})
	}
	fields := []goapp.UI{
		&choiceField{ID: "check-worth", Label: words.FieldWorth.String(), Value: string(c.Worth), app: a.core,
			Options: options(words.NotSaidYet.String(), []annotations.Worth{annotations.Worthy, annotations.Unworthy}, words.WorthName),
			Pick: check(func(c annotations.Check, v string) annotations.Check {
				c.Worth = annotations.Worth(v)
				return c
			})},
		&choiceField{ID: "check-status", Label: words.FieldStatus.String(), Value: string(c.Status), app: a.core,
			Options: options(words.ChoiceNotBegun.String(), annotations.Statuses, words.StatusName),
			Pick: check(func(c annotations.Check, v string) annotations.Check {
				c.Status = annotations.Status(v)
				return c
			})},
		&choiceField{ID: "check-verdict", Label: words.FieldVerdict.String(), Value: c.Verdict.Name, app: a.core, Options: verdicts,
			Pick: check(func(c annotations.Check, v string) annotations.Check {
				c.Verdict = verdictNamed(a.settings.scale(), c.Verdict, v)
				return c
			})},
		&textField{ID: "check-reasoning", Label: words.FieldReasoning.String(), Value: c.Reasoning, Rows: 2, app: a.core,
			Begin: typed(func(c annotations.Check, s string) annotations.Check { c.Reasoning = s; return c })},
	}
	for i := range len(c.Evidence) + 1 { // one more to write into
		var e annotations.Evidence
		if i < len(c.Evidence) {
			e = c.Evidence[i]
		}
		n := strconv.Itoa(i + 1)
		part := func(name, label, value string, alter func(e *annotations.Evidence, s string)) goapp.UI {
			return &textField{ID: "evidence-" + name + "-" + n, Label: label, Value: value, app: a.core,
				Begin: typed(func(c annotations.Check, s string) annotations.Check {
					c.Evidence = withEvidence(c.Evidence, i, func(e *annotations.Evidence) { alter(e, s) })
					return c
				})}
		}
		fields = append(fields, goapp.FieldSet().Class("evidence").Body(
			goapp.Legend().Text(words.EvidenceNumber.With(n)),
			part("url", words.FieldAddress.String(), e.URL, func(e *annotations.Evidence, s string) { e.URL = s }),
			part("quote", words.FieldSays.String(), e.Quote, func(e *annotations.Evidence, s string) { e.Quote = s }),
			part("date", words.FieldDate.String(), e.Date, func(e *annotations.Evidence, s string) { e.Date = s }),
		))
	}
	fields = append(fields, goapp.Div().Class("acts").Body(act("scale", id, words.ActEditScale.String(), func() { a.dialogs.openDialog(dialogScale) })))
	return goapp.Details().Class("more").Body(
		goapp.Summary().Text(checkWords(c)),
		goapp.Div().Class("fields").Body(fields...),
	)
}

// withEvidence returns evidence with the ith piece, or one more, altered; what is empty
// then is left out.
func withEvidence(list []annotations.Evidence, i int, alter func(*annotations.Evidence)) []annotations.Evidence {
	out := slices.Clone(list)
	if i >= len(out) {
		out = append(out, annotations.Evidence{})
		i = len(out) - 1
	}
	alter(&out[i])
	out = slices.DeleteFunc(out, func(e annotations.Evidence) bool { return e == annotations.Evidence{} })
	if len(out) == 0 {
		return nil
	}
	return out
}

// statusWords are how far checking is, among other words.
var statusWords = map[annotations.Status]words.Phrase{
	annotations.StatusOpen: words.CheckOpen, annotations.StatusChecking: words.CheckBegun, annotations.StatusDone: words.CheckDone,
}

// checkWords say in a line how far checking has come.
func checkWords(c annotations.Check) string {
	parts := []string{words.Checking.String()}
	if c.Worth != "" {
		parts = append(parts, words.WorthWord(c.Worth))
	}
	if c.Status != "" {
		parts = append(parts, statusWords[c.Status].String())
	}
	if c.Verdict.Name != "" {
		parts = append(parts, c.Verdict.Name)
	}
	return strings.Join(parts, " · ")
}
