package files

import (
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"pressmark/annotations/format"
	"pressmark/annotations/plain"
)

// A walk goes through a folder or an archive.
type walk struct {
	*Inputs
	root    int
	pattern string
	found   int
	yield   func(Group, error) bool
}

// folder yields the groups of a folder, then those of the folders in it. What is made of
// them goes to the folder below; rel is the way here from where the walk began.
func (w *walk) folder(dir, rel, below string) bool {
	files, folders, err := List(dir)
	if err != nil && !w.yield(Group{Name: dir, Root: w.root}, err) {
		return false
	}
	once := plain.Names{}
	var plain []string
	for _, f := range files {
		if w.Avoid != "" && f == filepath.Base(w.Avoid) && sameFile(filepath.Join(dir, f), w.Avoid) {
			continue
		}
		if w.Only != nil && !w.Only(f) {
			continue
		}
		if isZip(f) && w.matches(path.Join(rel, f)) {
			w.found++
			if !w.archive(filepath.Join(dir, f), path.Join(below, once.Once(StemOf(f)))) {
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
		if !w.yield(w.onDisk(w.root, whole, below, once.Once(StemOf(g[0]))), nil) {
			return false
		}
	}
	for _, f := range folders {
		to := filepath.Join(dir, f)
		if w.Avoid != "" && sameFile(to, w.Avoid) {
			continue
		}
		if !w.folder(to, path.Join(rel, f), path.Join(below, f)) {
			return false
		}
	}
	return true
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
			w.LeftOut[path.Ext(g[0])]++
		}
	}
	return out
}

func (w *walk) matches(rel string) bool { return w.pattern == "" || match(w.pattern, rel) }

// takes reports whether some format, or that which was asked for, reads files of a name's
// ending.
func (in *Inputs) takes(name string) bool {
	ends := func(f format.Format) bool {
		return slices.ContainsFunc(f.Extensions, func(e string) bool {
			return len(name) > len(e) && strings.EqualFold(name[len(name)-len(e):], e)
		})
	}
	if in.From != nil {
		return ends(*in.From)
	}
	return slices.ContainsFunc(ReadFormats, ends)
}

// archive yields the groups of an archive.
func (w *walk) archive(name, below string) bool {
	f, err := os.Open(name)
	if err != nil {
		return w.yield(Group{Name: name, Root: w.root}, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return w.yield(Group{Name: name, Root: w.root}, err)
	}
	return w.entries(f, info.Size(), info.ModTime(), name, below)
}

// entries yields the groups of an archive's files. They are unpacked as they are yielded.
func (w *walk) entries(r io.ReaderAt, size int64, changed time.Time, name, below string) bool {
	a, err := format.OpenArchive(r, size, format.ArchiveLimits)
	if err != nil {
		return w.yield(Group{Name: name, Root: w.root}, err)
	}
	for _, err := range a.Refused() {
		if !w.count && !w.yield(Group{Name: name, Root: w.root}, err) {
			return false
		}
	}
	once := plain.Names{}
	for _, names := range w.groups(a.Names(), "") {
		dir := path.Dir(names[0])
		g := Group{
			Name: name + "/" + names[0], Root: w.root, Dir: path.Join(below, dir),
			Stem: path.Base(once.Once(path.Join(dir, StemOf(path.Base(names[0]))))),
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
