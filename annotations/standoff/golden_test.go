package standoff

import (
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
)

// TestGolden holds testdata/*.txtar: documents, the records that they become, what could
// not be taken, and the documents that the records are written as. The comment says what
// the case is about; a file "mapping" has lines "label role". What goes round through
// Describe is the same records again.
func TestGolden(t *testing.T) {
	annotationtest.Golden(t, func(t *testing.T, archive *txtar.Archive) (files []txtar.File) {
		m, document := Mapping{}, ""
		for _, f := range archive.Files {
			switch f.Name {
			case "document":
				document = string(f.Data)
			case "mapping":
				for line := range strings.Lines(string(f.Data)) {
					label, role, _ := strings.Cut(strings.TrimSpace(line), " ")
					m[label] = Role(role)
				}
			default:
				continue
			}
			files = append(files, f)
		}
		c, problems := Records(parse(t, document), m, now)
		var told strings.Builder
		for _, p := range problems {
			told.WriteString(p.Error() + "\n")
		}
		for _, n := range c.Annotations {
			if err := c.Articles[0].Check(n); err != nil {
				t.Error(err)
			}
		}
		d := Describe(annotations.NewDoc(c.Articles[0], c.Annotations), annotations.NewDirectory(c.Actors))
		for _, f := range []txtar.File{
			{Name: "records", Data: []byte(portrait(c))},
			{Name: "problems", Data: []byte(told.String())},
			{Name: "described", Data: []byte(shown(d))},
		} {
			if len(f.Data) > 0 {
				files = append(files, f)
			}
		}
		if again, more := Records(d, m, now); same(c, again) != "" || len(more) > len(problems) {
			t.Errorf("another time round: %s\n%v", same(c, again), more)
		}
		return files
	})
}
