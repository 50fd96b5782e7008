package command

import (
	"bufio"
	"cmp"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"pressmark/annotations"
	"pressmark/annotations/ledger"
	"pressmark/annotations/plain"
	"pressmark/annotations/version"
	"pressmark/cmd/pressmark/files"
	"pressmark/cmd/pressmark/terminal"
)

func diffCommand() *cobra.Command {
	var c *readingCommand
	var color string
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Say how two versions of an article, or two files of marks, differ",
		Long: `Diff compares two files, folders or archives. Articles are paired by their text, address or title. It
says which figures changed, then how the texts differ, word by word ([-old-] {+new+}), and what became of
the marks of the old version: those whose place has other words, those without a place (orphaned), those
that moved. Where the new file has marks too, they are held against that: marks that were added, are gone,
or say something else.

` + inputHelp + `

Exit codes: 0 there is no difference; 1 there is; 2 called wrongly, or something could not be read.`,
		Example: "  pressmark diff monday.json tuesday.html\n  pressmark diff before.json after.json --json",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			colored, err := colored(color, cmd.OutOrStdout())
			if err != nil {
				return trouble(err)
			}
			var sides [2][]side
			for i, arg := range args { // one by one: two files of marks may be of one text
				if err := c.begin([]string{arg}); err != nil {
					return err
				}
				err = run(c, func(r *files.Reading) []files.Article { return r.Articles() }, func(r *files.Reading, found []files.Article) error {
					c.tell(cmd.ErrOrStderr(), r.Issues)
					for _, a := range found {
						sides[i] = append(sides[i], side{a, r.Group.Name})
					}
					return nil
				})
				if err != nil {
					return trouble(err)
				}
			}
			if c.unread > 0 {
				return c.found()
			}
			for i, s := range sides {
				if len(s) == 0 {
					return troublef("%s: there is no article in it", args[i])
				}
			}
			d := compareSides(sides[0], sides[1])
			if c.json {
				err = writeJSON(cmd.OutOrStdout(), d)
			} else {
				p := differencePrinter{w: bufio.NewWriter(cmd.OutOrStdout()), colored: colored}
				p.all(d)
				err = p.w.Flush()
			}
			switch {
			case err != nil:
				return trouble(err)
			case d.Differ:
				return &codedError{errSilent, exitFound}
			}
			return c.found()
		},
	}
	c = newReadingCommand(cmd)
	colorFlag(cmd, &color)
	return cmd
}

// A side is an article of one of the two inputs.
type side struct {
	files.Article
	file string
}

// untitled reports whether the article's title is only what its file is called, or its
// first words.
func (s side) untitled() bool {
	a := s.Doc.Article
	first := ""
	if len(a.Blocks) > 0 {
		first = a.Text.Slice(a.Blocks[0].Span)
	}
	return a.Title == plain.Title("", s.file, "") || a.Title == plain.Title("", "", first) && !opens(a, a.Title)
}

// A comparison says how the articles of two inputs differ.
type comparison struct {
	Differ   bool          `json:"differ"`
	Articles []articleDiff `json:"articles"`
	OnlyOld  []string      `json:"onlyOld,omitempty"` // titles
	OnlyNew  []string      `json:"onlyNew,omitempty"`
}

// An articleDiff says how two versions of an article differ.
type articleDiff struct {
	Old     string         `json:"old"` // files
	New     string         `json:"new"`
	Title   string         `json:"title"`
	Facts   []factDiff     `json:"facts,omitempty"`
	Figures []figureDiff   `json:"figures,omitempty"`
	Text    []passage      `json:"text,omitempty"`
	Marks   []markDiff     `json:"marks,omitempty"`
	Fates   map[string]int `json:"fates"` // how many marks were kept, moved, changed …
}

type factDiff struct {
	Name string `json:"name"`
	Old  string `json:"old"`
	New  string `json:"new"`
}

// A figureDiff is a figure of the text, marked or not, that changed.
type figureDiff struct {
	Old     string `json:"old"`
	New     string `json:"new"`
	Was     string `json:"was,omitempty"`
	Is      string `json:"is,omitempty"`
	Context string `json:"context"` // the new words around it
}

// A passage is a block that differs, or has moved.
type passage struct {
	Moved    bool      `json:"moved,omitempty"`
	Segments []wording `json:"segments"`
}

type wording struct {
	Op  string `json:"op"`
	Old string `json:"old,omitempty"`
	New string `json:"new,omitempty"`
}

// A markDiff is a mark that is not as it was.
type markDiff struct {
	Fate   string   `json:"fate"` // changed, orphaned, moved, added, gone, or said: what is said of it differs
	Kind   string   `json:"kind"`
	Old    string   `json:"old,omitempty"`
	New    string   `json:"new,omitempty"`
	Why    string   `json:"why,omitempty"`
	Fields []string `json:"fields,omitempty"` // that differ: "note: “a” → “b”"
}

