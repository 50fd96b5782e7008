// Package app is the reader's page: go-app components, what a reader can do, and what follows
// from it. It knows the domain, a session (package session) and a [platform.Platform]; it has
// no JavaScript of its own, so all of it but what is shown runs in plain Go tests.
//
// [App] holds the screens; each screen, panel and dialog holds its own state, in cells of
// package state, and knows core, which all share. Who reads a cell, in drawing a part, in
// working something out or in an effect, does so again when it changes; nobody is told by
// hand. All of it belongs to the UI goroutine, but for [session.Session], which may be used
// from any.
//
// The article's text is not virtual DOM. paper renders blocks to HTML (package render) and
// gives them to the [platform.Paper]; go-app owns what is around it.
//
// One click goes this way: the paper reports a selection in blocks and UTF-16 code units;
// locate.go makes it a span; a command makes of the span an annotations.Edit; core.do gives
// it to [session.Session.Do], which applies it to the doc and queues it for the store; and
// core.take puts the new doc into its cell, which the paper, the panel and the audit follow.
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
