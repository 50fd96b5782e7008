package app

import (
	"net/url"

	"github.com/maxence-charriere/go-app/v10/pkg/errors"
)

// What go-app keeps for an app, it keeps as JSON. Pressmark keeps its records itself.
var errNoJSON = errors.New("this copy of go-app reads and writes no JSON")

func (s *memoryStorage) Set(k string, v any) error { return errNoJSON }
func (s *memoryStorage) Get(k string, v any) error { return errNoJSON }
func (s *jsStorage) Set(k string, v any) error     { return errNoJSON }
func (s *jsStorage) Get(k string, v any) error     { return errNoJSON }

// internalURL reports whether the page leaves the app for an address of the same site: those
// come as JSON from the server, and Pressmark's names none.
func (e *engineX) internalURL(v *url.URL) bool { return false }
