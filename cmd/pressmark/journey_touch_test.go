package main

import (
	"context"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Marking with a finger on a phone: a long press selects, the bar stands at the foot
// of the window, handles move the edges, the panel is a sheet.
func TestMarkWithTouch(t *testing.T) {
	srv := serveClient(t)
	b := openBrowser(t)
	p := b.blank()
	p.phone()
	p.navigate(srv.url + "/")
	p.ready()
	p.laid()
	p.saved()
	p.screenshot("touch-start")

	// A long press selects a word, as the system does it.
	p.hold("with Vladimir Putin. The")
	p.offered()
	p.screenshot("touch-selected")
	p.docked()
	p.hold("Putin. The meeting") // somewhere else, before the bar is used
	p.hold("Frida")
	p.until(selectedIs("Friday"))
	p.tap("#bar .actor")
	p.expect("actor: Friday")
	p.chosen("Friday")
	p.until(`document.querySelector("#bar[hidden], #bar.offers")`)
	p.saved()

	// Its handle, dragged with a finger.
	p.until(`document.querySelectorAll(".handle:not(.tie)").length === 2`)
	p.painted()
	small := value[bool](p, `[...document.querySelectorAll(".handle:not(.tie)")].some((h) => {
		const r = h.getBoundingClientRect();
		return r.width < 24 || r.height < 24;
	})`)
	if small {
		t.Error("a handle is smaller than 24 pixels")
	}
	p.screenshot("touch-handles")
	from, _ := p.ends("Moscow on Friday")
	edge, _ := p.ends("Friday")
	p.painted()
	at := p.middle(".handle.start")
	p.touchDrag(at, spot{at.X + from.X - edge.X, at.Y})
	p.expect("actor: Moscow on Friday")

	// Handles of the system change a selection without any event of a pointer.
	p.systemSelects("lasted more")
	p.systemSelects("lasted more than four hou")
	p.until(selectedIs("lasted more than four hours"))
	p.tap("#bar .figure")
	p.expect("actor: Moscow on Friday", "figure: lasted more than four hours")

	// A tap chooses a mark, beside one it lets go.
	p.tapOn("Moscow")
	p.chosen("Moscow on Friday")
	p.tapOn("It was the third")
	p.chosen("")

	// The sheet.
	p.until(`document.querySelector(".panel.down")`)
	p.tap(".grip")
	p.until(`document.querySelector(".panel.up")`)
	p.painted()
	p.screenshot("touch-sheet")
	p.tap(".entry.figure .go")
	p.chosen("lasted more than four hours")
	p.tap(".entry.on .kind-choice.claim")
	p.expect("actor: Moscow on Friday", "claim: lasted more than four hours")
	p.tap(".grip")
	p.until(`document.querySelector(".panel.down")`)
	// Escape lowers it as the grip does, and the grip pulls it up again.
	p.tap(".grip")
	p.until(`document.querySelector(".panel.up")`)
	for range 3 { // it lets go of what is chosen first
		p.press(kb.Escape)
	}
	p.until(`document.querySelector(".panel.down")`)
	p.tap(".grip")
	p.until(`document.querySelector(".panel.up")`)
	p.tap(".grip")
	p.until(`document.querySelector(".panel.down")`)

	// A pen marks at once, and gives handles to put it right.
	p.tap(".pen.figure")
	p.until(`document.querySelector(".pen.figure[aria-pressed=true]")`)
	p.systemSelects("third between the two")
	p.kept("actor: Moscow on Friday", "claim: lasted more than four hours", "figure: third between the two")
}

// docked checks that the bar stands at the foot of the window, inside it.
func (p *tab) docked() {
	p.t.Helper()
	p.painted()
	if !value[bool](p, `(() => {
		const r = document.getElementById("bar").getBoundingClientRect();
		const buttons = [...document.querySelectorAll("#bar button")].every((b) => b.getBoundingClientRect().height >= 44);
		return buttons && r.left >= 0 && r.right <= innerWidth && r.bottom <= innerHeight && r.top > innerHeight * 0.75;
	})()`) {
		p.t.Error("the bar does not stand at the foot of the window")
	}
}

// touch sends an event of one finger.
func (p *tab) touch(kind input.DispatchTouchEventType, at ...spot) {
	p.t.Helper()
	p.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		points := []*input.TouchPoint{}
		for _, s := range at {
			points = append(points, &input.TouchPoint{X: s.X, Y: s.Y})
		}
		_, err := cdp.Call(ctx, t, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: points})
		return err
	}))
}

// hold presses long on a quote. A headless browser selects nothing then, so that is
// done here as the system does it: while the finger is down, which then no longer
// counts.
func (p *tab) hold(quote string) {
	p.t.Helper()
	from, _ := p.ends(quote)
	p.touch(input.DispatchTouchEventTypeTouchStart, from)
	p.systemSelects(quote)
	p.touch(input.DispatchTouchEventTypeTouchCancel)
}

func (p *tab) touchDrag(from, to spot) {
	p.t.Helper()
	p.touch(input.DispatchTouchEventTypeTouchStart, from)
	p.touch(input.DispatchTouchEventTypeTouchMove, spot{(from.X + to.X) / 2, (from.Y + to.Y) / 2})
	p.touch(input.DispatchTouchEventTypeTouchMove, to)
	p.touch(input.DispatchTouchEventTypeTouchEnd)
}

// tapOn taps the middle of a quote.
func (p *tab) tapOn(quote string) {
	p.t.Helper()
	from, to := p.ends(quote)
	p.do(chromedp.TapXY((from.X+to.X)/2, from.Y))
}

// systemSelects selects a quote as the system's own handles do.
func (p *tab) systemSelects(quote string) {
	p.t.Helper()
	from, to := p.ends(quote)
	p.run(`(() => {
		const at = (x, y) => document.caretPositionFromPoint(x, y);
		const a = at(` + js(from.X) + `, ` + js(from.Y) + `), z = at(` + js(to.X) + `, ` + js(to.Y) + `);
		getSelection().setBaseAndExtent(a.offsetNode, a.offset, z.offsetNode, z.offset);
	})()`)
}
