// Command hello is the smallest go-app page: what any go-app program costs to
// start. The benchmark of readiness is measured against it.
package main

import goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

type hello struct{ goapp.Compo }

func (h *hello) Render() goapp.UI { return goapp.H1().ID("hello").Text("Hello") }

func main() {
	goapp.Route("/", func() goapp.Composer { return &hello{} })
	goapp.RunWhenOnBrowser()
}
