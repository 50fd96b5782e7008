package browser

import (
	"strings"
	"syscall/js"
	"testing"
	"time"

	"pressmark/app/platform"
)

func TestPrefs(t *testing.T) {
	b := New()
	b.SetPref("test", "one")
	if got := New().Pref("test"); got != "one" {
		t.Errorf("another start finds %q", got)
	}
	b.SetPref("test", "")
	if got := New().Pref("test"); got != "" {
		t.Errorf("what was forgotten is %q", got)
	}
}

// Where site data are blocked the getter of localStorage throws.
func TestPrefsBlocked(t *testing.T) {
	throws := window.Get("JSON").Get("parse").Call("bind", nil, "{")
	was := window.Get("Object").Call("getOwnPropertyDescriptor", window, "localStorage")
	define := func(descriptor any) { window.Get("Object").Call("defineProperty", window, "localStorage", descriptor) }
	define(map[string]any{"get": throws, "configurable": true})
	defer define(was)
	if _, err := read(window, "localStorage"); err == nil {
		t.Fatal("localStorage is not blocked")
	}
	b := New()
	b.SetPref("test", "one")
	if got := b.Pref("test"); got != "one" {
		t.Errorf("this tab finds %q", got)
	}
	if got := New().Pref("test"); got != "" {
		t.Errorf("it was kept: %q", got)
	}
}

func TestModal(t *testing.T) {
	p := stage(t, platform.PaperEvents{}, paragraph("text"))
	b := New()
	b.paper = *p
	home, _ := byID("before")
	home.Set("innerHTML", `<button id=opener></button><dialog id=dialog><button>In it</button></dialog>`)
	dialog, _ := byID("dialog")
	closed := 0
	defer listen(dialog, "close", nil, func(e js.Value) { closed++ })()
	for range 2 {
		b.Focus("opener")
		b.Modal("dialog", true)
		b.Modal("dialog", true) // it is open: no exception
		if !dialog.Call("matches", ":modal").Bool() {
			t.Fatal("the dialog is not open")
		}
		b.Modal("dialog", false)
		b.Modal("dialog", false)
		if e, _ := focused(); e.Get("id").String() != "opener" {
			t.Errorf("the focus is at %q", e.Get("id").String())
		}
	}
	eventually(t, "both closings are told", func() bool { return closed == 2 })
	b.Modal("nowhere", true)
}

func TestScroll(t *testing.T) {
	stage(t, platform.PaperEvents{})
	b := New()
	home, _ := byID("before")
	home.Set("innerHTML", `<div id=list><div id=content></div></div>`)
	list, _ := byID("list")
	style(list, "overflow", "auto")
	b.SetHeight("list", 100)
	b.SetHeight("content", 1000)
	if got := b.Height("list"); got != 100 {
		t.Errorf("height %d, want 100", got)
	}
	for _, c := range []struct{ top, height, want int }{
		{0, 50, 0}, {200, 50, 150}, {160, 50, 150}, {100, 20, 100}, {300, 500, 300}, {5000, 10, 900},
	} {
		b.ScrollTo("list", c.top, c.height)
		if top, shown := b.Scroll("list"); top != c.want || shown != 100 {
			t.Errorf("scrolled to %d+%d: %d of %d, want %d", c.top, c.height, top, shown, c.want)
		}
	}
	b.SetHeight("nowhere", 1)
	b.ScrollTo("nowhere", 1, 1)
	b.SetValue("nowhere", "")
	if top, shown := b.Scroll("nowhere"); top+shown+b.Height("nowhere") != 0 {
		t.Error("an element that is not there has a size")
	}
}

func TestPage(t *testing.T) {
	stage(t, platform.PaperEvents{})
	b := New()
	was := window.Get("location").Get("href").String()
	defer window.Get("history").Call("replaceState", nil, "", was)
	b.Replace("/a/some-id?x=1")
	if got, want := window.Get("location").Get("href").String(), b.Address("/a/some-id?x=1"); got != want {
		t.Errorf("the address is %s, want %s", got, want)
	}
	b.Title("Title <i>")
	if got := document.Get("title").String(); got != "Title <i>" {
		t.Errorf("title %q", got)
	}
	b.Theme("dark")
	if got := root.Call("getAttribute", "data-theme").String(); got != "dark" {
		t.Errorf("data-theme %q", got)
	}
	b.Theme("")
	if root.Call("hasAttribute", "data-theme").Bool() {
		t.Error("data-theme is still there")
	}
	if got := b.Date(time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC).UnixMilli()); !strings.Contains(got, "2026") {
		t.Errorf("date %q", got)
	}
	home, _ := byID("before")
	home.Set("innerHTML", `<input id=input value="x">`)
	b.SetValue("input", "")
	input, _ := byID("input")
	if got := input.Get("value").String(); got != "" {
		t.Errorf("value %q", got)
	}
}

func TestLeaving(t *testing.T) {
	b := New()
	ask := func() bool {
		e := window.Get("Event").New("beforeunload", map[string]any{"cancelable": true})
		window.Call("dispatchEvent", e)
		return e.Get("defaultPrevented").Bool()
	}
	for _, loses := range []bool{true, true, false, false, true, false} {
		if b.Leaving(loses); ask() != loses {
			t.Errorf("leaving loses %v, and the browser asks %v", loses, !loses)
		}
	}
}

func TestOnUpdate(t *testing.T) {
	b := New()
	told := 0
	b.OnUpdate(func() { told++ })
	window.Call("goappOnUpdate") // the first version
	if told != 0 {
		t.Error("told of the first version")
	}
	window.Set("pressmarkUpdateReady", true)
	defer window.Delete("pressmarkUpdateReady")
	window.Call("goappOnUpdate")
	b.OnUpdate(func() { told += 10 }) // a program that starts later
	if told != 11 {
		t.Errorf("told %d, want 11", told)
	}
}
