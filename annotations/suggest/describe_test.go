package suggest_test

import (
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/suggest"
)

// A mention tells what a new record of it holds.
func TestDescribe(t *testing.T) {
	for _, c := range []struct {
		text, before, after     string
		name, role, affiliation string
		kind                    annotations.ActorType
		form                    suggest.Form
	}{
		{text: "Vladimir Putin", name: "Vladimir Putin", kind: annotations.Person, form: suggest.Name},
		{text: "Putin’s", name: "Putin", form: suggest.Name},
		{text: "Mr Putin", name: "Putin", kind: annotations.Person, form: suggest.Name},
		{text: "Mrs. Lindqvist", name: "Lindqvist", kind: annotations.Person, form: suggest.Name},
		{text: "Russia's president Vladimir Putin", name: "Vladimir Putin", role: "president", affiliation: "Russia", kind: annotations.Person, form: suggest.Name},
		{text: "Russian President Vladimir Putin", name: "Vladimir Putin", role: "Russian President", affiliation: "Russia", kind: annotations.Person, form: suggest.Name},
		{text: "Kremlin spokesman Dmitry Peskov", name: "Dmitry Peskov", role: "Kremlin spokesman", affiliation: "Kremlin", kind: annotations.Person, form: suggest.Name},
		{text: "US special envoy Steve Witkoff", name: "Steve Witkoff", role: "US special envoy", affiliation: "US", kind: annotations.Person, form: suggest.Name},
		{text: "envoy Steve Witkoff", name: "Steve Witkoff", role: "envoy", kind: annotations.Person, form: suggest.Name},
		{text: "former Prime Minister Ada Brandt", name: "Ada Brandt", role: "former Prime Minister", kind: annotations.Person, form: suggest.Name},
		{text: "Russia’s ambassador to the UK, Andrei Kelin", name: "Andrei Kelin", role: "ambassador to the UK", affiliation: "Russia", kind: annotations.Person, form: suggest.Name},
		{text: "Dmitry Peskov", after: ", the Kremlin's spokesman, said that", name: "Dmitry Peskov", role: "spokesman", affiliation: "Kremlin", kind: annotations.Person, form: suggest.Name},
		{text: "Dmitry Peskov, the Kremlin's spokesman,", name: "Dmitry Peskov", role: "spokesman", affiliation: "Kremlin", kind: annotations.Person, form: suggest.Name},
		{text: "Ada Brandt", after: ", president of the Northern Bank, told reporters", name: "Ada Brandt", role: "president of the Northern Bank", affiliation: "Northern Bank", kind: annotations.Person, form: suggest.Name},
		{text: "Steve Witkoff", before: "They met the US envoy ", name: "Steve Witkoff", role: "US envoy", affiliation: "US", kind: annotations.Person, form: suggest.Name},
		{text: "Ada Brandt", after: ", who had said so before, left.", name: "Ada Brandt", kind: annotations.Person, form: suggest.Name},
		{text: "the World Health Organization", name: "World Health Organization", kind: annotations.Organization, form: suggest.Name},
		{text: "the WHO", name: "WHO", kind: annotations.Organization, form: suggest.Name},
		{text: "the Ministry of Defence", name: "Ministry of Defence", kind: annotations.Government, form: suggest.Name},
		{text: "Russia's Defence Ministry", name: "Russia's Defence Ministry", kind: annotations.Government, form: suggest.Name},
		{text: "the Bank of England", name: "Bank of England", kind: annotations.Organization, form: suggest.Name},
		{text: "Ursula von der Leyen", name: "Ursula von der Leyen", kind: annotations.Person, form: suggest.Name},
		{text: "Moscow", name: "Moscow", kind: annotations.Place, form: suggest.Name},
		{text: "the United States", name: "United States", kind: annotations.Place, form: suggest.Name},
		{text: "protesters", name: "protesters", kind: annotations.Group, form: suggest.Description},
		{text: "people familiar with the matter", name: "people familiar with the matter", kind: annotations.Group, form: suggest.Description},
		{text: "the envoy", name: "envoy", role: "envoy", kind: annotations.Person, form: suggest.Description},
		{text: "the US president", name: "US president", role: "US president", affiliation: "US", kind: annotations.Person, form: suggest.Description},
		{text: "the US President", name: "US President", role: "US President", affiliation: "US", kind: annotations.Person, form: suggest.Description},
		{text: "the ministry", name: "ministry", kind: annotations.Government, form: suggest.Description},
		{text: "He", name: "He", kind: annotations.Person, form: suggest.Pronoun},
		{text: "they", name: "they", form: suggest.Pronoun},
		{text: "it", name: "it", form: suggest.Pronoun},
		{text: "Americans", name: "Americans", kind: annotations.Group, form: suggest.Name},
		{text: "the Daily Courier", name: "Daily Courier", form: suggest.Name},
		{text: "Both Brandt and Lindqvist", name: "Brandt and Lindqvist", form: suggest.Name},
		{text: "Ada Brandt (D", name: "Ada Brandt", kind: annotations.Person, form: suggest.Name},
		{text: "Ada Brandt, a professor of history at Northport College who wrote it,", name: "Ada Brandt", role: "professor of history at Northport College", affiliation: "Northport College", kind: annotations.Person, form: suggest.Name},
		{text: "Ada Brandt, the president's former envoy to Kyiv,", name: "Ada Brandt", role: "former envoy to Kyiv", kind: annotations.Person, form: suggest.Name},
		{text: "Presumptive nominee Ada Brandt", name: "Ada Brandt", role: "Presumptive nominee", kind: annotations.Person, form: suggest.Name},
		{text: "Zelenskyy", name: "Zelenskyy", form: suggest.Name},
	} {
		d := suggest.Describe(c.text, c.before, c.after)
		if d.Name != c.name || d.Role != c.role || d.Affiliation != c.affiliation || d.Type != c.kind || d.Form != c.form {
			t.Errorf("%q %q %q:\n got %+v\nwant %q, %q of %q, %q %q", c.before, c.text, c.after, d, c.name, c.role, c.affiliation, c.kind, c.form)
		}
	}
}
