package files

import (
	"bytes"
	"context"
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
	"pressmark/annotations/plain"
	"pressmark/annotations/record"
)

// A Group is files that belong together, an article's text and what was marked in it or,
// mostly, one file alone. It is not read before load is called.
type Group struct {
	Name string // of the first file, as it is shown
	Root int    // which argument it came with
	Dir  string // the folder, below that of the output, for what is made of it; with slashes
	Stem string // what that is called, once in its folder; "": by its title
	size int64  // bytes
	load func() ([]format.File, time.Time, error)
}

// Inputs are what the arguments of a command name: files, folders with all below them,
// zip archives, patterns, and standard input.
type Inputs struct {
	Args    []string
	From    *format.Format // nil: by looking
	Stdin   io.Reader
	Context context.Context        // its end ends the waiting for standard input
	Avoid   string                 // a folder that is not gone into: where the output goes
	Only    func(name string) bool // of files in folders; nil: all
	LeftOut map[string]int         // how many files Each left out, by their ending

	count bool // groups are counted, not loaded
}

// errNothing refuses a pattern.
var errNothing = errors.New("no file has a name like this")

// Each yields the groups, or what is wrong with one, in the order of the arguments. It
// holds no more than the names of one folder.
func (in *Inputs) Each(yield func(Group, error) bool) {
	in.LeftOut = map[string]int{}
	type tree struct {
		root    int
		path    string
		pattern string // "": all
		zip     bool
	}
	var loose []string
	var trees []tree
	at := map[string]int{} // of loose files
	for i, arg := range in.Args {
		info, err := os.Stat(arg)
		switch {
		case arg == "-":
			trees = append(trees, tree{root: i, path: arg})
		case err == nil && info.IsDir():
			trees = append(trees, tree{root: i, path: arg})
		case err == nil && isZip(arg):
			trees = append(trees, tree{root: i, path: arg, zip: true})
		case err == nil:
			if _, twice := at[arg]; !twice {
				at[arg] = i
				loose = append(loose, arg)
			}
		case strings.ContainsAny(arg, "*?["):
			base, pattern := splitPattern(filepath.ToSlash(arg))
			trees = append(trees, tree{root: i, path: base, pattern: pattern})
		default:
			if !yield(Group{Name: arg, Root: i}, err) {
				return
			}
		}
	}
	alone := len(trees) == 1 && len(loose) == 0
	names := plain.Names{}
	looseDone := false
	takeLoose := func() bool {
		looseDone = true
		return len(loose) == 0 || in.loose(loose, at, yield)
	}
	for _, t := range trees {
		if !looseDone && len(loose) > 0 && at[loose[0]] < t.root && !takeLoose() {
			return
		}
		w := walk{Inputs: in, root: t.root, pattern: t.pattern, yield: yield}
		below := ""
		if !alone && t.path != "-" {
			below = names.Once(baseOf(t.path))
		}
		switch {
		case t.path == "-":
			if !in.standard(t.root, yield) {
				return
			}
		case t.zip:
			if !w.archive(t.path, below) {
				return
			}
		case t.pattern != "" && !there(t.path):
			if !yield(Group{Name: in.Args[t.root], Root: t.root}, errNothing) {
				return
			}
		default:
			if !w.folder(t.path, "", below) {
				return
			}
			if t.pattern != "" && w.found == 0 && !yield(Group{Name: in.Args[t.root], Root: t.root}, errNothing) {
				return
			}
		}
	}
	if !looseDone {
		takeLoose()
	}
}

// Count returns how many groups there are. It reads none of them.
func (in Inputs) Count() int {
	in.count = true
	n := 0
	for range in.Each {
		n++
	}
	return n
}

