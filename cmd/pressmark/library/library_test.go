package library

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/intake"
	"pressmark/annotations/plain"
	"pressmark/annotations/record"
	"pressmark/cmd/pressmark/files"
)

var now = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

// piece is an article with a text, of an ID.
func piece(t *testing.T, id, text string) record.Collection {
	t.Helper()
	a, err := plain.Read(id+".txt", []byte(text), now)
	if err != nil {
		t.Fatal(err)
	}
	a.ID, a.Revision = annotations.IDOf("test", id), 1
	return record.Collection{Articles: []annotations.Article{a}}
}

// taken imports pieces into a folder.
func taken(t *testing.T, folder string, dry bool, pieces ...record.Collection) (*Import, error) {
	t.Helper()
	l, err := Open(folder)
	if err != nil {
		return nil, err
	}
	i, err := l.Import(dry, true)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range pieces {
		if _, _, err := i.Take(c, intake.Records, "a.json"); err != nil {
			return i, errors.Join(err, i.End())
		}
	}
	return i, i.End()
}

// names lists a folder, and nothing where there is none.
func names(t *testing.T, folder string) (out []string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

// A dry import tells what an import does, piece after piece, and makes not even the folder.
func TestDryImport(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "library")
	pieces := func() []record.Collection {
		return []record.Collection{piece(t, "a", "He said it."), piece(t, "b", "She did not."), piece(t, "a", "He said it.")}
	}
	would, err := taken(t, folder, true, pieces()...)
	if err != nil || names(t, folder) != nil {
		t.Fatal(err, names(t, folder))
	}
	did, err := taken(t, folder, false, pieces()...)
	if err != nil || len(names(t, folder)) != 2 {
		t.Fatal(err, names(t, folder))
	}
	for _, a := range []record.Action{record.Added, record.Same} {
		if would.Tally[a] == nil || *would.Tally[a] != *did.Tally[a] {
			t.Errorf("%v: %v would be, %v are", a, would.Tally[a], did.Tally[a])
		}
	}
}

// A file is found by the UUID in its name, or by what is in it where somebody put it there
// under a name of their own.
func TestNames(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "mine.pressmark.json"), record.EncodeCollection(piece(t, "a", "He said it.")), 0o666); err != nil {
		t.Fatal(err)
	}
	i, err := taken(t, folder, false, piece(t, "a", "He said it."), piece(t, "b", "She did not."))
	if err != nil {
		t.Fatal(err)
	}
	got := names(t, folder)
	if len(got) != 2 || got[0] != "b-"+annotations.IDOf("test", "b").Short()+".pressmark.json" || got[1] != "mine.pressmark.json" {
		t.Errorf("%q", got)
	}
	if i.Tally[record.Added].Articles != 1 || i.Tally[record.Same].Articles != 1 {
		t.Errorf("%v", i.Tally)
	}
}

// What cannot be read ends the import, with its place, and stays as it is. What was done
// before stands.
func TestBrokenFile(t *testing.T) {
	folder := t.TempDir()
	if _, err := taken(t, folder, false, piece(t, "a", "He said it.")); err != nil {
		t.Fatal(err)
	}
	broken := filepath.Join(folder, names(t, folder)[0])
	if err := os.WriteFile(broken, []byte("{\n  \"id\": "), 0o666); err != nil {
		t.Fatal(err)
	}
	_, err := taken(t, folder, false, piece(t, "a", "He said it."))
	issue := files.Issue{}
	if !errors.As(err, &issue) || issue.File != broken || issue.Line != 2 {
		t.Errorf("%v", err)
	}
	data, err := os.ReadFile(broken)
	if err != nil || !strings.HasPrefix(string(data), "{\n") {
		t.Errorf("%q, %v", data, err)
	}
}
