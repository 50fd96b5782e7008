package files

import (
	"cmp"
	"errors"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strconv"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/format"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
	"pressmark/annotations/words"
)

// A Reader reads groups of files as a command was told to.
type Reader struct {
	From    *format.Format // nil: by looking
	Mapping standoff.Mapping
	Only    []annotations.Kind // nil: all
}

// A Reading is what came of a group.
type Reading struct {
	Group  Group
	Format string // its name; "": none
	Pieces []record.Collection
	Labels map[string]int // of other tools, with how many marks have them
	Issues []Issue
	Unread bool                     // nothing could be read: there is no such file, or the like
	Passed map[annotations.Kind]int // marks left out, as asked
	Leaves int                      // marks and ties left out, as the mapping says
	Gone   int                      // tombstones: records of what was deleted
	Idle   int                      // actors whom no mark of any article names
}

// Read reads a group; err is what kept it from being had, if anything did.
func (r Reader) Read(g Group, err error) Reading {
	out := Reading{Group: g}
	fail := func(err error) Reading {
		what := err.Error()
		if path := (*fs.PathError)(nil); errors.As(err, &path) {
			what = path.Err.Error()
		}
		out.Unread = true
		out.Issues = append(out.Issues, Issue{File: g.Name, What: what, Fatal: true})
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
	out.Format = f.Name
	now := madeAt(changed)
	err = format.Read(f, files, r.Mapping, now, func(b format.Batch) error {
		for label, n := range b.Survey.Marks {
			if out.Labels == nil {
				out.Labels = map[string]int{}
			}
			out.Labels[label] += n
		}
		for _, p := range b.Problems {
			if errors.Is(p.Err, standoff.ErrLeftOut) {
				out.Leaves++
				continue
			}
			out.Issues = append(out.Issues, IssueOf(g.Name, p))
		}
		if c := b.Records; len(c.Articles)+len(c.Actors)+len(c.Annotations) > 0 {
			out.Pieces = append(out.Pieces, r.choose(settled(c, now), &out))
		}
		return nil
	})
	if err != nil {
		out.Issues = append(out.Issues, IssuesOf(g.Name, err)...)
	}
	return out
}

// find returns the format of files that belong together: that of what was marked in a
// text, where there is anything.
func (r Reader) find(files []format.File) format.Format {
	if r.From != nil {
		return here(*r.From, files[0])
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

// choose takes out of records the marks of kinds that were not asked for.
func (r Reader) choose(c record.Collection, out *Reading) record.Collection {
	if r.Only == nil {
		return c
	}
	c.Annotations = slices.DeleteFunc(c.Annotations, func(n annotations.Annotation) bool {
		drop := !slices.Contains(r.Only, n.Kind)
		if drop && !n.Deleted {
			if out.Passed == nil {
				out.Passed = map[annotations.Kind]int{}
			}
			out.Passed[n.Kind]++
		}
		return drop
	})
	return c
}

// Unsaid returns the marks whose labels a mapping leaves out without having been told.
func (r *Reading) Unsaid(m standoff.Mapping) (l standoff.Loss, any bool) {
	l.What = words.LostUntold
	for _, label := range slices.Sorted(maps.Keys(r.Labels)) {
		if _, told := m[label]; !told && m.Role(label) == standoff.LeaveIt {
			l.Count += r.Labels[label]
			l.Example = cmp.Or(l.Example, label)
		}
	}
	return l, l.Count > 0
}
