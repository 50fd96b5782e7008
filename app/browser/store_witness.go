//go:build js && wasm

package browser

import (
	"strconv"
	"syscall/js"
)

// The witness is a number in localStorage, outside of both copies: the sum of all
// records' revisions, or less, because localStorage is slow to be kept and tabs do
// not take turns there. Where both copies are damaged without a trace, it alone
// tells a loss from a first visit. No more than that depends on it, so it may fail.

// witnessed returns the witness, 0 if there is none.
func (s *Store) witnessed() int {
	v, err := attempt(func() js.Value { return global("localStorage").Call("getItem", s.witness()) })
	if err != nil || v.Type() != js.TypeString {
		return 0
	}
	n, _ := strconv.Atoi(v.String()) // what is no number witnesses nothing
	return n
}

func (s *Store) testify(total int) {
	attempt(func() js.Value { return global("localStorage").Call("setItem", s.witness(), strconv.Itoa(total)) })
}

func (s *Store) witness() string { return s.opt.Name + " revisions" }

// bear adds to the witness.
func (s *Store) bear(more int) { s.testify(s.witnessed() + more) }

// missed reports whether the copies add up to less than what was witnessed before
// they were read. It does so once, unless everything is gone.
func (s *Store) missed(before, total int) bool {
	if total > s.witnessed() || total > 0 && total < before {
		s.testify(total)
	}
	return total < before
}
