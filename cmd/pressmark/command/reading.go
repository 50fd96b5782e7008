package command

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/format"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
	"pressmark/annotations/words"
)

// An issue is something that is wrong with a file. What is not known of its place is 0.
type issue struct {
	File   string `json:"file"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
	What   string `json:"what"`
	fatal  bool   // the file, or what the argument names, could not be had at all
}

// String returns the issue as compilers write one.
func (i issue) String() string {
	place := standoff.Problem{File: i.File, Line: i.Line, Column: i.Column}.Place()
	return printable(place) + ": " + printable(i.What)
}

// issuesOf returns what an error says is wrong with a file.
func issuesOf(file string, err error) []issue {
	var list record.Errors
	var one *record.Error
	var problem standoff.Problem
	switch {
	case errors.As(err, &list):
		var out []issue
		for _, e := range list {
			out = append(out, issue{File: file, Line: e.Line, Column: e.Column, What: e.Message()})
		}
		return out
	case errors.As(err, &one):
		return []issue{{File: file, Line: one.Line, Column: one.Column, What: one.Message()}}
	case errors.As(err, &problem):
		return []issue{issueOf(file, problem)}
	}
	return []issue{{File: file, What: err.Error()}}
}

// issueOf returns a problem of a reader as an issue.
func issueOf(file string, p standoff.Problem) issue {
	what := p.Err.Error()
	if p.What != "" {
		what = p.What + ": " + what
	}
	return issue{File: cmp.Or(p.File, file), Line: p.Line, Column: p.Column, What: what}
}

// A reader reads groups of files as a command was told to.
type reader struct {
	from    *format.Format // nil: by looking
	mapping standoff.Mapping
	only    []annotations.Kind // nil: all
}

// A reading is what came of a group.
type reading struct {
	group  group
	format string // its name; "": none
	pieces []record.Collection
	labels map[string]int // of other tools, with how many marks have them
	issues []issue
	unread bool                     // nothing could be read: there is no such file, or the like
	passed map[annotations.Kind]int // marks left out, as asked
	leaves int                      // marks and ties left out, as the mapping says
	gone   int                      // tombstones: records of what was deleted
	idle   int                      // actors whom no mark of any article names
}

// read reads a group; err is what kept it from being had, if anything did.
func (r reader) read(g group, err error) reading {
	out := reading{group: g}
	fail := func(err error) reading {
		what := err.Error()
		if path := (*fs.PathError)(nil); errors.As(err, &path) {
			what = path.Err.Error()
		}
		out.unread = true
		out.issues = append(out.issues, issue{File: g.name, What: what, fatal: true})
		return out
	}
	if err != nil {
		return fail(err)
	}
	files, changed, err := g.load()
	if err != nil {
		return fail(err)
	}
	f := r.find(files)
	out.format = f.Name
	now := madeAt(changed)
	err = format.Read(f, files, r.mapping, now, func(b format.Batch) error {
		for label, n := range b.Survey.Marks {
			if out.labels == nil {
				out.labels = map[string]int{}
			}
			out.labels[label] += n
		}
		for _, p := range b.Problems {
			if errors.Is(p.Err, standoff.ErrLeftOut) {
				out.leaves++
				continue
			}
			out.issues = append(out.issues, issueOf(g.name, p))
		}
		if c := b.Records; len(c.Articles)+len(c.Actors)+len(c.Annotations) > 0 {
			out.pieces = append(out.pieces, r.keep(settled(c, now), &out))
		}
		return nil
	})
	if err != nil {
		out.issues = append(out.issues, issuesOf(g.name, err)...)
	}
	return out
}

// find returns the format of files that belong together: that of what was marked in a
// text, where there is anything.
func (r reader) find(files []format.File) format.Format {
	if r.from != nil {
		return here(*r.from, files[0])
	}
	last := files[len(files)-1]
	return here(format.Find(last), last)
}

// madeAt returns when the records of a file were made that does not say so: when it was
// changed, so that the same file gives the same records. What builds are told in
// SOURCE_DATE_EPOCH counts for more.
func madeAt(changed time.Time) time.Time {
	if s, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64); err == nil {
		changed = time.Unix(s, 0)
	}
	return changed.UTC().Truncate(time.Millisecond)
}

// settled gives an article that came without an ID one of its text: what comes in twice
// is the same record.
func settled(c record.Collection, now time.Time) record.Collection {
	if len(c.Articles) == 1 && len(c.Annotations) == 0 {
		if a := &c.Articles[0]; a.Revision == 0 && a.Created.Equal(now) && a.Text.Len() > 0 {
			a.ID = annotations.IDOf("article", a.Text.String())
		}
	}
	return c
}

// keep takes out of records the marks of kinds that were not asked for.
func (r reader) keep(c record.Collection, out *reading) record.Collection {
	if r.only == nil {
		return c
	}
	c.Annotations = slices.DeleteFunc(c.Annotations, func(n annotations.Annotation) bool {
		drop := !slices.Contains(r.only, n.Kind)
		if drop && !n.Deleted {
			if out.passed == nil {
				out.passed = map[annotations.Kind]int{}
			}
			out.passed[n.Kind]++
		}
		return drop
	})
	return c
}

// unsaid returns the marks whose labels a mapping leaves out without having been told.
func (r *reading) unsaid(m standoff.Mapping) (l standoff.Loss, any bool) {
	l.What = lostLabels
	for _, label := range slices.Sorted(maps.Keys(r.labels)) {
		if _, told := m[label]; !told && m.Role(label) == standoff.LeaveIt {
			l.Count += r.labels[label]
			l.Example = cmp.Or(l.Example, label)
		}
	}
	return l, l.Count > 0
}

// An article is one that was read, with its live annotations.
type article struct {
	doc    annotations.Doc
	actors annotations.Directory // those whom the annotations name
}

// articles returns the live articles of what was read. Records that belong to none of
// them are told as issues.
func (r *reading) articles() []article {
	var out []article
	for _, c := range r.pieces {
		c, problems := standoff.Attach(c, nil, nil)
		for _, p := range problems {
			p.File, p.What = r.group.name, cmp.Or(p.What, p.File)
			r.issues = append(r.issues, issueOf(r.group.name, p))
		}
		marks := map[annotations.ID][]annotations.Annotation{}
		for _, n := range c.Annotations {
			marks[n.Article] = append(marks[n.Article], n)
			if n.Deleted {
				r.gone++
			}
		}
		all := annotations.NewDirectory(c.Actors)
		for _, a := range c.Articles {
			if a.Deleted {
				r.gone++
			} else {
				d := annotations.NewDoc(a, merged(marks[a.ID], all))
				actors := all
				if len(c.Articles) > 1 {
					actors = all.Named(d.Marks())
				}
				out = append(out, article{d, actors})
			}
			delete(marks, a.ID)
		}
		if len(c.Articles) != 1 {
			r.idle += idle(c, all)
		}
		if n := apart(c.Annotations, marks); n > 0 {
			r.issues = append(r.issues, issue{File: r.group.name, What: words.ArticleMissing.Count(n)})
		}
	}
	return out
}

// idle returns how many live actors of a collection its annotations do not name.
func idle(c record.Collection, all annotations.Directory) int {
	marks := make([]*annotations.Annotation, len(c.Annotations))
	for i := range c.Annotations {
		marks[i] = &c.Annotations[i]
	}
	return len(all.List()) - all.Named(marks).Len()
}

func apart(all []annotations.Annotation, marks map[annotations.ID][]annotations.Annotation) int {
	n := 0
	for _, m := range all {
		if len(marks[m.Article]) > 0 && !m.Deleted {
			n++
		}
	}
	return n
}

// merged returns annotations that name the actors into whom those were merged that they
// named before: what is written has no tombstones.
func merged(marks []annotations.Annotation, all annotations.Directory) []annotations.Annotation {
	if all.Len() == len(all.List()) {
		return marks
	}
	out := make([]annotations.Annotation, len(marks))
	for i, n := range marks {
		out[i] = all.Follow(n)
	}
	return out
}

// parseMapping reads what --map says: "Source=actor,Content=claim", or the same in the
// lines of a file whose name follows "@". Lines that begin with "#" say nothing.
func parseMapping(args []string) (standoff.Mapping, error) {
	if len(args) == 0 {
		return nil, nil
	}
	m := standoff.Mapping{}
	set := func(s, place string) error {
		label, role, ok := cutLast(s, "=")
		label, role = strings.TrimSpace(label), strings.ToLower(strings.TrimSpace(role))
		if !ok || label == "" {
			return fmt.Errorf("%s: %q is not LABEL=ROLE", place, s)
		}
		if !slices.Contains(standoff.Roles, standoff.Role(role)) {
			return fmt.Errorf("%s: %q is no role: a label becomes one of %s", place, role, rolesInWords())
		}
		m[label] = standoff.Role(role)
		return nil
	}
	for _, arg := range args {
		name, file := strings.CutPrefix(arg, "@")
		if !file {
			for _, s := range strings.Split(arg, ",") {
				if err := set(s, "--map"); err != nil {
					return nil, err
				}
			}
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		line := 0
		for s := range bytes.Lines(data) {
			line++
			if s = bytes.TrimSpace(s); len(s) > 0 && s[0] != '#' {
				if err := set(string(s), fmt.Sprintf("%s:%d:1", name, line)); err != nil {
					return nil, err
				}
			}
		}
	}
	return m, nil
}

// writeMapping writes what labels become so that parseMapping reads it. A label that
// begins as a comment does has no place there.
func writeMapping(name string, labels map[string]*meaning) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# What labels become, one a line: %s. Read with --map @FILE.\n", rolesInWords())
	for _, l := range slices.Sorted(maps.Keys(labels)) {
		if line := strings.TrimSpace(l); line == l && line != "" && line[0] != '#' && !strings.ContainsAny(line, "\r\n") {
			fmt.Fprintf(&b, "%s = %s\n", line, labels[l].Becomes)
		}
	}
	return writeWhole(name, b.Bytes())
}

func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

func rolesInWords() string {
	var names []string
	for _, r := range standoff.Roles {
		names = append(names, string(r))
	}
	return strings.Join(names, ", ")
}