// compareSides pairs the articles of two inputs and compares each pair.
func compareSides(old, new []side) comparison {
	d := comparison{Articles: []articleDiff{}}
	var free []annotations.Article
	byID := map[annotations.ID]*side{}
	byText := map[string]*side{}
	for i := range old {
		a := &old[i]
		free = append(free, a.Doc.Article)
		byID[a.Doc.Article.ID], byText[a.Doc.Article.Text.String()] = a, a
	}
	paired := map[annotations.ID]bool{}
	for _, n := range new {
		article := n.Doc.Article
		o := byText[article.Text.String()]
		if o == nil {
			o = byID[article.ID]
		}
		if o == nil {
			if found, ok := version.Match(article, free); ok {
				o = byID[found.Article]
			}
		}
		if o == nil && len(old) == 1 && len(new) == 1 {
			o = &old[0]
		}
		if o == nil || paired[o.Doc.Article.ID] {
			d.OnlyNew = append(d.OnlyNew, article.Title)
			continue
		}
		paired[o.Doc.Article.ID] = true
		free = slices.DeleteFunc(free, func(a annotations.Article) bool { return a.ID == o.Doc.Article.ID })
		one := compareArticles(*o, n)
		d.Differ = d.Differ || len(one.Facts)+len(one.Figures)+len(one.Text)+len(one.Marks) > 0
		d.Articles = append(d.Articles, one)
	}
	for _, a := range free {
		d.OnlyOld = append(d.OnlyOld, a.Title)
	}
	d.Differ = d.Differ || len(d.OnlyOld)+len(d.OnlyNew) > 0
	return d
}

// compareArticles compares two versions of an article.
func compareArticles(old, new side) articleDiff {
	a, b := old.Doc.Article, new.Doc.Article
	d := articleDiff{Old: old.file, New: new.file, Title: b.Title, Fates: map[string]int{}}
	for _, f := range []factDiff{
		{"title", a.Title, b.Title}, {"byline", a.Byline, b.Byline}, {"publisher", a.Publisher, b.Publisher},
		{"published", a.Published, b.Published}, {"language", a.Language, b.Language}, {"source", a.Source, b.Source},
	} {
		made := f.Name == "title" && (old.untitled() || new.untitled())
		if f.Old != f.New && !made {
			d.Facts = append(d.Facts, f)
		}
	}
	marked := len(new.Doc.Marks()) > 0
	if a.Text.String() == b.Text.String() {
		var outcomes []version.Outcome
		for _, m := range old.Doc.Marks() {
			outcomes = append(outcomes, version.Outcome{Old: *m, New: *m})
		}
		d.Marks = compareMarks(old, new, old.Doc, outcomes, d.Fates)
		return d
	}
	fresh := b
	fresh.ID = annotations.IDOf("version", string(b.ID)) // both may have one ID
	carried := version.Carry(old.Doc, fresh, b.Modified)
	for _, f := range carried.Figures {
		d.Figures = append(d.Figures, figureDiff{
			Old: a.Text.Slice(f.Old), New: b.Text.Slice(f.New), Was: ledger.Display(f.Was), Is: ledger.Display(f.Is),
			Context: around(b.Text, f.New),
		})
	}
	for _, r := range version.Rows(a, b, carried.Stretches) {
		if r.Op != version.Equal || r.Moved {
			d.Text = append(d.Text, passageOf(a, b, r))
		}
	}
	if marked {
		var there []annotations.Annotation
		for _, o := range carried.Outcomes {
			there = append(there, o.New)
		}
		d.Marks = compareMarks(old, new, annotations.NewDoc(carried.Article, there), carried.Outcomes, d.Fates)
		return d
	}
	for _, o := range carried.Outcomes {
		d.Fates[o.Fate.String()]++
		if o.Fate != version.Kept {
			d.Marks = append(d.Marks, fateOf(o))
		}
	}
	return d
}

func fateOf(o version.Outcome) markDiff {
	m := markDiff{Fate: o.Fate.String(), Kind: string(o.Old.Kind), Old: o.Old.Exact()}
	if now := o.New.Exact(); o.Fate == version.Changed && (now != m.Old || o.Err == nil) {
		m.New = now
		if was, is := ledger.Display(o.Old.Figure.Quantity), ledger.Display(o.New.Figure.Quantity); o.FigureChanged() && was != is {
			m.Fields = append(m.Fields, fmt.Sprintf("says: %s → %s", cmp.Or(was, "nothing"), cmp.Or(is, "nothing")))
		}
	}
	if o.Err != nil {
		m.Why = o.Err.Error()
	}
	return m
}

// around returns the words beside a span.
func around(t annotations.Text, s annotations.Span) string {
	const room = 30
	return terminal.Shortened(t.Slice(annotations.Span{Start: max(s.Start-room, 0), End: min(s.End+room, t.Len())}), 200)
}

func passageOf(a, b annotations.Article, r version.Row) passage {
	p := passage{Moved: r.Moved}
	was, is := "", ""
	if r.Old >= 0 {
		was = a.Text.Slice(a.Blocks[r.Old].Span)
	}
	if r.New >= 0 {
		is = b.Text.Slice(b.Blocks[r.New].Span)
	}
	for _, s := range version.Segments(was, is) {
		p.Segments = append(p.Segments, wording{s.Op.String(), s.Old, s.New})
	}
	return p
}
