package ledger

import (
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/words"
)

// A column of a table that is shown; one with a key can be sorted by.
type column struct {
	name words.Phrase
	key  string
}

// table writes the start of a table of n rows, and returns how many of them to show.
func (p *printer) table(class, caption string, n int, columns []column, by, direction string) int {
	show := n
	if p.o.Most > 0 {
		show = min(n, p.o.Most)
	}
	p.put(`<table class="`, class, `"><caption>`, caption, `</caption><thead><tr>`)
	for _, c := range columns {
		p.put(`<th scope="col"`)
		if c.key != "" && c.key == by {
			p.put(` aria-sort="`, direction, `"`)
		}
		p.put(`>`)
		if c.key != "" {
			p.put(`<button type="button" data-sort="`, c.key, `">`, c.name.String(), `</button>`)
		} else {
			p.put(c.name.String())
		}
		p.put(`</th>`)
	}
	p.put(`</tr></thead><tbody>`)
	return show
}

// endTable writes the end of a table of which some of n rows are shown.
func (p *printer) endTable(shown, n int) {
	p.put(`</tbody></table>`)
	if shown < n {
		p.put(`<p class="more"><button type="button" data-more="`, itoa(shown), `">`, words.ShowMoreOf.With(words.Group(n)), `</button></p>`)
	}
}

// row writes the start of a mark's row, with its head, and returns its end.
func (p *printer) row(m Place, said string) {
	p.put(`<tr`)
	if m.Mark.ID == p.o.Selected {
		p.put(` class="on"`)
	}
	p.put(`><th scope="row">`)
	end := p.open("place", m)
	p.esc(words.ClipWords(said, words.InChip))
	p.put(end, `</th>`)
}

// FiguresHTML returns the figures in an order as a table.
func (l Ledger) FiguresHTML(by FigureOrder, o Options) string {
	p := o.printer("amounts")
	if by != ByValue && by != ByType {
		by = ByPlace
	}
	direction := map[FigureOrder]string{ByPlace: "ascending", ByValue: "descending", ByType: "other"}[by]
	columns := []column{{words.ColumnFigure, string(ByPlace)}, {words.ColumnReading, string(ByValue)}, {words.ColumnType, string(ByType)}, {words.ColumnClaim, ""}, {words.ColumnWho, ""}, {words.ColumnTiedTo, ""}}
	if o.Wide {
		columns = append(columns, column{words.ColumnArticle, ""})
	}
	figures := SortFigures(l.Figures, by)
	p.b.Grow(600 * len(figures))
	n := p.table("figures", words.Count(len(figures), words.Figure), len(figures), columns, string(by), direction)
	for _, f := range figures[:n] {
		p.row(f.Place, f.Mark.Exact())
		p.text("td", "value", Display(f.Mark.Figure.Quantity))
		p.text("td", "type", words.FigureTypeWord(f.Mark.Figure.Type))
		p.put(`<td class="said">`)
		if f.Claim != nil {
			end := p.open("place", f.Claim.Place)
			p.esc(words.ClipWords(f.Claim.Mark.Exact(), words.InChip))
			p.put(end, `</td>`)
			p.text("td", "who", words.ClipWords(f.Claim.Who(), words.InChip))
		} else {
			p.put(`</td><td class="who"></td>`)
		}
		p.put(`<td class="ties">`)
		for i, t := range f.Ties {
			if i > 0 {
				p.put("; ")
			}
			for _, piece := range words.TiedTo.Pieces() {
				switch piece.Fact {
				case 0:
					p.esc(piece.Text)
				case 1:
					p.esc(t.verb())
				default:
					end := p.open("place", t.Figure.Place)
					p.esc(words.ClipWords(Label(t.Figure.Mark), words.InChip))
					p.put(end)
				}
			}
		}
		p.put(`</td>`)
		p.cellSource(f.Article)
		p.put(`</tr>`)
	}
	p.endTable(n, len(figures))
	return p.end()
}

// cellSource writes which article a row is about, where that is to be said.
func (p *printer) cellSource(a *annotations.Article) {
	if p.o.Wide {
		p.put(`<td class="where">`)
		p.source(a)
		p.put(`</td>`)
	}
}

