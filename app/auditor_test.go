package app

import (
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/audit"
)

// A figure that is marked from the audit is offered what it is to the others; where there
// is nothing to offer, the next gap follows at once.
func TestMarkGapOffers(t *testing.T) {
	visiting(t, page("It would cost €21bn ($24bn) in all. It has taken four years.", "2026-11-25"), nil, func(t *testing.T, v *stage) {
		v.reader.auditor.auditNow()
		v.reader.auditor.auditKind(audit.BareNumber)
		v.reader.auditor.markGap()
		v.settle()
		if g, _, _ := v.reader.auditor.gapNow(); len(v.reader.offering.offers.Get().list) > 0 || g.Text != "$24bn" {
			t.Fatalf("after the first figure: %d offers, at %q", len(v.reader.offering.offers.Get().list), g.Text)
		}
		v.reader.auditor.markGap()
		v.settle()
		if len(v.reader.offering.offers.Get().list) == 0 || v.reader.offering.offers.Get().list[0].label != "Same amount as €21bn" {
			t.Fatalf("after the second figure: %+v", v.reader.offering.offers.Get())
		}
		v.reader.offering.accept(0)
		v.settle()
		if m := v.reader.marking.current(); m == nil || m.Exact() != "$24bn" || len(m.Figure.Ties) != 1 || m.Figure.Ties[0].Relation != annotations.SameAmount {
			t.Errorf("tied is %+v", m)
		}
		v.reader.auditor.goGap(1)
		if g, _, _ := v.reader.auditor.gapNow(); g.Text != "four years" {
			t.Errorf("the next gap is %q", g.Text)
		}
	})
}

// A name that stands often is ignored everywhere in one step, and the reader goes on from
// where the others were.
func TestIgnoreAlike(t *testing.T) {
	visiting(t, page("Ann Lee met Bob Dow. Later Bob Dow left, and Ann Lee rang Bob Dow and Cy Fox.", "2026-11-25"), nil, func(t *testing.T, v *stage) {
		v.reader.auditor.auditNow()
		v.reader.auditor.auditKind(audit.BareName)
		names := func() (out string) {
			for _, g := range gapsOf(v.reader.auditor.found.Get().gaps, audit.BareName) {
				out += g.Text + ", "
			}
			return out
		}
		const all, left = "Ann Lee, Bob Dow, Bob Dow, Ann Lee, Bob Dow, Cy Fox, ", "Ann Lee, Ann Lee, Cy Fox, "
		if names() != all {
			t.Fatalf("the gaps are %s", names())
		}
		for range 2 {
			v.reader.auditor.goGap(1) // to the second of three
		}
		v.reader.auditor.ignoreAlike()
		v.settle()
		v.reader.auditor.auditNow()
		if g, at, of := v.reader.auditor.gapNow(); names() != left || g.Text != "Ann Lee" || at != 1 || of != 3 {
			t.Errorf("left are %s at %d of %d, %q", names(), at, of, g.Text)
		}
		v.undo()
		v.settle()
		if v.reader.auditor.auditNow(); names() != all {
			t.Errorf("after undo: %s", names())
		}
		v.reader.auditor.goGap(1)
		g, _, _ := v.reader.auditor.gapNow()
		v.reader.auditor.ignoreGap()
		v.settle()
		v.reader.auditor.auditNow()
		if next, _, of := v.reader.auditor.gapNow(); of != 5 || next.Key == "" || next.Spans[0].Start <= g.Spans[0].Start {
			t.Errorf("after %q the reader is at %+v of %d", g.Text, next, of)
		}
	})
}

// A key that is changed is shown at once where a button of the open tab shows it.
func TestKeyInAudit(t *testing.T) {
	visiting(t, page("It would cost €21bn in all.", "2026-11-25"), nil, func(t *testing.T, v *stage) {
		v.reader.auditor.auditNow()
		holds(t, v.reader.panel.audit.view(), "<kbd", ">N<", "not >J<")
		for _, c := range commands {
			if c.ID == "next-gap" {
				v.keymap.Set(v.keymap.Get().Set(c, "J"))
			}
		}
		if v.reader.panel.audit.watch.Fresh() {
			t.Error("the tab is not drawn again")
		}
		holds(t, v.reader.panel.audit.view(), ">J<", "not >N<")
	})
}
