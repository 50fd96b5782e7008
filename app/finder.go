package app

import (
	"strings"
	"unicode/utf8"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"
	"github.com/sahilm/fuzzy"

	"pressmark/annotations"
	"pressmark/annotations/words"
	"pressmark/app/state"
)

// finder finds anything, or lets the reader choose one of some things.
type finder struct {
	*core
	catalogue *catalogue
	reader    *reader
	marking   *marking

	palette state.Cell[palette]

	part *part
}

// A palette is the search over everything: marks and their notes, articles,
// commands.
type palette struct {
	open  bool
	query string
	items []item
	found []hit
	at    int // the result that Enter takes

	prompt string                              // what is to be chosen; "": anything
	likely func(query string) []annotations.ID // the actors that a query names, best first; nil: by its letters alone
	other  func(query string) *item            // what a query stands for that nothing fits well
}

// An item is something that can be found. Its text is what is searched and shown.
type item struct {
	text  string
	what  string // "Actor", "Note", "Article", "Command"
	chord Chord
	actor annotations.ID // whom it stands for; "": nobody who has a record
	take  func()
}

// A hit is an item that fits the query; its letters that matched are byte indexes.
type hit struct {
	item
	letters []int
}

const (
	paletteID      = "palette"
	paletteInputID = "palette-input"
	resultsID      = "palette-results"
	mostHits       = 40
	oneLetter      = 1000 // items to look through for a single letter, which is in almost all
	longestItem    = 120  // bytes of a text that are searched: beyond, a match is chance
)

type items []item

func (s items) String(i int) string { return s[i].text }
func (s items) Len() int            { return len(s) }

// gather lists everything that can be found.
func (a *finder) gather() []item {
	d, articles, actors, m := a.reader.doc(), a.catalogue.summaries.Get(), a.actors(), a.keymap.Get()
	out := make([]item, 0, len(commands)+len(articles)+len(d.Marks()))
	for _, c := range commands {
		if !c.Apart {
			out = append(out, item{text: c.Title.String(), what: words.ItemCommand.String(), chord: m.Chord(c), take: func() {
				if a.can(c) {
					a.run(c)
				}
			}})
		}
	}
	for _, s := range articles {
		out = append(out, item{text: oneLine(s.Label), what: words.ItemArticle.String(), take: func() { a.visitPath(articlePath(s.ID, "")) }})
	}
	for _, x := range actors.List() {
		out = append(out, item{text: oneLine(x.Name), what: words.ItemWho.String(), take: func() { a.visitPath(actorPath(x.ID)) }})
	}
	for _, m := range d.Marks() {
		take := func() {
			if a.location.Get().screen != onReader {
				a.visitPath(articlePath(m.Article, m.ID))
				return
			}
			a.marking.choose(m.ID, true)
			a.p.Focus(paperID)
		}
		out = append(out, item{text: oneLine(m.Exact()), what: words.KindName(m.Kind), take: take})
		if m.Note != "" {
			out = append(out, item{text: oneLine(m.Note), what: words.ItemNote.String(), take: take})
		}
	}
	return out
}

// oneLine is text fit to be searched and shown in one line.
func oneLine(s string) string {
	if strings.ContainsAny(s, "\n\t\r") {
		s = strings.Join(strings.Fields(s), " ")
	}
	if len(s) > longestItem {
		cut := longestItem
		for cut > 0 && s[cut]&0xC0 == 0x80 {
			cut--
		}
		s = s[:cut] + "…"
	}
	return s
}

// search returns what fits a query best, best first; without a query, the first
// items.
func search(all []item, query string) []hit {
	query = strings.TrimSpace(query)
	var out []hit
	if query == "" {
		for _, it := range all[:min(len(all), mostHits)] {
			out = append(out, hit{item: it})
		}
		return out
	}
	found := fuzzy.Matches(nil)
	if utf8.RuneCountInString(query) == 1 {
		found = fuzzy.FindFrom(query, items(all[:min(len(all), oneLetter)]))
	}
	if len(found) == 0 {
		found = fuzzy.FindFrom(query, items(all))
	}
	for _, m := range found {
		if len(out) == mostHits {
			break
		}
		out = append(out, hit{all[m.Index], m.MatchedIndexes})
	}
	return out
}

func (a *finder) openPalette() {
	if a.palette.Get().open {
		a.dialogs.closeDialog()
		return
	}
	a.openPicker(palette{items: a.gather()})
}

// pick lets the reader choose one of some items, or, if other is not nil, what it makes
// of a query.
func (a *finder) pick(prompt string, of []item, other func(query string) *item) {
	a.openPicker(palette{items: of, prompt: prompt, other: other})
}

func (a *finder) openPicker(p palette) {
	a.commit()
	p.open = true
	p.search("")
	a.palette.Set(p)
	a.ctx.Defer(func(goapp.Context) {
		a.p.Modal(paletteID, true)
		a.p.SetValue(paletteInputID, "")
		a.p.Focus(paletteInputID)
	})
}

