package files

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"pressmark/annotations/record"
)

// ReadWhole reads a file, but of one that is too large no more than shows that, and says
// when it was changed.
func ReadWhole(name string) ([]byte, time.Time, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, time.Time{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, time.Time{}, err
	}
	var b bytes.Buffer
	b.Grow(int(min(info.Size(), record.MaxBytes)) + bytes.MinRead)
	if _, err := b.ReadFrom(io.LimitReader(f, record.MaxBytes+1)); err != nil {
		return nil, time.Time{}, err
	}
	return b.Bytes(), info.ModTime(), nil
}

// A wholeFile is a file that is there whole, or not at all: it is written under another
// name, which becomes its own at the end.
type wholeFile struct {
	*os.File
	name string
}

func newWhole(name string) (*wholeFile, error) {
	f, err := os.OpenFile(filepath.Join(filepath.Dir(name), fmt.Sprintf(".pressmark-%016x", rand.Uint64())),
		os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		if path := (*fs.PathError)(nil); errors.As(err, &path) {
			path.Path = name // what was asked for
		}
		return nil, err
	}
	return &wholeFile{f, name}, nil
}

// End gives the file its name, once all of it is on the disk.
func (f *wholeFile) End() error {
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		os.Remove(f.Name())
		return err
	}
	if err := os.Rename(f.Name(), f.name); err != nil {
		os.Remove(f.Name())
		return err
	}
	return nil
}

func (f *wholeFile) Drop() {
	f.Close()
	os.Remove(f.Name())
}

// WriteWhole writes a file, whole or not at all.
func WriteWhole(name string, data []byte) error {
	f, err := newWhole(name)
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		f.Drop()
		return err
	}
	return f.End()
}