// ActorsHTML returns the actors in an order as a table.
func (l Ledger) ActorsHTML(by ActorOrder, o Options) string {
	p := o.printer("people")
	direction := "descending"
	switch by {
	case ByClaims:
	case ByName:
		direction = "ascending"
	default:
		by = ByMentions
	}
	columns := []column{{words.ColumnActor, string(ByName)}, {words.ColumnRole, ""}, {words.ColumnMentions, string(ByMentions)}, {words.ColumnClaims, string(ByClaims)}, {words.ColumnFigures, ""}}
	if o.Wide {
		columns = append(columns, column{words.ColumnArticles, ""})
	}
	actors := append([]*Actor(nil), l.Actors...)
	SortActors(actors, by)
	n := p.table("actors", words.Count(len(actors), words.Actor), len(actors), columns, string(by), direction)
	for _, a := range actors[:n] {
		p.put(`<tr class="`, a.class(), `"><th scope="row">`)
		p.actor("name", a.Speaker)
		p.put(`</th>`)
		p.text("td", "role", a.about())
		numbers := []int{len(a.Mentions), len(a.Statements), len(a.Figures)}
		if o.Wide {
			numbers = append(numbers, a.Articles)
		}
		for _, x := range numbers {
			p.put(`<td class="number">`, words.Group(x), `</td>`)
		}
		p.put(`</tr>`)
	}
	p.endTable(n, len(actors))
	return p.end()
}

// about returns what is known of an actor beside the name, in a line.
func (a *Actor) about() string {
	if a.Record == nil {
		return words.NoRecordYet.String()
	}
	if role := a.Role(); role != "" {
		return role
	}
	return words.ActorTypeWord(a.Record.Type)
}

// ActorHTML returns an actor's page: what is known of them, then article by article
// all mentions, claims and figures in order. It returns "" where there is neither a
// record nor a mention with that ID.
func (l Ledger) ActorHTML(id annotations.ID, o Options) string {
	a := l.Actor(id)
	if r := l.directory.Find(id); a == nil && r != nil { // known, but nowhere marked
		a = &Actor{Speaker: &Speaker{Source: annotations.Named, Name: r.Name, Record: r}}
	}
	if a == nil {
		return ""
	}
	p := o.printer("person")
	p.put(`<section class="about `, a.class(), `"><`, p.h, ">")
	p.esc(a.Title())
	p.put("</", p.h, ">")
	p.text("p", "role", a.about())
	if r := a.Record; r != nil {
		if len(r.Aliases) > 0 {
			p.text("p", "aliases", words.AlsoCalled.With(strings.Join(r.Aliases, ", ")))
		}
		if r.Note != "" {
			p.text("p", "note", r.Note)
		}
		p.address(r.Link)
	}
	p.text("p", "summary", strings.Join([]string{
		words.Count(len(a.Mentions), words.Mention), words.Count(len(a.Statements), words.Claim), words.Count(len(a.Figures), words.Figure), words.Count(a.Articles, words.Article),
	}, " · "))
	p.put("</section>")
	below := "h" + itoa(p.o.Level+1)
	var in *annotations.Article
	for _, e := range a.Entries() {
		if e.Article != in {
			if in != nil {
				p.put(`</ul></section>`)
			}
			in = e.Article
			p.put(`<section class="in"><`, below, ">")
			p.source(in)
			p.put("</", below, `><ul class="cards">`)
		}
		p.entry(e, a.Speaker)
	}
	if in != nil {
		p.put(`</ul></section>`)
	}
	return p.end()
}

// address writes where to read who an actor is, if that is an address of the web.
func (p *printer) address(s string) {
	if s == "" {
		return
	}
	scheme, _, _ := strings.Cut(strings.ToLower(s), "://")
	if scheme != "https" && scheme != "http" {
		p.text("p", "link", s)
		return
	}
	p.put(`<p class="link"><a rel="noopener noreferrer" href="`)
	p.esc(s)
	p.put(`">`)
	p.esc(s)
	p.put(`</a></p>`)
}

// entry writes one thing that is marked of an actor.
func (p *printer) entry(e Entry, who *Speaker) {
	p.put("<li>")
	defer p.put("</li>")
	wide := p.o.Wide
	p.o.Wide = false // the heading says which article it is
	defer func() { p.o.Wide = wide }()
	switch {
	case e.Statement != nil:
		p.card(e.Statement, who)
	case e.Figure != nil:
		end := p.open("card figure", e.Place)
		p.text("span", "quote", words.ClipWords(e.Mark.Exact(), words.OnCard))
		if d := Display(e.Mark.Figure.Quantity); d != "" && d != words.OneLine(e.Mark.Exact()) {
			p.chip("figure", d)
			p.endChips()
		}
		p.put(end)
	default:
		end := p.open("card actor", e.Place)
		p.text("span", "quote", words.ClipWords(e.Mark.Exact(), words.OnCard))
		p.put(end)
	}
}
