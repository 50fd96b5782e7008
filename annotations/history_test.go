package annotations_test

import (
	"fmt"
	"testing"

	"pressmark/annotations"
)

func step(n int) annotations.Edit {
	return annotations.Edit{
		Name:     annotations.EditName(fmt.Sprint(n)),
		Articles: []annotations.Change[annotations.Article]{{After: &annotations.Article{}}},
	}
}

func TestHistory(t *testing.T) {
	var h annotations.History
	if _, _, ok := h.Undo(); ok || h.Any() {
		t.Error("something to undo at the beginning")
	}
	if _, _, ok := h.Redo(); ok {
		t.Error("something to redo at the beginning")
	}
	if h.Do(annotations.Edit{}).Any() {
		t.Error("nothing is a step")
	}
	h = h.Do(step(1)).Do(step(2))
	e, back, ok := h.Undo()
	if !ok || e.Name != "2" || !back.Any() {
		t.Errorf("undone %q, %v", e.Name, ok)
	}
	if e, _, ok := back.Redo(); !ok || e.Name != "2" {
		t.Errorf("done again %q, %v", e.Name, ok)
	}
	if _, _, ok := back.Do(step(3)).Redo(); ok {
		t.Error("after a new step the old one can be done again")
	}
	// Values: two futures of one past do not touch each other.
	a, b := back.Do(step(4)), back.Do(step(5))
	if e, _, _ := a.Undo(); e.Name != "4" {
		t.Errorf("%q in the first future", e.Name)
	}
	if e, _, _ := b.Undo(); e.Name != "5" {
		t.Errorf("%q in the second future", e.Name)
	}
}

func TestHistoryForgets(t *testing.T) {
	var h annotations.History
	for n := range 1500 {
		h = h.Do(step(n))
	}
	n := 0
	for e, next, ok := h.Undo(); ok; e, next, ok = h.Undo() {
		if n++; e.Name != annotations.EditName(fmt.Sprint(1500-n)) {
			t.Fatalf("undone %q", e.Name)
		}
		h = next
	}
	if n != 1000 {
		t.Errorf("%d steps can be taken back", n)
	}
}
