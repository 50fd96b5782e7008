package suggest_test

import (
	"strings"
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
)

var start = annotationtest.Now

// marked reads the notation of annotationtest. The marks of actors are of the record of
// library whose name or surname they hold.
func marked(t testing.TB, notation string) (annotations.Doc, annotations.Directory) {
	t.Helper()
	c := annotationtest.Read(t, notation, func(_ annotations.Article, _ string, n *annotations.Annotation) {
		if n.Kind != annotations.KindActor {
			return
		}
		who := n.Exact()
		for _, r := range library.List() {
			if strings.Contains(who, r.Name) || n.Actor == "" && strings.Contains(who, r.Name[strings.LastIndexByte(r.Name, ' ')+1:]) {
				n.Actor = r.ID
			}
		}
	})
	return c.Doc(), library
}
