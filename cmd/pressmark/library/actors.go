package library

import (
	"path/filepath"

	"pressmark/annotations"
	"pressmark/annotations/record"
	"pressmark/cmd/pressmark/files"
)

// named returns the actors whom annotations name, and those that they were merged into.
func (l *Library) named(marks []annotations.Annotation) []annotations.Actor {
	var out []annotations.Actor
	seen := map[annotations.ID]bool{}
	for _, n := range marks {
		for _, id := range append([]annotations.ID{n.Actor}, n.Claim.Speakers...) {
			for a := l.actors.Find(id); a != nil && !seen[a.ID]; a = l.actors.Find(a.MergedInto) {
				seen[a.ID] = true
				out = append(out, *a)
			}
		}
	}
	return out
}

// Overlay returns the actors whom an article's annotations name, as the library has them,
// or else as the article's file does.
func (l *Library) Overlay(d annotations.Doc, copies annotations.Directory) annotations.Directory {
	var marks []annotations.Annotation
	for _, n := range d.Marks() {
		marks = append(marks, *n)
	}
	out := l.named(marks)
	have := annotations.NewDirectory(out)
	for _, a := range copies.List() {
		if have.Find(a.ID) == nil {
			out = append(out, *a)
		}
	}
	return annotations.NewDirectory(out)
}

// close writes the actors, if they have changed.
func (l *Library) close() error {
	if !l.changed {
		return nil
	}
	data := record.EncodeCollection(record.Collection{Actors: l.actors.List()})
	if err := files.WriteWhole(filepath.Join(l.folder, actorsFile), data); err != nil {
		return err
	}
	l.changed = false
	return nil
}
