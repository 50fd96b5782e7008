//go:build !js

// Package web holds what the browser is given beside the program: style sheets,
// fonts, icons, the sample article and its marked copy, the service worker and two
// small scripts that must run even where the program does not. The server embeds
// them; the program itself carries only the sample and the guidelines for marking.
package web

import "embed"

// Files holds everything in this folder that is served, and sw.js, which is
// completed before it is.
//
//go:embed *.css *.js *.json *.md fonts icons screenshots
var Files embed.FS

// Sheets are the style sheets of every page, in the order of the cascade: what all
// share, then one for each screen or part of one. The loader's is not among them: it is
// there before the program.
var Sheets = []string{
	"colours.css", "fonts.css", "base.css", "controls.css", "frame.css", "dialog.css",
	"reader.css", "bar.css", "panel.css", "layers.css", "ledger.css", "actor.css", "audit.css", "picture.css",
	"library.css", "transfer.css", "agreement.css", "settle.css", "version.css", "guide.css",
}
