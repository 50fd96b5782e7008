package app

import (
	"net/url"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
)

// A location is what an address of the app stands for.
type location struct {
	screen  screen
	article annotations.ID // on the reader: which article; "": the one read last
	mark    annotations.ID // the annotation to go to
	src     string         // path of a file of this site to open
	share   string         // ID of what was shared to the app
	view    ledgerView     // on the ledger: which view; article is then the one it is of, or ""
	actor   annotations.ID // on an actor's page
}

// A screen is one of the app's pages.
type screen int

const (
	onReader screen = iota
	onLibrary
	onPaste
	onLedger
	onActor
	onGuide
	onVersion
	onAgreement
	onShell // a page without content, which the service worker keeps for every path
	onNothing
)

// locationOf reads an address. A trailing slash, which static hosts add, counts for
// nothing.
func locationOf(u *url.URL) location {
	path := strings.TrimPrefix(u.Path, strings.TrimSuffix(goapp.Getenv("GOAPP_ROOT_PREFIX"), "/"))
	path = strings.Trim(path, "/")
	q := u.Query()
	p := location{src: q.Get("src"), share: q.Get("share")}
	name, rest, _ := strings.Cut(path, "/")
	switch {
	case path == "":
	case path == "library":
		p.screen = onLibrary
	case path == "new":
		p.screen = onPaste
	case path == "guide":
		p.screen = onGuide
	case path == "ledger":
		p.screen, p.view = onLedger, ledgerView(q.Get("view"))
		if id, err := annotations.ParseID(q.Get("article")); err == nil {
			p.article = id
		}
	case name == "actor":
		p.about(onActor, rest, &p.actor)
	case name == "version":
		p.about(onVersion, rest, &p.article)
	case name == "agreement":
		p.about(onAgreement, rest, &p.article)
	case path == "shell":
		p.screen = onShell
	case name == "a":
		p.about(onReader, rest, &p.article)
		if id, err := annotations.ParseID(u.Fragment); err == nil {
			p.mark = id
		}
	default:
		p.screen = onNothing
	}
	return p
}

// about makes it the place of a screen about what has an ID, or of none where that is no
// ID.
func (p *location) about(s screen, id string, to *annotations.ID) {
	parsed, err := annotations.ParseID(id)
	if err != nil {
		s = onNothing
	}
	p.screen, *to = s, parsed
}

// articlePath is the address of an article, and of an annotation in it if that is
// not "".
func articlePath(article, mark annotations.ID) string {
	p := "/a/" + article.Short()
	if mark != "" {
		p += "#" + mark.Short()
	}
	return p
}

// agreementPath is the address of the comparison of an article's annotators.
func agreementPath(article annotations.ID) string { return "/agreement/" + article.Short() }

// actorPath is the address of an actor's page.
func actorPath(id annotations.ID) string { return "/actor/" + id.Short() }

// ledgerPath is the address of a view of the ledger: of one article, or of all for "".
func ledgerPath(v ledgerView, article annotations.ID) string {
	q := url.Values{}
	if v != viewClaims {
		q.Set("view", string(v))
	}
	if article != "" {
		q.Set("article", article.Short())
	}
	if len(q) == 0 {
		return "/ledger"
	}
	return "/ledger?" + q.Encode()
}

// href returns the address of a path of the app under the base path it is served
// from.
func href(path string) string {
	return strings.TrimSuffix(goapp.Getenv("GOAPP_ROOT_PREFIX"), "/") + path
}