// search finds what fits a query.
func (p *palette) search(query string) {
	p.query, p.at = query, 0
	p.found = search(p.items, query)
	if p.likely != nil {
		p.found = foremost(p.likely(query), p.items, p.found)
	}
	if p.other == nil {
		return
	}
	if it := p.other(strings.TrimSpace(query)); it != nil {
		p.found = append(p.found, hit{item: *it})
	}
}

// foremost puts what stands for actors before all else that was found.
func foremost(actors []annotations.ID, all []item, found []hit) []hit {
	var out []hit
	for _, id := range actors {
		for i := range all {
			if all[i].actor == id {
				out = append(out, hit{item: all[i]})
			}
		}
	}
	first := len(out)
next:
	for i := range found {
		for k := range first {
			if h := &out[k]; h.actor == found[i].actor {
				h.letters = found[i].letters
				continue next
			}
		}
		out = append(out, found[i])
	}
	return out
}

// choose does what the chosen result stands for.
func (a *finder) choose(i int) {
	if i < 0 || i >= len(a.palette.Get().found) {
		return
	}
	it := a.palette.Get().found[i]
	a.dialogs.closeDialog()
	if a.location.Get().screen == onReader { // what was chosen is to be seen there, or is done
		a.p.Focus(paperID)
	} else {
		a.p.Focus("main")
	}
	a.drawn(func() { it.take() })
}

func (a *finder) paletteDialog() goapp.UI {
	p := a.palette.Get()
	return goapp.Dialog().ID(paletteID).Class("palette").Aria("label", p.words(words.FindAnything.String())).
		On("close", func(ctx goapp.Context, e goapp.Event) { a.palette.Set(palette{}) }).
		On("click", func(ctx goapp.Context, e goapp.Event) { a.dialogs.outside(ctx, e, paletteID) }).
		Body(goapp.If(p.open, func() goapp.UI {
			input := goapp.Input().ID(paletteInputID).Type("text").AutoComplete(false).Spellcheck(false).
				Placeholder(p.words(words.HintFind.String())).
				Role("combobox").Aria("label", p.words(words.FindAnything.String())).Aria("expanded", true).Aria("controls", resultsID).Aria("autocomplete", "list").
				OnInput(func(ctx goapp.Context, e goapp.Event) {
					query := ctx.JSSrc().Get("value").String()
					a.palette.Change(func(p *palette) { p.search(query) })
				}).
				OnKeyDown(func(ctx goapp.Context, e goapp.Event) {
					switch e.Get("key").String() {
					case "ArrowDown":
						a.palette.Change(func(p *palette) { p.at = min(p.at+1, len(p.found)-1) })
					case "ArrowUp":
						a.palette.Change(func(p *palette) { p.at = max(p.at-1, 0) })
					case "Enter":
						a.choose(a.palette.Get().at)
					default:
						ctx.PreventUpdate()
						return
					}
					e.PreventDefault()
					ctx.Defer(func(goapp.Context) { a.p.ScrollIntoView(resultID(a.palette.Get().at)) })
				})
			if len(p.found) > 0 {
				input = input.Aria("activedescendant", resultID(p.at))
			}
			return goapp.Div().Class("palette-body").Body(
				input,
				goapp.If(len(p.found) > 0, func() goapp.UI {
					return goapp.Ul().ID(resultsID).Class("results").Role("listbox").Aria("label", words.TipResults.String()).Body(
						goapp.Range(p.found).Slice(func(i int) goapp.UI { return a.result(i, p.found[i], i == p.at) }),
					)
				}).Else(func() goapp.UI {
					return goapp.P().ID(resultsID).Class("quiet").Text(words.NothingFound.String())
				}),
				goapp.Div().Class("unseen").Role("status").Text(words.Count(len(p.found), words.Result)),
			)
		}))
}

// words are the prompt, or what stands there when anything can be chosen.
func (p palette) words(anything string) string {
	if p.prompt != "" {
		return p.prompt
	}
	return anything
}

func resultID(i int) string { return "result-" + words.Group(i) }

func (a *finder) result(i int, h hit, at bool) goapp.UI {
	return goapp.Li().ID(resultID(i)).Class("result").Role("option").Aria("selected", at).
		OnClick(func(ctx goapp.Context, e goapp.Event) { a.choose(i) }, goapp.EventScope("result", i)).
		Body(
			goapp.Span().Class("what").Text(h.what),
			goapp.Span().Class("text").Body(lettered(h)...),
			goapp.If(h.chord != "", func() goapp.UI { return goapp.Kbd().Text(string(h.chord)) }),
		)
}

// lettered is a hit's text with the letters that matched set off.
func lettered(h hit) []goapp.UI {
	var out []goapp.UI
	at := 0
	plain := func(to int) {
		if to > at {
			out = append(out, goapp.Text(h.text[at:to]))
			at = to
		}
	}
	for k := 0; k < len(h.letters); {
		from := h.letters[k]
		to := from
		for k < len(h.letters) && h.letters[k] == to {
			to++
			for to < len(h.text) && h.text[to]&0xC0 == 0x80 {
				to++
			}
			k++
		}
		plain(from)
		out = append(out, goapp.B().Text(h.text[from:to]))
		at = to
	}
	plain(len(h.text))
	return out
}
