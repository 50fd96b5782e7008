package app

import (
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/audit"
)

// A figure that is marked from the audit is offered what it is to the others; where there
// is nothing to offer, the next gap follows at once.
func TestMarkGapOffers(t *testing.T) {
	visiting(t, page("It would cost €21bn ($24bn) in all. It has taken four years.", "2026-11-25"), nil, func(t *testing.T, v *visit) {
		v.auditNow()
		v.auditKind(audit.BareNumber)
		v.markGap()
		v.settle()
		if g, _, _ := v.gapNow(); len(v.offers.list) > 0 || g.Text != "$24bn" {
			t.Fatalf("after the first figure: %d offers, at %q", len(v.offers.list), g.Text)
		}
		v.markGap()
		v.settle()
		if len(v.offers.list) == 0 || v.offers.list[0].label != "Same amount as €21bn" {
			t.Fatalf("after the second figure: %+v", v.offers)
		}
		v.accept(0)
		v.settle()
		if m := v.current(); m == nil || m.Exact() != "$24bn" || len(m.Figure.Ties) != 1 || m.Figure.Ties[0].Relation != annotations.SameAmount {
			t.Errorf("tied is %+v", m)
		}
		v.goGap(1)
		if g, _, _ := v.gapNow(); g.Text != "four years" {
			t.Errorf("the next gap is %q", g.Text)
		}
	})
}
