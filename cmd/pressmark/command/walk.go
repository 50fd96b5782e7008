package command

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"pressmark/annotations/format"
)

// A walk goes through a folder or an archive.
type walk struct {
	*inputs
	root    int
	pattern string
	found   int
	yield   func(group, error) bool
}

// folder yields the groups of a folder, then those of the folders in it. What is made of
// them goes to the folder below; rel is the way here from where the walk began.
func (w *walk) folder(dir, rel, below string) bool {
	files, folders, err := listFolder(dir)
	if err != nil && !w.yield(group{name: dir, root: w.root}, err) {
		return false
	}
	once := stems{}
	var plain []string
	for _, f := range files {
		if w.avoid != "" && f == filepath.Base(w.avoid) && sameFile(filepath.Join(dir, f), w.avoid) {
			continue
		}
		if w.only != nil && !w.only(f) {
			continue
		}
		if isZip(f) && w.matches(path.Join(rel, f)) {
			w.found++
			if !w.archive(filepath.Join(dir, f), path.Join(below, once.once(stemOf(f)))) {
				return false
			}
			continue
		}
		plain = append(plain, f)
	}
	for _, g := range w.groups(plain, rel) {
		whole := make([]string, len(g))
		for i, f := range g {
			whole[i] = filepath.ToSlash(filepath.Join(dir, f))
		}
		w.found++
		if !w.yield(w.onDisk(w.root, whole, below, once.once(stemOf(g[0]))), nil) {
			return false
		}
	}
	for _, f := range folders {
		to := filepath.Join(dir, f)
		if w.avoid != "" && sameFile(to, w.avoid) {
			continue
		}
		if !w.folder(to, path.Join(rel, f), path.Join(below, f)) {
			return false
		}
	}
	return true
}

// listFolder returns the names of the files and of the folders in a folder, sorted. Hidden ones
// are left out; a link to a file is a file, one to a folder is nothing.
func listFolder(dir string) (files, folders []string, err error) {
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

// groups returns the groups of files of a folder, or of an archive's files, that are
// taken. The others are counted.
func (w *walk) groups(names []string, rel string) [][]string {
	var out [][]string
	for _, g := range format.Group(names) {
		var taken []string
		for i, f := range g {
			if w.takes(f) && w.matches(path.Join(rel, f)) {
				if i > 0 && taken == nil {
					taken = append(taken, g[0]) // the text of what was marked in it
				}
				taken = append(taken, f)
			}
		}
		if taken != nil {
			out = append(out, taken)
		} else if w.pattern == "" {
			w.left[path.Ext(g[0])]++
		}
	}
	return out
}

func (w *walk) matches(rel string) bool { return w.pattern == "" || match(w.pattern, rel) }

// takes reports whether some format, or that which was asked for, reads files of a name's
// ending.
func (in *inputs) takes(name string) bool {
	ends := func(f format.Format) bool {
		return slices.ContainsFunc(f.Extensions, func(e string) bool {
			return len(name) > len(e) && strings.EqualFold(name[len(name)-len(e):], e)
		})
	}
	if in.from != nil {
		return ends(*in.from)
	}
	return slices.ContainsFunc(readFormats, ends)
}

// archive yields the groups of an archive.
func (w *walk) archive(name, below string) bool {
	f, err := os.Open(name)
	if err != nil {
		return w.yield(group{name: name, root: w.root}, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return w.yield(group{name: name, root: w.root}, err)
	}
	return w.entries(f, info.Size(), info.ModTime(), name, below)
}

// entries yields the groups of an archive's files. They are unpacked as they are yielded.
func (w *walk) entries(r io.ReaderAt, size int64, changed time.Time, name, below string) bool {
	a, err := format.OpenArchive(r, size, format.ArchiveLimits)
	if err != nil {
		return w.yield(group{name: name, root: w.root}, err)
	}
	for _, err := range a.Refused() {
		if !w.count && !w.yield(group{name: name, root: w.root}, err) {
			return false
		}
	}
	once := stems{}
	for _, names := range w.groups(a.Names(), "") {
		dir := path.Dir(names[0])
		g := group{
			name: name + "/" + names[0], root: w.root, dir: path.Join(below, dir),
			stem: path.Base(once.once(path.Join(dir, stemOf(path.Base(names[0]))))),
		}
		w.found++
		var files []format.File
		for _, n := range names {
			if w.count {
				break
			}
			f, readErr := a.Read(n)
			if err = readErr; err != nil {
				break
			}
			f.Name = name + "/" + n
			g.size += int64(len(f.Data))
			files = append(files, f)
		}
		g.load = func() ([]format.File, time.Time, error) { return files, changed, nil }
		if !w.yield(g, err) || errors.Is(err, format.ErrUnpacked) && !errors.As(err, new(*format.EntryError)) {
			return false
		}
		err = nil
	}
	return true
}
