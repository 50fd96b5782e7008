package library

import (
	"os"

	"pressmark/annotations/intake"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
)

// An Import takes records into a library, piece by piece.
type Import struct {
	Tally  intake.Tally // what became of the records
	Newer  []Newer
	Layers []Layer

	library *Library
	intake  *intake.Intake
	dry     bool
}

// A Newer is an article that an import takes for a newer version of one in the library.
type Newer struct {
	File   string         `json:"file"`
	Title  string         `json:"title"`
	Of     string         `json:"of"`     // the older one's title
	Marked bool           `json:"marked"` // it brings marks of its own, which stand
	Marks  map[string]int `json:"marks"`  // else what became of the older one's: kept, moved, changed, orphaned
}

// A Layer is what another reader marked in an article that the library has.
type Layer struct {
	File  string `json:"file"`
	Title string `json:"title"`
	Marks int    `json:"marks"`
}

// Import begins an import. A dry one changes nothing, and tells what would become of the
// records; else the folder is made where it is not there. With versions, newer texts of
// articles become versions of them. End ends it.
func (l *Library) Import(dry, versions bool) (*Import, error) {
	if !dry {
		if err := os.MkdirAll(l.folder, 0o777); err != nil {
			return nil, err
		}
	}
	in := intake.New(l.view())
	in.NoVersions = !versions
	return &Import{Tally: intake.Tally{}, library: l, intake: in, dry: dry}, nil
}

// Take takes in a piece that came with a file, and writes what it changes. It returns the
// plan of its records, of which some may be refused, and the marks that found no text.
func (i *Import) Take(c record.Collection, from intake.Source, file string) (record.Plan, []standoff.Problem, error) {
	clear(i.library.open)
	o, err := i.intake.Take(c, from)
	if err != nil {
		return record.Plan{}, nil, err
	}
	i.Tally.Add(o)
	i.tell(o, file)
	edit := intake.Accept(o.Edit.And(o.Added), o.Newer)
	if i.dry {
		i.library.foresee(edit)
		return o.Plan, o.Lost, nil
	}
	return o.Plan, o.Lost, i.library.do(edit)
}

// tell notes which articles of a file are newer versions, and which bring layers.
func (i *Import) tell(o intake.Outcome, file string) {
	for k := range o.Newer {
		found := &o.Newer[k]
		n := Newer{File: file, Title: found.Fresh.Title, Of: found.Of.Article.Title, Marked: found.Marked, Marks: map[string]int{}}
		if !n.Marked {
			for _, o := range found.Carried().Outcomes {
				n.Marks[o.Fate.String()]++
			}
		}
		i.Newer = append(i.Newer, n)
	}
	for _, j := range o.Joins {
		if j.Named {
			i.Layers = append(i.Layers, Layer{File: file, Title: j.Title, Marks: j.Marks})
		}
	}
}

// End writes the actors. It is called after an error, too: what is written so far is to have
// its actors.
func (i *Import) End() error {
	if i.dry {
		return nil
	}
	return i.library.close()
}
