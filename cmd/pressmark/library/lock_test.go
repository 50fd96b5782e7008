package library

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/intake"
	"pressmark/annotations/record"
	"pressmark/cmd/pressmark/files"
)

// Imports into one library at once take turns: all that each says it kept is there.
func TestLock(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "library")
	art := piece(t, "a", "The mayor said that 19 trams stop.").Articles[0]
	const imports, marks = 6, 30
	var all sync.WaitGroup
	waited := make(chan bool, imports)
	for i := range imports {
		all.Go(func() {
			unlock, err := Lock(folder, func() { waited <- true })
			if err != nil {
				t.Error(err)
				return
			}
			defer func() {
				if err := unlock(); err != nil {
					t.Error(err)
				}
			}()
			l, err := Open(folder)
			if err != nil {
				t.Error(err)
				return
			}
			into, err := l.Import(false, true)
			if err != nil {
				t.Error(err)
				return
			}
			c := record.Collection{Articles: []annotations.Article{art}}
			for k := range marks {
				n := annotations.NewAnnotation(art, annotations.KindActor, now, annotations.Span{Start: 4, End: 9})
				n.ID, n.Revision = annotations.IDOf("test", fmt.Sprint(i, " ", k)), 1
				c.Annotations = append(c.Annotations, n)
			}
			if _, _, err := into.Take(c, intake.Records, "a.json"); err != nil {
				t.Error(err)
			}
			if err := into.End(); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	total := 0
	for _, name := range names(t, folder) {
		if !IsArticle(name) {
			continue
		}
		data, _, err := files.ReadWhole(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		c, err := record.DecodeCollection(data)
		if err != nil {
			t.Fatal(err)
		}
		total += len(c.Annotations)
	}
	if total != imports*marks {
		t.Errorf("%d of %d annotations are kept", total, imports*marks)
	}
}

// What cannot be a folder is said to be none.
func TestLockOfAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "library")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := Lock(file, func() {}); err == nil {
		t.Error("a file is locked as a library")
	}
}
