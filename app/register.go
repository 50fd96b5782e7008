// Package app is the reader: go-app components, what a reader can do, and a
// session (package session) that keeps what was done. It knows the domain and a [platform.Platform]; it has no
// JavaScript of its own, so all of it but what is shown runs in plain Go tests.
//
// The article's text is not virtual DOM. The app renders blocks to HTML (package
// render) and gives them to the [platform.Paper]; go-app owns what is around it. The state is
// in [App], which belongs to the UI goroutine, and in [session.Session], which may be used
// from any.
//
// One click goes this way: the paper reports a selection in blocks and UTF-16 code
// units; locate.go makes it a span; a command makes of the span an annotations.Edit;
// [session.Session.Do] applies it to the doc, queues it for the store and says which spans
// it touched; [App.happened] patches the blocks under them.
package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/app/platform"
)

// Register tells go-app which component answers which path. The client calls it
// with its browser, the server with nil, to prerender and to know the paths.
func Register(p platform.Platform) {
	compose := func() goapp.Composer { return newApp(p) }
	for _, path := range []string{"/", "/ledger", "/library", "/new", "/guide", "/shell"} {
		goapp.Route(path, compose)
	}
	pattern := "^/(a|actor|version|agreement)/[0-9A-Fa-f-]+$"
	if p != nil {
		pattern = "" // the app itself says that there is no such page
	}
	goapp.RouteWithRegexp(pattern, compose)
}
