package reading

import (
	"strconv"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/ledger"
	"pressmark/annotations/words"
)

// claims writes the claims by speaker.
func (w *htmlWriter) claims() {
	w.put("<h2>", words.WhoSaysWhat.String(), "</h2>\n")
	w.text("p", "summary", w.ledger.Summary())
	for _, g := range w.groups {
		w.put("<section class=\"speaker\">\n<h3>")
		w.text("span", "name", g.Title())
		w.put(" ")
		w.text("small", "", g.Role())
		w.put("</h3>\n<ul class=\"claims\">\n")
		for _, s := range g.Statements {
			w.claim(s, g.Speaker)
		}
		w.put("</ul>\n</section>\n")
	}
}

// claim writes a claim under one of its speakers: in full under the first.
func (w *htmlWriter) claim(s *ledger.Statement, under *ledger.Speaker) {
	m := s.Mark
	full := w.home[s] == under
	w.put("<li")
	if full {
		w.put(` id="`)
		w.esc(entryID(m))
		w.put(`"`)
	}
	w.put(">")
	w.claimNumber(s)
	w.put(` <q dir="auto"`, w.lang(), ">")
	w.esc(unquoted(m.Exact()))
	w.put("</q>")
	if !full {
		w.text("p", "facts", words.SeeSpeaker.With(w.home[s].Title()))
		w.put("</li>\n")
		return
	}
	w.text("p", "facts", strings.Join(w.facts(s, under), " · "))
	check := m.Claim.Check
	if v := verdict(check); v != "" || check.Reasoning != "" {
		w.put(`<p class="verdict">`)
		w.text("strong", "", v)
		w.put(" ")
		w.esc(check.Reasoning)
		w.put("</p>")
	}
	if len(check.Evidence) > 0 {
		w.put(`<ul class="evidence">`)
		for _, e := range check.Evidence {
			w.put("<li>")
			w.address(e.URL)
			w.put(" ")
			w.esc(evidenceWords(e))
			w.put("</li>")
		}
		w.put("</ul>")
	}
	w.text("p", "note", m.Note)
	w.text("p", "tags", strings.Join(m.Tags, " · "))
	w.put("</li>\n")
}

// claimNumber writes the number of a claim, as a link to where it stands.
func (w *htmlWriter) claimNumber(s *ledger.Statement) {
	n := strconv.Itoa(w.number(s))
	if _, placed := w.ends[s.Mark.ID]; placed {
		w.put(`<a class="n" href="#claim-`, n, `">`, n, `</a>`)
		return
	}
	w.put(`<span class="n">`, n, `</span>`)
}

// unquoted returns words without the quotation marks around them: the page sets its own.
func unquoted(s string) string {
	s = joinLines(s)
	for _, pair := range [][2]string{{"“", "”"}, {"\"", "\""}} {
		inner := strings.TrimSuffix(strings.TrimPrefix(s, pair[0]), pair[1])
		if len(inner) == len(s)-len(pair[0])-len(pair[1]) && !strings.ContainsAny(inner, pair[0]+pair[1]) {
			return inner
		}
	}
	return s
}

// places writes the numbers of the paragraphs in which marks begin, as links.
func (w *htmlWriter) places(marks ...*annotations.Annotation) {
	for i, n := range w.paragraphs(marks...) {
		if i > 0 {
			w.put(", ")
		}
		w.put(`<a href="#p`, strconv.Itoa(n), `">`, strconv.Itoa(n), `</a>`)
	}
}

// table writes a heading and the start of a table. Where it is too wide it scrolls, by
// keys too.
func (w *htmlWriter) table(title words.Phrase, columns ...words.Phrase) {
	w.put("<h2>", title.String(), "</h2>\n", `<div class="scroll" role="region" tabindex="0" aria-label="`, title.String(), `"><table><thead><tr>`)
	for _, c := range columns {
		w.put(`<th scope="col">`, c.String(), `</th>`)
	}
	w.put("</tr></thead>\n<tbody>\n")
}

// cell writes a cell of text.
func (w *htmlWriter) cell(s string) {
	w.put("<td>")
	w.esc(s)
	w.put("</td>")
}

func (w *htmlWriter) figures() {
	if len(w.ledger.Figures) == 0 {
		return
	}
	w.table(words.Figures, words.ColumnFigure, words.ColumnReading, words.ColumnType, words.ColumnClaim, words.ColumnWho, words.ColumnTiedTo, words.ColumnParagraph)
	for _, f := range w.ledger.Figures {
		q := f.Mark.Figure.Quantity
		w.put(`<tr id="`)
		w.esc(entryID(f.Mark))
		w.put(`"><th scope="row">`)
		w.esc(joinLines(f.Mark.Exact()))
		w.put(`</th>`)
		w.cell(ledger.Display(q))
		w.cell(words.FigureTypeWord(q.Type))
		w.put("<td>")
		who := ""
		if f.Claim != nil {
			w.claimNumber(f.Claim)
			who = f.Claim.Who()
		}
		w.put("</td>")
		w.cell(who)
		var ties []string
		for _, t := range f.Ties {
			ties = append(ties, t.Words())
		}
		w.cell(strings.Join(ties, "; "))
		w.put("<td>")
		w.places(f.Mark)
		w.put("</td></tr>\n")
	}
	w.put("</tbody></table></div>\n")
}

func (w *htmlWriter) actors() {
	if len(w.ledger.Actors) == 0 {
		return
	}
	w.table(words.Actors, words.ColumnActor, words.ColumnWhoThatIs, words.ColumnClaims, words.ColumnMentionedIn)
	for _, a := range w.ledger.Actors {
		w.put(`<tr><th scope="row">`)
		w.esc(a.Title())
		w.put("</th><td>")
		w.esc(aboutActor(a))
		if a.Record != nil && a.Record.Link != "" {
			w.put(" ")
			w.address(a.Record.Link)
		}
		w.put("</td><td>")
		for i, s := range a.Statements {
			if i > 0 {
				w.put(", ")
			}
			w.claimNumber(s)
		}
		w.put("</td><td>")
		var marks []*annotations.Annotation
		for _, m := range a.Mentions {
			marks = append(marks, m.Mark)
			w.put(`<span id="`) // what the marks in the text name as their details
			w.esc(entryID(m.Mark))
			w.put(`"></span>`)
		}
		w.places(marks...)
		w.put("</td></tr>\n")
	}
	w.put("</tbody></table></div>\n")
}

// notes writes what was noted on figures and mentions.
func (w *htmlWriter) notes() {
	noted := w.noted()
	if len(noted) == 0 {
		return
	}
	w.put("<h2>", words.Notes.String(), "</h2>\n<ul class=\"notes\">\n")
	for _, m := range noted {
		w.put(`<li><q dir="auto"`, w.lang(), ">")
		w.esc(unquoted(m.Exact()))
		w.put("</q> ")
		if m.Orphan() {
			w.text("span", "facts", words.NotFoundInText.String())
		} else {
			w.put(`<span class="facts">`)
			for _, piece := range words.InParagraph.Pieces() {
				if piece.Fact == 0 {
					w.esc(piece.Text)
				} else {
					w.places(m)
				}
			}
			w.put("</span>")
		}
		w.text("p", "note", m.Note)
		w.text("p", "tags", strings.Join(m.Tags, " · "))
		w.put("</li>\n")
	}
	w.put("</ul>\n")
}
