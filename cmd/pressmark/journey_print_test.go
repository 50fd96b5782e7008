package main

import (
	"context"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// paper makes the page look as it is printed, on a system of a colour scheme.
func (p *tab) paper(scheme string) {
	p.t.Helper()
	p.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Media: "print", Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		return err
	}))
}

// What is printed is the same in any colours: marks for black text on white, whether the
// reader chose dark, or the system has it.
func TestPrintedColours(t *testing.T) {
	p := openReader(t, openBrowser(t), serveClient(t))
	p.markAs("Donald Trump", "a")
	const colours = `["body", "mark.actor"].map((e) => {
		const s = getComputedStyle(document.querySelector(e));
		return s.color + " on " + s.backgroundColor;
	}).join(", ")`
	seen := map[string]string{}
	for _, chosen := range []string{"light", "dark", ""} {
		for _, system := range []string{"light", "dark"} {
			p.run(`document.documentElement.` + map[bool]string{
				true: `setAttribute("data-theme", "` + chosen + `")`, false: `removeAttribute("data-theme")`,
			}[chosen != ""])
			p.paper(system)
			p.painted()
			seen[chosen+" on "+system] = value[string](p, colours)
		}
	}
	for where, got := range seen {
		if want := seen["light on light"]; got != want {
			t.Errorf("%q: %s, not %s", where, got, want)
		}
	}
}
