package record

import (
	"pressmark/annotations"
	"pressmark/annotations/words"
)

var (
	figureNames = []string{
		"type", "pressmark:figureType", "schema:value", "schema:minValue", "schema:maxValue", "schema:unitCode",
		"schema:unitText", "schema:currency", "pressmark:comparator", "pressmark:approximate", "pressmark:vague",
		"pressmark:direction", "pressmark:counted", "schema:temporalCoverage", "pressmark:base", "pressmark:claim",
		"pressmark:apart", "pressmark:ties", "pressmark:corrected",
	}
	tieNames = []string{"pressmark:relation", "pressmark:figure"}
)

// figure reads the body of a figure. One that does not say of what type it is may
// still be a sum of money.
func (r *reader) figure(n *annotations.Annotation) {
	f := &n.Figure
	money, said := false, false
	for name := range r.members {
		switch name {
		case "type":
			money = r.str() == moneyType
		case "pressmark:figureType":
			said = true
			f.Type = choice(r, &n.Extra, kindAt, name, annotations.FigureTypes)
		case "schema:value":
			f.Value = r.decimal()
		case "schema:minValue":
			f.Low = r.decimal()
		case "schema:maxValue":
			f.High = r.decimal()
		case "schema:unitCode":
			f.Unit = r.str()
		case "schema:unitText":
			f.UnitText = r.str()
		case "schema:currency":
			f.Currency = r.str()
		case "pressmark:comparator":
			f.Comparator = choice(r, &n.Extra, kindAt, name, annotations.Comparators)
		case "pressmark:approximate":
			f.Approximate = r.boolean()
		case "pressmark:vague":
			f.Vague = r.boolean()
		case "pressmark:direction":
			f.Direction = choice(r, &n.Extra, kindAt, name, annotations.Directions)
		case "pressmark:counted":
			f.Counted = r.str()
		case "schema:temporalCoverage":
			f.Time = r.str()
		case "pressmark:base":
			f.Base = r.str()
		case "pressmark:claim":
			f.Claim = r.reference(&n.Extra, func(of string) string { return kindPlace + "/pressmark:claim" + of })
		case "pressmark:apart":
			f.Apart = r.boolean()
		case "pressmark:ties":
			for i := range r.elements {
				f.Ties = append(f.Ties, r.tie(&n.Extra, i))
			}
		case "pressmark:corrected":
			f.Corrected = r.boolean()
		default:
			r.unknown(&n.Extra, kindPlace, name, figureNames)
		}
	}
	if money && !said {
		f.Type = annotations.Money
	}
}

// tie reads the ith tie of a figure to another one.
func (r *reader) tie(extra *annotations.Extra, i int) (t annotations.Tie) {
	at := r.start()
	place := slot{tiesPlace, i}.place
	for name := range r.members {
		switch name {
		case "pressmark:relation":
			t.Relation = choice(r, extra, place, name, annotations.Relations)
		case "pressmark:figure":
			t.Figure = r.reference(extra, func(of string) string { return place("/pressmark:figure" + of) })
		default:
			r.unknown(extra, place(""), name, tieNames)
		}
	}
	if r.err == nil && t.Figure == "" {
		r.fail(at, ErrMissing, words.TieNeeds)
	}
	return t
}
