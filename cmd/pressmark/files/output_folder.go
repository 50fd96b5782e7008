package files

import (
	"os"
	"path/filepath"
	"sync"

	"pressmark/annotations/format"
	"pressmark/annotations/standoff"
)

// A FolderOutput writes each article into files of its own. Their names are told apart
// beforehand, so that several can be written at once.
type FolderOutput struct {
	root string
	f    format.Format
	mu   sync.Mutex
	last string // the folder that was written to, and exists
}

func (o *FolderOutput) Put(a Outgoing) error {
	if a.Barred {
		return nil
	}
	dir := filepath.Join(o.root, filepath.FromSlash(a.Dir))
	if err := o.make(dir); err != nil {
		return err
	}
	for _, f := range a.Files {
		if err := WriteWhole(filepath.Join(dir, filepath.FromSlash(f.Name)), f.Data); err != nil {
			return err
		}
	}
	return nil
}

func (o *FolderOutput) make(dir string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if dir == o.last {
		return nil
	}
	o.last = dir
	return os.MkdirAll(dir, 0o777)
}

func (o *FolderOutput) End(labels standoff.Survey) error {
	for _, f := range beside(o.f, labels) {
		if err := WriteWhole(filepath.Join(o.root, f.Name), f.Data); err != nil {
			return err
		}
	}
	return nil
}

func (o *FolderOutput) Drop() {}
