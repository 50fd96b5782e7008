package record

import "pressmark/annotations"

// tiesPlace is where the unknown members of ties are kept.
const tiesPlace = kindPlace + "/pressmark:ties"

// figure writes what is known of a figure, its type first.
func (w *writer) figure(f *annotations.Figure) {
	if f.Type == annotations.Money {
		w.member("type", moneyType)
	} else {
		w.member("type", quantityType)
	}
	w.choice(kindPlace, "pressmark:figureType", string(f.Type))
	w.optional("schema:value", string(f.Value))
	w.optional("schema:minValue", string(f.Low))
	w.optional("schema:maxValue", string(f.High))
	w.optional("schema:unitCode", f.Unit)
	w.optional("schema:unitText", f.UnitText)
	w.optional("schema:currency", f.Currency)
	w.choice(kindPlace, "pressmark:comparator", string(f.Comparator))
	w.flag("pressmark:approximate", f.Approximate)
	w.flag("pressmark:vague", f.Vague)
	w.choice(kindPlace, "pressmark:direction", string(f.Direction))
	w.optional("pressmark:counted", f.Counted)
	w.optional("schema:temporalCoverage", f.Time)
	w.optional("pressmark:base", f.Base)
	w.reference(kindPlace, "pressmark:claim", f.Claim)
	w.flag("pressmark:apart", f.Apart)
	if len(f.Ties) > 0 {
		w.name("pressmark:ties")
		w.array(len(f.Ties), func(i int) { w.tie(f.Ties[i], w.element(tiesPlace, i)) })
	}
	w.flag("pressmark:corrected", f.Corrected)
}

func (w *writer) tie(t annotations.Tie, place string) {
	w.b = append(w.b, '{')
	w.choice(place, "pressmark:relation", string(t.Relation))
	w.reference(place, "pressmark:figure", t.Figure)
	w.rest(place, tieNames)
	w.b = append(w.b, '}')
}
