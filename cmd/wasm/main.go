//go:build js && wasm

// Command wasm is the program that runs in the browser.
package main

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/app"
	"pressmark/app/browser"
)

func main() {
	app.Register(browser.New())
	goapp.RunWhenOnBrowser()
}
