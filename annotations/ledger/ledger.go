package ledger

import (
	"slices"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/words"
)

// A Ledger is who says what with which figures, in one article or many. Its rows
// stand article by article as the docs were given, in each in text order, orphans
// last; but actors stand most mentioned first. Callers must not change the rows.
type Ledger struct {
	Statements []*Statement
	Figures    []*Figure
	Actors     []*Actor

	directory annotations.Directory
	speakers  map[annotations.ID]*Speaker // by the IDs of mentions and records
}

// A Place is a mark in its article.
type Place struct {
	Article *annotations.Article
	Mark    *annotations.Annotation

	order int // among all marks of the docs
}

// A Statement is a claim with what it is tied to.
type Statement struct {
	Place
	Speakers []*Speaker // who stands behind it, in order, none twice; never empty
	Figures  []*Figure  // that belong to it, in text order
	Reporter *Statement // the claim that reports it; nil: none
	Reports  []*Statement

	folded lazy
}

// Source returns who stands behind a statement: a source, or None.
func (s *Statement) Source() annotations.Source { return s.Speakers[0].Source }

// SaidBy reports whether a speaker stands behind the statement.
func (s *Statement) SaidBy(who *Speaker) bool { return slices.Contains(s.Speakers, who) }

// A Figure is a figure with what it is tied to.
type Figure struct {
	Place
	Claim *Statement // that it belongs to; nil: none
	Ties  []Tie

	folded lazy
}

// Speakers returns who gives the figure: the speakers of its claim.
func (f *Figure) Speakers() []*Speaker {
	if f.Claim == nil {
		return nil
	}
	return f.Claim.Speakers
}

// A Tie is what a figure is to another. It stands with both of them.
type Tie struct {
	Relation annotations.Relation
	Figure   *Figure
	Back     bool // it was said of the other: this one is the whole, or what came after
}

// An Actor is one who is mentioned or speaks, with all that is marked of them.
type Actor struct {
	*Speaker
	Mentions   []Place
	Statements []*Statement
	Figures    []*Figure // of the statements, none twice
	Articles   int       // in how many articles they are mentioned or speak
}

// Of derives the ledger of docs. It costs O(n log n + n d) for n marks of which at
// most d claims lie over one place. Docs must not hold one article twice.
func Of(docs []annotations.Doc, actors annotations.Directory) Ledger {
	docs = slices.Clone(docs)
	b := &builder{
		directory: actors, byID: map[annotations.ID]*Actor{}, byWords: map[string]*Actor{},
		rows: map[*Speaker]*Actor{}, speakers: map[annotations.ID]*Speaker{},
	}
	for i := range docs {
		b.add(&docs[i])
	}
	l := Ledger{Statements: b.statements, Figures: b.figures, Actors: b.actors, directory: actors, speakers: b.speakers}
	for _, s := range l.Statements {
		for _, who := range s.Speakers {
			if a := b.rows[who]; a != nil {
				a.Statements = append(a.Statements, s)
			}
		}
	}
	for _, a := range l.Actors {
		a.sum()
	}
	SortActors(l.Actors, ByMentions)
	return l
}

// sum derives an actor's figures and articles from their mentions and statements.
func (a *Actor) sum() {
	a.Figures = nil
	for _, s := range a.Statements {
		a.Figures = append(a.Figures, s.Figures...)
	}
	slices.SortFunc(a.Figures, func(f, g *Figure) int { return f.order - g.order })
	in := map[*annotations.Article]bool{}
	for _, m := range a.Mentions {
		in[m.Article] = true
	}
	for _, s := range a.Statements {
		in[s.Article] = true
	}
	a.Articles = len(in)
}

// builder collects the rows of docs.
type builder struct {
	directory  annotations.Directory
	statements []*Statement
	figures    []*Figure
	actors     []*Actor
	byID       map[annotations.ID]*Actor // by the IDs that records were asked for; nil: none
	byWords    map[string]*Actor         // those without a record
	rows       map[*Speaker]*Actor
	speakers   map[annotations.ID]*Speaker
	order      int
}

// record returns the actor whose record an ID stands for, or nil.
func (b *builder) record(id annotations.ID) *Actor {
	if a, ok := b.byID[id]; ok || id == "" {
		return a
	}
	var a *Actor
	if r := b.directory.Find(id); r != nil {
		if a = b.byID[r.ID]; a == nil {
			a = b.actor(&Speaker{Source: annotations.Named, Name: r.Name, Record: r})
			b.byID[r.ID] = a
		}
	}
	b.byID[id] = a
	return a
}

// mentioned returns the actor whom an annotation of kind actor mentions.
func (b *builder) mentioned(m *annotations.Annotation) *Actor {
	if a := b.record(m.Actor); a != nil {
		return a
	}
	said := folded(m.Exact())
	a := b.byWords[said]
	if a == nil {
		a = b.actor(&Speaker{Source: annotations.Named, Name: words.OneLine(m.Exact()), mention: m.ID})
		b.byWords[said] = a
	}
	return a
}

func (b *builder) actor(who *Speaker) *Actor {
	a := &Actor{Speaker: who}
	b.rows[who] = a
	b.speakers[who.ID()] = who
	b.actors = append(b.actors, a)
	return a
}

// folded returns text in which neither letter case nor white space differ.
func folded(s string) string { return strings.ToLower(words.OneLine(s)) }
