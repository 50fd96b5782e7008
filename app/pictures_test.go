package app

import (
	"testing"

	"pressmark/annotations"
	"pressmark/app/platform"
	"pressmark/app/session"
)

// wide is a platform of which nothing but the window is there.
type wide struct{ platform.Platform }

func (wide) Width() int { return 1280 }

// The picture of one article is drawn where one is chosen; else the page says how to
// come by it.
func TestPictureOfOneArticle(t *testing.T) {
	odesa(t, func(t *testing.T, a *App, d *session.Session, older, newer annotations.ID) {
		const hint = "once that article is chosen under Filters"
		a.p = wide{}
		holds(t, a.ledgerPage.pictures(), hint, "not Download SVG: kinds")
		a.ledgerPage.books.filter.Article = older
		a.ledgerPage.books.sift()
		holds(t, a.ledgerPage.pictures(), "Download SVG: kinds", "not "+hint)
	})
}
