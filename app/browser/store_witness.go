//go:build js && wasm

package browser

import (
	"strconv"
	"syscall/js"
)

// The witness is a number in localStorage, outside of both copies: the sum of all
// records' revisions, as far as this tab knew it, or less, because localStorage is
// slow to be kept. Where both copies are damaged without a trace, it alone tells a
// loss from a first visit. No more than that depends on it, so it may fail.

func (s *Store) witnessed() int {
	v, err := attempt(func() js.Value { return global("localStorage").Call("getItem", s.opt.Name+" revisions") })
	if err != nil || v.Type() != js.TypeString {
		return 0
	}
	n, _ := strconv.Atoi(v.String()) // 0: nothing is known
	return n
}

// missed takes what the copies add up to and reports whether there was more. It is
// said once, unless everything is gone.
func (s *Store) missed(total int) bool {
	before := s.witnessed()
	s.total.Store(int64(total))
	if total > 0 {
		s.witness(total)
	}
	return before > total
}

// bear raises the witness by so many revisions.
func (s *Store) bear(more int) {
	if n := int(s.total.Add(int64(more))); n > s.witnessed() || more < 0 {
		s.witness(n)
	}
}

func (s *Store) witness(total int) {
	attempt(func() js.Value {
		return global("localStorage").Call("setItem", s.opt.Name+" revisions", strconv.Itoa(total))
	})
}
