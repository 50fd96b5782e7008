package command

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"pressmark/annotations"
	"pressmark/annotations/standoff"
	"pressmark/annotations/words"
	"pressmark/cmd/pressmark/files"
	"pressmark/cmd/pressmark/terminal"
)

// A report says what a conversion did, or would do.
type report struct {
	Format   string              `json:"format"`
	Inputs   int                 `json:"inputs"`
	Read     map[string]int      `json:"read"` // files, or groups of them, by format
	Articles int                 `json:"articles"`
	Marks    map[string]int      `json:"marks"`
	Labels   map[string]*meaning `json:"labels,omitempty"`
	LeftOut  map[string]int      `json:"leftOut,omitempty"` // by --only
	Lost     []loss              `json:"lost,omitempty"`
	Barred   int                 `json:"barred,omitempty"` // articles that --strict did not write
	Problems int                 `json:"problems"`
}

// A loss is something that a format cannot hold.
type loss struct {
	What    words.Loss `json:"what"`
	Count   int        `json:"count"`
	Example string     `json:"example,omitempty"`
}

// A meaning is what the marks of a label become.
type meaning struct {
	Count   int           `json:"count"`
	Becomes standoff.Role `json:"becomes"`
	Told    bool          `json:"told"` // by --map; else it is proposed
}

func (r *report) begin(format string) {
	*r = report{Format: format, Read: map[string]int{}, Marks: map[string]int{}, Labels: map[string]*meaning{}, LeftOut: map[string]int{}}
}

// add counts what was read of a group.
func (r *report) add(g *files.Reading, m standoff.Mapping) {
	r.Inputs++
	if g.Format != "" && !g.Unread {
		r.Read[g.Format]++
	}
	for name, n := range g.Labels {
		l := r.Labels[name]
		if l == nil {
			_, told := m[name]
			l = &meaning{Becomes: m.Role(name), Told: told}
			r.Labels[name] = l
		}
		l.Count += n
	}
	if l, lost := g.Unsaid(m); lost {
		r.lose([]standoff.Loss{l})
	}
	for k, n := range g.Passed {
		r.LeftOut[string(k)] += n
	}
	for _, l := range []standoff.Loss{{What: words.LostIdle, Count: g.Idle}, {What: words.LostTombstones, Count: g.Gone}} {
		if l.Count > 0 {
			r.lose([]standoff.Loss{l})
		}
	}
}

// count counts an article.
func (r *report) count(a files.Outgoing) {
	r.Articles++
	for k, n := range a.Marks {
		r.Marks[k] += n
	}
	r.lose(a.Lost)
	if a.Barred {
		r.Barred++
	}
}

// lose adds what was lost to what was lost before.
func (r *report) lose(lost []standoff.Loss) {
	for _, l := range lost {
		i := slices.IndexFunc(r.Lost, func(o loss) bool { return o.What == l.What })
		if i < 0 {
			r.Lost = append(r.Lost, loss(l))
			continue
		}
		r.Lost[i].Count += l.Count
		r.Lost[i].Example = cmp.Or(r.Lost[i].Example, l.Example)
	}
}

func marksInWords(marks map[string]int) string {
	var out []string
	for _, k := range annotations.Kinds {
		if n := marks[string(k)]; n > 0 {
			out = append(out, words.Count(n, words.KindNoun(k)))
		}
	}
	return cmp.Or(strings.Join(out, ", "), words.NoMarks.String())
}

// writeLabels tells what labels become, the most frequent first.
func writeLabels(w io.Writer, labels map[string]*meaning) {
	if len(labels) == 0 {
		return
	}
	names := slices.SortedFunc(maps.Keys(labels), func(a, b string) int {
		return cmp.Or(labels[b].Count-labels[a].Count, strings.Compare(a, b))
	})
	fmt.Fprintln(w, "\nLabels:")
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, n := range names {
		told := "proposed"
		if labels[n].Told {
			told = "as --map says"
		}
		fmt.Fprintf(t, "  %s\t%d\t→ %s\t(%s)\n", terminal.Printable(n), labels[n].Count, labels[n].Becomes, told)
	}
	t.Flush()
}

// writeLosses tells what a format cannot hold.
func writeLosses(w io.Writer, format string, lost []loss) {
	if len(lost) == 0 {
		return
	}
	fmt.Fprintf(w, "\n%s\n", words.LostOnTheWay.With(format))
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, l := range lost {
		example := ""
		if l.Example != "" {
			example = "\t" + words.Quoted(terminal.Shortened(l.Example, 40))
		}
		fmt.Fprintf(t, "  %d\t%s%s\n", l.Count, l.What, example)
	}
	t.Flush()
}
