package browser

import (
	"fmt"
	"testing"

	"pressmark/app/platform"
)

func TestKeys(t *testing.T) {
	p := stage(t, platform.PaperEvents{}, paragraph("a <mark tabindex=0>b</mark>"))
	b := New()
	b.paper = *p
	home, _ := byID("before")
	home.Set("innerHTML", `<button id=button></button><input id=input><textarea id=area></textarea><select id=select></select>
		<span id=editable contenteditable>x</span><dialog id=dialog><button id=inside></button><input id=within></dialog>`)
	var got []string
	take := true
	b.OnKey(func(k platform.Key) bool {
		got = append(got, fmt.Sprint(k))
		return take
	})
	press := func(init map[string]any) (prevented bool) {
		got = nil
		init["bubbles"], init["cancelable"] = true, true
		if init["keyCode"] == nil {
			init["keyCode"] = 65
		}
		e := window.Get("KeyboardEvent").New("keydown", init)
		document.Get("activeElement").Call("dispatchEvent", e)
		return e.Get("defaultPrevented").Bool()
	}
	for _, c := range []struct {
		focus string
		want  platform.Focus
	}{
		{"", platform.OnPage}, {"button", platform.OnPage}, {"paper", platform.OnPaper}, {"input", platform.OnField},
		{"area", platform.OnField}, {"select", platform.OnField}, {"editable", platform.OnField},
	} {
		document.Get("activeElement").Call("blur")
		b.Focus(c.focus)
		press(map[string]any{"key": "a"})
		if want := fmt.Sprint(platform.Key{Name: "a", Focus: c.want}); len(got) != 1 || got[0] != want {
			t.Errorf("focus on %q: heard %q, want %q", c.focus, got, want)
		}
	}
	p.el.Call("querySelector", "mark").Call("focus")
	if press(map[string]any{"key": "a"}); b.focus() != platform.OnPaper {
		t.Error("a mark is not on the paper")
	}
	b.Modal("dialog", true)
	for focus, want := range map[string]platform.Focus{"inside": platform.OnDialog, "within": platform.OnField} {
		if b.Focus(focus); b.focus() != want {
			t.Errorf("focus on %q: %v, want %v", focus, b.focus(), want)
		}
	}
	b.Modal("dialog", false)

	document.Get("activeElement").Call("blur")
	for _, c := range []struct {
		init map[string]any
		want platform.Key
	}{
		{map[string]any{"key": "Z", "ctrlKey": true, "shiftKey": true}, platform.Key{Name: "Z", Ctrl: true, Shift: true}},
		{map[string]any{"key": "k", "metaKey": true}, platform.Key{Name: "k", Ctrl: true}},
		{map[string]any{"key": "ArrowUp", "altKey": true}, platform.Key{Name: "ArrowUp", Alt: true}},
		{map[string]any{"key": "[", "ctrlKey": true, "altKey": true, "modifierAltGraph": true}, platform.Key{Name: "["}},
	} {
		if prevented := press(c.init); !prevented || len(got) != 1 || got[0] != fmt.Sprint(c.want) {
			t.Errorf("%v: heard %q (prevented: %v), want %v", c.init, got, prevented, c.want)
		}
	}
	for _, init := range []map[string]any{{"key": "a", "isComposing": true}, {"key": "Process", "keyCode": 229}} {
		if prevented := press(init); prevented || len(got) != 0 {
			t.Errorf("%v: heard %q, want nothing", init, got)
		}
	}
	take = false
	if press(map[string]any{"key": "a"}) {
		t.Error("a key that nobody wanted was kept from the browser")
	}
}
