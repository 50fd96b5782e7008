package command

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"pressmark/annotations/format"
	"pressmark/annotations/record"
	"pressmark/annotations/words"
)

// A group is files that belong together, an article's text and what was marked in it or,
// mostly, one file alone. It is not read before load is called.
type group struct {
	name string // of the first file, as it is shown
	root int    // which argument it came with
	dir  string // the folder, below that of the output, for what is made of it; with slashes
	stem string // what that is called, once in its folder; "": by its title
	size int64  // bytes
	load func() ([]format.File, time.Time, error)
}

// inputs are what the arguments of a command name: files, folders with all below them,
// zip archives, patterns, and standard input.
type inputs struct {
	args  []string
	from  *format.Format // nil: by looking
	stdin io.Reader
	ctx   context.Context        // its end ends the waiting for standard input
	avoid string                 // a folder that is not gone into: where the output goes
	only  func(name string) bool // of files in folders; nil: all
	count bool                   // groups are counted, not loaded
	left  map[string]int         // how many files were left out, by their ending
}

// errNothing refuses a pattern.
var errNothing = errors.New("no file has a name like this")

// each yields the groups, or what is wrong with one, in the order of the arguments. It
// holds no more than the names of one folder.
func (in *inputs) each(yield func(group, error) bool) {
	in.left = map[string]int{}
	type tree struct {
		root    int
		path    string
		pattern string // "": all
		zip     bool
	}
	var loose []string
	var trees []tree
	at := map[string]int{} // of loose files
	for i, arg := range in.args {
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
			if !yield(group{name: arg, root: i}, err) {
				return
			}
		}
	}
	alone := len(trees) == 1 && len(loose) == 0
	names := stems{}
	looseDone := false
	takeLoose := func() bool {
		looseDone = true
		return len(loose) == 0 || in.loose(loose, at, yield)
	}
	for _, t := range trees {
		if !looseDone && len(loose) > 0 && at[loose[0]] < t.root && !takeLoose() {
			return
		}
		w := walk{inputs: in, root: t.root, pattern: t.pattern, yield: yield}
		below := ""
		if !alone && t.path != "-" {
			below = names.once(baseOf(t.path))
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
			if !yield(group{name: in.args[t.root], root: t.root}, errNothing) {
				return
			}
		default:
			if !w.folder(t.path, "", below) {
				return
			}
			if t.pattern != "" && w.found == 0 && !yield(group{name: in.args[t.root], root: t.root}, errNothing) {
				return
			}
		}
	}
	if !looseDone {
		takeLoose()
	}
}

// baseOf returns what a folder or archive is called.
func baseOf(p string) string {
	if whole, err := filepath.Abs(p); err == nil {
		p = whole
	}
	if base := stemOf(filepath.Base(p)); base != "/" && base != `\` {
		return base
	}
	return "root"
}

func isZip(name string) bool { return strings.EqualFold(path.Ext(name), ".zip") }

// loose yields the groups of files that were named one by one, in their order. A file of
// annotations brings the text beside it.
func (in *inputs) loose(files []string, at map[string]int, yield func(group, error) bool) bool {
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
			in.left[path.Ext(f)]++
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
	once := stems{}
	for _, g := range groups {
		if !yield(in.onDisk(at[files[min(first(g), len(files)-1)]], g, "", once.once(stemOf(path.Base(g[0])))), nil) {
			return false
		}
	}
	return true
}

// onDisk returns the group of files of some names.
func (in *inputs) onDisk(root int, names []string, dir, stem string) group {
	g := group{name: filepath.FromSlash(names[0]), root: root, dir: dir, stem: stem}
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
			data, changed, err := readWhole(filepath.FromSlash(n))
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

// readWhole reads a file, but of one that is too large no more than shows that, and says
// when it was changed.
func readWhole(name string) ([]byte, time.Time, error) {
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

// standard yields what comes in on standard input: a file, or an archive.
func (in *inputs) standard(root int, yield func(group, error) bool) bool {
	if in.count {
		return yield(group{name: "-"}, nil)
	}
	var data []byte
	var err error
	read := make(chan struct{})
	go func() {
		data, err = io.ReadAll(io.LimitReader(in.stdin, record.MaxBytes+1))
		close(read)
	}()
	select {
	case <-read:
	case <-in.ctx.Done():
		return false
	}
	if err != nil {
		return yield(group{name: "-", root: root}, err)
	}
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) && in.from == nil && format.Find(format.File{Data: data}).Name == "text" {
		w := walk{inputs: in, root: root, yield: yield}
		return w.entries(bytes.NewReader(data), int64(len(data)), time.Now(), "-", "")
	}
	g := group{name: "-", root: root, size: int64(len(data))}
	g.load = func() ([]format.File, time.Time, error) { return []format.File{{Data: data}}, time.Now(), nil }
	return yield(g, nil)
}

// stems are the names that files of a folder were given.
type stems map[string]bool

// once returns a name that none had before, in any letter case.
func (s stems) once(name string) string {
	free := name
	for i := 2; s[strings.ToLower(free)]; i++ {
		free = fmt.Sprintf("%s-%d", name, i)
	}
	s[strings.ToLower(free)] = true
	return free
}

// stemOf returns a file's name without its ending.
func stemOf(name string) string {
	lower := strings.ToLower(name)
	longest := path.Ext(name)
	if longest == name {
		longest = ""
	}
	for _, f := range format.Formats {
		for _, e := range f.Extensions {
			if len(e) > len(longest) && len(e) < len(name) && strings.HasSuffix(lower, e) {
				longest = name[len(name)-len(e):]
			}
		}
	}
	stem := name[:len(name)-len(longest)]
	if cut, ok := strings.CutSuffix(stem, ".pressmark"); ok && cut != "" {
		return cut
	}
	return stem
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

// leftOut says what files were left out, or "".
func (in *inputs) leftOut() string {
	n := 0
	var endings []string
	for _, e := range slices.Sorted(maps.Keys(in.left)) {
		n += in.left[e]
		name := e
		if name == "" {
			name = words.NoEnding.String()
		}
		endings = append(endings, fmt.Sprintf("%s (%d)", printable(name), in.left[e]))
	}
	if n == 0 {
		return ""
	}
	const shown = 8
	if len(endings) > shown {
		endings = append(endings[:shown], "…")
	}
	return words.FilesLeftOut.Count(n, strings.Join(endings, ", "))
}
