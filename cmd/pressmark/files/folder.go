package files

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// List returns the names of the files and of the folders in a folder, sorted. Hidden ones
// are left out; a link to a file is a file, one to a folder is nothing.
func List(dir string) (files, folders []string, err error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	for {
		entries, err := f.ReadDir(1024)
		for _, e := range entries {
			kind := e.Type()
			if kind&fs.ModeSymlink != 0 {
				if info, err := os.Stat(filepath.Join(dir, e.Name())); err == nil && info.Mode().IsRegular() {
					kind = 0
				}
			}
			switch {
			case strings.HasPrefix(e.Name(), "."):
			case kind.IsDir():
				folders = append(folders, e.Name())
			case kind.IsRegular():
				files = append(files, e.Name())
			}
		}
		if err != nil {
			slices.Sort(files)
			slices.Sort(folders)
			if errors.Is(err, io.EOF) {
				err = nil
			}
			return files, folders, err
		}
	}
}
