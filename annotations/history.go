package annotations

// A History is what a reader did and took back. It is a value: each method
// returns another and leaves this one as it is.
type History struct {
	done, undone []Edit
}

// depth is how many steps can be taken back.
const depth = 1000

// Do returns the history after a new step: nothing can be redone then.
func (h History) Do(e Edit) History {
	if e.Empty() {
		return h
	}
	done := append(h.done[:len(h.done):len(h.done)], e)
	return History{done: done[max(0, len(done)-depth):]}
}

// Undo returns the step to take back, not yet inverted, and the history
// without it; ok is false where there is none.
func (h History) Undo() (e Edit, after History, ok bool) {
	n := len(h.done) - 1
	if n < 0 {
		return Edit{}, h, false
	}
	e = h.done[n]
	undone := append(h.undone[:len(h.undone):len(h.undone)], e)
	return e, History{done: h.done[:n], undone: undone}, true
}

// Redo returns the step to take again and the history with it.
func (h History) Redo() (e Edit, after History, ok bool) {
	n := len(h.undone) - 1
	if n < 0 {
		return Edit{}, h, false
	}
	e = h.undone[n]
	done := append(h.done[:len(h.done):len(h.done)], e)
	return e, History{done: done, undone: h.undone[:n]}, true
}

// Any reports whether there is a step to take back.
func (h History) Any() bool { return len(h.done) > 0 }
