package command

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"pressmark/annotations"
	"pressmark/annotations/format"
	"pressmark/annotations/plain"
	"pressmark/annotations/standoff"
	"pressmark/annotations/words"
)

// A conversion turns articles into files of a format.
type conversion struct {
	*readingCommand
	to     string
	out    string
	strict bool
	dry    bool

	format format.Format
	target target
	report report
	survey standoff.Survey
	folder *folderOutput // where workers write at once; nil: what they made is written in order
	shelf  *library      // whose actors count for more than the articles' copies; may be nil
}

func convertCommand() *cobra.Command {
	c := &conversion{}
	cmd := &cobra.Command{
		Use:   "convert INPUT… [--to FORMAT] [-o FILE|FOLDER|X.zip|-]",
		Short: "Turn files of one format into files of another",
		Long: `Convert reads articles with what is marked in them and writes them in another format.

` + inputHelp + `

Written is what --to or the ending after -o says. Into a folder, or a .zip, go files for each article, in
the tree of the input; a file that holds several articles becomes a folder of that name. Into one file, or
to standard output, all articles are put together as they come, in constant memory; but the formats that
are about all articles at once (json, graphml, dna) keep all in memory until the end: for very many
articles take jsonl, or a folder.

What labels of other tools become (Source → actor, MONEY → figure …) is proposed, shown by --dry-run, and
set by --map; --save-map writes it into a file that --map @FILE reads, to change it and to use it again.
What a format cannot hold is told on standard error, with counts; --strict writes nothing that would lose
something.

` + strictCodes,
		Example: `  pressmark convert corpus/ --to json -o out/
  pressmark convert 'corpus/**/*.ann' --to jsonl -o corpus.jsonl
  pressmark convert project.zip --to json --dry-run --save-map roles.txt
  pressmark convert project.zip --to json --map @roles.txt -o out/
  pressmark convert marks.json --to brat -o marks.zip --strict
  curl -s https://example.org/a.html | pressmark convert - --from html --to json > a.json`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := c.begin(args); err != nil {
				return err
			}
			return c.convert()
		},
	}
	c.readingCommand = newReadingCommand(cmd)
	c.saveMapFlag()
	c.flags(cmd)
	return cmd
}

func (c *conversion) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&c.to, "to", "", "format to write (default: by the ending after -o): "+formatNames(writtenFormats))
	f.StringVarP(&c.out, "output", "o", "-", "file, folder (one that is there, ends in / or has no ending), .zip, or - for standard output")
	f.BoolVar(&c.strict, "strict", false, "write nothing that loses something; exit code 3 if anything would be lost or is wrong")
	f.BoolVar(&c.dry, "dry-run", false, "write nothing, and say what would be written, what labels become, and what is lost")
	cmd.RegisterFlagCompletionFunc("to", completeFormats(writtenFormats))
}

