package main

import (
	"strings"
	"testing"
)

// What is cut is what was named, with its comment and the imports that were for it alone.
func TestWithout(t *testing.T) {
	const before = `package p

import (
	"fmt"
	"net/http"
)

// Handler goes.
type Handler struct{ http.Handler }

// ServeHTTP goes with it.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {}

// Field stays: it is only called like what goes.
type Field struct{ Handler string }

// String stays.
func (f Field) String() string { return fmt.Sprint(f.Handler) }
`
	const after = `package p

import (
	"fmt"
)

// Field stays: it is only called like what goes.
type Field struct{ Handler string }

// String stays.
func (f Field) String() string { return fmt.Sprint(f.Handler) }
`
	got, err := without([]byte(before), []string{"Handler.ServeHTTP", "Handler"})
	if err != nil || string(got) != after {
		t.Errorf("got %v\n%s", err, got)
	}
	// A newer go-app may have moved something: that must not pass in silence.
	if _, err := without([]byte(before), []string{"Field", "Serve"}); err == nil || !strings.Contains(err.Error(), "Serve") {
		t.Errorf("got %v, want an error that names Serve", err)
	}
}
