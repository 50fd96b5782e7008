package app

import (
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/ledger"
	"pressmark/app/session"
)

// The picture of one article is drawn where one is chosen; else the page says how to
// come by it.
func TestPictureOfOneArticle(t *testing.T) {
	odesa(t, func(t *testing.T, a *App, d *session.Session, older, newer annotations.ID) {
		const hint = "once that article is chosen under Filters"
		a.ledgerPage.width.Set(1280)
		holds(t, a.ledgerPage.pictures(), hint, "not Download SVG: kinds")
		a.ledgerPage.sift(func(f *ledger.Filter) { f.Article = older })
		holds(t, a.ledgerPage.pictures(), "Download SVG: kinds", "not "+hint)
	})
}