// convert reads the inputs and writes what comes of them.
func (c *conversion) convert() (err error) {
	if c.format, err = formatOf(c.to, c.out); err != nil {
		return err
	}
	c.target = targetOf(c.out, c.format)
	if c.json && c.out == "-" && !c.dry {
		return troublef("--json reports on standard output: name a file or a folder after -o")
	}
	var out output = nowhere{}
	if !c.dry {
		c.inputs.avoid = c.target.path
		if out, err = c.target.open(c.format, c.cmd.OutOrStdout()); err != nil {
			return trouble(err)
		}
		c.folder, _ = out.(*folderOutput)
	}
	c.report.begin(c.format.Name)
	err = run(c.readingCommand, c.work, func(r *reading, made []outcome) error {
		c.tell(c.cmd.ErrOrStderr(), r.issues)
		c.report.add(r, c.reader.mapping)
		for _, a := range made {
			c.report.count(a)
			if c.format.Write.Beside != nil {
				c.survey.Count(&a.held)
			}
			if a.err != nil {
				return a.err
			}
			if c.folder != nil {
				continue // it is written
			}
			if err := out.put(a); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		out.drop()
		if coded := (*codedError)(nil); errors.As(err, &coded) {
			return err
		}
		return trouble(err)
	}
	c.report.Problems = c.issues
	return c.ended(out, c.say)
}

// ended ends an output, tells what was done, and returns what the command ends with.
func (c *conversion) ended(out output, say func() error) error {
	bad := c.issues+c.unread+len(c.report.Lost) > 0
	if c.strict && bad && !c.target.folder {
		out.drop()
	} else if err := out.end(c.survey); err != nil {
		return trouble(err)
	}
	if err := errors.Join(c.saveMap(c.report.Labels), say()); err != nil {
		return trouble(err)
	}
	if c.strict && (len(c.report.Lost) > 0 || c.issues > 0) {
		return &codedError{errors.New("something would be lost (--strict)"), exitLost}
	}
	return c.found()
}

// nowhere is the output of a dry run.
type nowhere struct{}

func (nowhere) put(outcome) error         { return nil }
func (nowhere) end(standoff.Survey) error { return nil }
func (nowhere) drop()                     {}

// work makes of what was read what is to be written.
func (c *conversion) work(r *reading) []outcome {
	articles := r.articles()
	names := stems{}
	_, unsaid := r.unsaid(c.reader.mapping)
	out := make([]outcome, 0, len(articles))
	for _, a := range articles {
		name, dir := r.group.stem, r.group.dir
		if name == "" || len(articles) > 1 {
			name = names.once(plain.FileName(a.doc.Article.Title))
			dir = path.Join(dir, r.group.stem)
		}
		if c.shelf != nil {
			a.actors = c.shelf.overlay(a.doc, a.actors)
		}
		o := c.fit(dir, name, a)
		o.barred = o.barred || c.strict && unsaid
		if c.folder != nil {
			o.err = c.folder.put(o)
			o.files = nil
		}
		out = append(out, o)
	}
	return out
}

// fit writes one article, in memory.
func (c *conversion) fit(dir, name string, a article) outcome {
	w := c.format.Write
	p, lost := format.Fit(w, name, a.doc, a.actors)
	o := outcome{dir: dir, words: a.doc.Article.Title, lost: lost, held: p.Out, marks: map[string]int{}}
	for _, m := range a.doc.Marks() {
		o.marks[string(m.Kind)]++
	}
	o.barred = c.strict && len(lost) > 0
	one := func(data []byte) []format.File {
		return []format.File{{Name: name + c.format.Extensions[0], Data: data}}
	}
	switch {
	case o.barred || c.dry:
	case w.Files != nil:
		o.files = w.Files(p)
	case w.Piece != nil && c.target.apart():
		o.files = one(w.Join([][]byte{w.Piece(p)}))
	case w.Piece != nil:
		o.piece = w.Piece(p)
	case c.target.apart():
		o.files = one(w.Whole([]format.Piece{p}))
	default:
		o.whole = &p
	}
	return o
}

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
func (r *report) add(g *reading, m standoff.Mapping) {
	r.Inputs++
	if g.format != "" && !g.unread {
		r.Read[g.format]++
	}
	for name, n := range g.labels {
		l := r.Labels[name]
		if l == nil {
			_, told := m[name]
			l = &meaning{Becomes: m.Role(name), Told: told}
			r.Labels[name] = l
		}
		l.Count += n
	}
	if l, lost := g.unsaid(m); lost {
		r.lose([]standoff.Loss{l})
	}
	for k, n := range g.passed {
		r.LeftOut[string(k)] += n
	}
	for _, l := range []standoff.Loss{{What: lostActors, Count: g.idle}, {What: lostTombstones, Count: g.gone}} {
		if l.Count > 0 {
			r.lose([]standoff.Loss{l})
		}
	}
}

// What is lost whatever the format.
const (
	lostActors     = words.LostIdle
	lostLabels     = words.LostUntold
	lostTombstones = words.LostTombstones
)

// count counts an article.
func (r *report) count(a outcome) {
	r.Articles++
	for k, n := range a.marks {
		r.Marks[k] += n
	}
	r.lose(a.lost)
	if a.barred {
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

// say tells what was done: on standard output where nothing else goes there, else on
// standard error.
func (c *conversion) say() error {
	if c.json {
		return writeJSON(c.cmd.OutOrStdout(), c.report)
	}
	to := c.cmd.ErrOrStderr()
	if c.dry {
		to = c.cmd.OutOrStdout()
	} else if c.quiet {
		return nil
	}
	c.noteLeftOut()
	w := &bytes.Buffer{}
	r := c.report
	articles, marks := words.Count(r.Articles, words.Article), marksInWords(r.Marks)
	switch {
	case r.Barred > 0:
		fmt.Fprintln(w, words.ConvertedBarred.With(articles, marks, words.Group(r.Barred), r.Format))
	case c.dry:
		fmt.Fprintln(w, words.WouldBeConverted.With(articles, marks, r.Format))
	default:
		fmt.Fprintln(w, words.ConvertedTo.With(articles, marks, r.Format))
	}
	if c.dry {
		writeLabels(w, r.Labels)
	}
	for _, k := range slices.Sorted(maps.Keys(r.LeftOut)) {
		fmt.Fprintln(w, words.LeftOutByKind.With(words.Count(r.LeftOut[k], words.KindNoun(annotations.Kind(k)))))
	}
	writeLosses(w, r.Format, r.Lost)
	_, err := to.Write(w.Bytes())
	return err
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
		fmt.Fprintf(t, "  %s\t%d\t→ %s\t(%s)\n", printable(n), labels[n].Count, labels[n].Becomes, told)
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
			example = "\t" + words.Quoted(shortened(l.Example, 40))
		}
		fmt.Fprintf(t, "  %d\t%s%s\n", l.Count, l.What, example)
	}
	t.Flush()
}

// shortened returns a text in one line of at most so many code points.
func shortened(s string, most int) string {
	s = printable(strings.Join(strings.Fields(s), " "))
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most-1]) + "…"
	}
	return s
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