// baseOf returns what a folder or archive is called.
func baseOf(p string) string {
	if whole, err := filepath.Abs(p); err == nil {
		p = whole
	}
	if base := StemOf(filepath.Base(p)); base != "/" && base != `\` {
		return base
	}
	return "root"
}

func isZip(name string) bool { return strings.EqualFold(path.Ext(name), ".zip") }

// loose yields the groups of files that were named one by one, in their order. A file of
// annotations brings the text beside it.
func (in *Inputs) loose(files []string, at map[string]int, yield func(Group, error) bool) bool {
	slashed := make([]string, len(files))
	order := make(map[string]int, len(files))
	for i, f := range files {
		slashed[i] = filepath.ToSlash(f)
		order[slashed[i]] = i
	}
	names := slices.Clone(slashed)
	beside := map[string]bool{}
	for _, f := range slashed {
		if dir := path.Dir(f); strings.HasSuffix(f, ".ann") && !beside[dir] {
			beside[dir] = true
			texts, _ := filepath.Glob(filepath.Join(escapePattern(filepath.FromSlash(dir)), "*.txt"))
			for _, t := range texts {
				t = path.Join(dir, filepath.Base(t))
				if _, named := order[t]; !named {
					names = append(names, t)
				}
			}
		}
	}
	var groups [][]string
	seen := map[string]bool{}
	for _, g := range format.Group(names) {
		_, named := order[g[0]]
		if !named && len(g) == 1 {
			continue // a text that nobody asked for
		}
		groups = append(groups, g)
		for _, f := range g {
			seen[f] = true
		}
	}
	for _, f := range slashed {
		switch {
		case seen[f]:
		case strings.HasPrefix(path.Base(f), "."):
			groups = append(groups, []string{f})
		default:
			in.LeftOut[path.Ext(f)]++
		}
	}
	first := func(g []string) int {
		least := len(files)
		for _, f := range g {
			if i, named := order[f]; named {
				least = min(least, i)
			}
		}
		return least
	}
	slices.SortStableFunc(groups, func(a, b []string) int { return first(a) - first(b) })
	once := plain.Names{}
	for _, g := range groups {
		if !yield(in.onDisk(at[files[min(first(g), len(files)-1)]], g, "", once.Once(StemOf(path.Base(g[0])))), nil) {
			return false
		}
	}
	return true
}

// onDisk returns the group of files of some names.
func (in *Inputs) onDisk(root int, names []string, dir, stem string) Group {
	g := Group{Name: filepath.FromSlash(names[0]), Root: root, Dir: dir, Stem: stem}
	if in.count {
		return g
	}
	for _, n := range names {
		if info, err := os.Stat(filepath.FromSlash(n)); err == nil {
			g.size += info.Size()
		}
	}
	g.load = func() ([]format.File, time.Time, error) {
		var latest time.Time
		files := make([]format.File, 0, len(names))
		for _, n := range names {
			data, changed, err := ReadWhole(filepath.FromSlash(n))
			if err != nil {
				return nil, latest, err
			}
			if changed.After(latest) {
				latest = changed
			}
			files = append(files, format.File{Name: n, Data: data})
		}
		return files, latest, nil
	}
	return g
}

// standard yields what comes in on standard input: a file, or an archive.
func (in *Inputs) standard(root int, yield func(Group, error) bool) bool {
	if in.count {
		return yield(Group{Name: "-"}, nil)
	}
	var data []byte
	var err error
	read := make(chan struct{})
	go func() {
		data, err = io.ReadAll(io.LimitReader(in.Stdin, record.MaxBytes+1))
		close(read)
	}()
	select {
	case <-read:
	case <-in.Context.Done():
		return false
	}
	if err != nil {
		return yield(Group{Name: "-", Root: root}, err)
	}
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) && in.From == nil && format.Find(format.File{Data: data}).Name == "text" {
		w := walk{Inputs: in, root: root, yield: yield}
		return w.entries(bytes.NewReader(data), int64(len(data)), time.Now(), "-", "")
	}
	g := Group{Name: "-", Root: root, size: int64(len(data))}
	g.load = func() ([]format.File, time.Time, error) { return []format.File{{Data: data}}, time.Now(), nil }
	return yield(g, nil)
}

func there(name string) bool {
	_, err := os.Stat(name)
	return !errors.Is(err, fs.ErrNotExist)
}

func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}
