package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/ledger"
	"pressmark/annotations/picture"
	"pressmark/annotations/words"
	"pressmark/app/platform"
)

// A drawing is a picture of the ledger, to be shown and to be downloaded.
type drawing struct {
	name  string // of the file, without its ending
	title string
	draw  func(title string, o picture.Options) string
}

// pictures shows the ledger as pictures.
func (a *ledgerPage) pictures() goapp.UI {
	const beside = 40 // CSS pixels at the sides of a picture
	width := min(880, a.width.Get()-beside)
	list := a.drawings()
	_, one := a.corpus.Get().Doc(a.filter.Get().Article)
	return goapp.Div().Class("pictures").Body(goapp.Range(list).Slice(func(i int) goapp.UI {
		x := list[i]
		return goapp.Figure().Class("picture").Body(
			goapp.H2().Text(x.title),
			goapp.Raw(x.draw(x.title, picture.Options{ID: x.name, Width: width})),
			goapp.FigCaption().Body(goapp.Button().Type("button").Class("act").Aria("label", words.DownloadPictureOf.With(x.name)).Text(words.ActDownloadPicture.String()).
				OnClick(func(ctx goapp.Context, e goapp.Event) {
					for _, now := range a.drawings() {
						if now.name == x.name {
							f := platform.File{Name: "pressmark-" + x.name + ".svg", Type: "image/svg+xml", Data: []byte(now.draw(now.title, picture.Options{ID: x.name, Width: 880, Standalone: true}))}
							a.p.Download(f)
							a.tell(words.Downloaded.With(f.Name))
						}
					}
				}, goapp.EventScope("picture", x.name))),
		)
	}), goapp.If(!one, func() goapp.UI {
		return goapp.Small().Class("quiet").Text(words.PictureKindsLater.String())
	}))
}

// drawings lists the pictures of what the ledger shows.
func (a *ledgerPage) drawings() []drawing {
	l := a.shown.Get()
	out := []drawing{
		{"shares", words.PictureShares.String(), func(title string, o picture.Options) string { return picture.Shares(title, shareRows(l), o) }},
		{"matrix", words.PictureMatrix.String(), func(title string, o picture.Options) string {
			speakers, claims, cells := matrix(l)
			return picture.Matrix(title, speakers, claims, cells, o)
		}},
		{"timeline", words.PictureTimeline.String(), func(title string, o picture.Options) string {
			return picture.Timeline(title, a.events(l), o)
		}},
	}
	if d, ok := a.corpus.Get().Doc(a.filter.Get().Article); ok {
		out = append(out, drawing{"kinds", words.PictureKinds.String(), func(title string, o picture.Options) string {
			return picture.Kinds(title, d.Article.Text.Len(), ticks(d), o)
		}})
	}
	return out
}

func shareRows(l ledger.Ledger) []picture.ShareRow {
	var out []picture.ShareRow
	for _, s := range l.Shares() {
		r := picture.ShareRow{Name: s.Title(), N: s.N}
		if id := s.ID(); id != "" && s.Record != nil {
			r.Href = href(actorPath(id))
		}
		out = append(out, r)
	}
	return out
}

func matrix(l ledger.Ledger) (speakers, claims []string, cells []picture.Cell) {
	m := l.Matrix()
	for _, s := range m.Speakers {
		speakers = append(speakers, s.Title())
	}
	for _, s := range m.Statements {
		claims = append(claims, s.Mark.Exact())
	}
	for _, c := range m.Cells {
		cells = append(cells, picture.Cell{Actor: c.Row, Claim: c.Column, Stance: string(c.Stance)})
	}
	return speakers, claims, cells
}

func (a *ledgerPage) events(l ledger.Ledger) []picture.Event {
	var out []picture.Event
	for _, e := range l.Events() {
		out = append(out, picture.Event{
			Label: e.Text, Start: e.Time, Kind: string(e.Mark.Kind), Href: href(articlePath(e.Article.ID, e.Mark.ID)),
		})
	}
	return out
}

// ticks are the marks of an article by place.
func ticks(d annotations.Doc) []picture.Tick {
	out := make([]picture.Tick, 0, len(d.Marks()))
	for _, m := range d.Marks() {
		if !m.Orphan() {
			out = append(out, picture.Tick{
				At: m.Cover().Start, To: m.Cover().End, Kind: string(m.Kind),
				Href: href(articlePath(d.Article.ID, m.ID)), Label: words.Clip(m.Exact(), words.InMessage),
			})
		}
	}
	return out
}
