package server

import (
	"bytes"
	"fmt"
	"path"
	"testing"

	"pressmark/web"
)

// Every style sheet is on every page, in the order of the cascade, and in the list of what
// works without a network.
func TestSheetsAreServed(t *testing.T) {
	b := aBundle(t, "/")
	for _, p := range pages {
		page, at := b.Files[p.file].Body, 0
		for _, name := range append([]string{"app.css"}, styles()...) {
			link := fmt.Appendf(nil, `href="%s"`, path.Join("/", name))
			i := bytes.Index(page[at:], link)
			if i < 0 {
				t.Fatalf("%s has no %s, or has it too early", p.file, link)
			}
			at += i
		}
	}
	worker := b.Files[WorkerFile].Body
	for _, name := range web.Sheets {
		if !bytes.Contains(worker, fmt.Appendf(nil, `"web/%s": "sha256-`, name)) {
			t.Errorf("the worker does not keep %s", name)
		}
	}
}
