//go:build js && wasm

package browser

import (
	"slices"
	"sort"
	"syscall/js"

	"pressmark/app/platform"
)

// A layer is what is painted under one name: a highlight of the browser, or boxes
// over the text where it has none. There is one highlight a name for good, whose
// ranges change: Safari does not notice that another was registered.
type layer struct {
	name      string
	highlight js.Value // undefined: boxes
	ranges    []platform.Range
	painted   map[int]js.Value // by index of the range: a DOM range
	boxes     []js.Value
}

// large is how many ranges a layer may hold before only those near the window are
// painted: browsers look at each for each box of text that they paint.
const large = 200

// Later names are painted over earlier ones.
var painted = []string{"cue", "search", "selection", "edge", "cursor"}

// Paint highlights ranges under a name; the style sheets know it as
// "pm-NAME", or as the class "paint-NAME" of boxes.
func (p *paper) Paint(name string, ranges ...platform.Range) {
	if !p.attached() {
		return
	}
	l := p.layers[name]
	if l == nil {
		if len(ranges) == 0 {
			return
		}
		l = newLayer(name)
		p.layers[name] = l
	}
	if slices.Equal(l.ranges, ranges) {
		return
	}
	l.ranges = slices.Clone(ranges)
	p.fill(l)
}

func newLayer(name string) *layer {
	l := &layer{name: name, painted: map[int]js.Value{}}
	registry := window.Get("CSS").Get("highlights")
	if !registry.Truthy() || !window.Get("Highlight").Truthy() {
		return l
	}
	l.highlight = registry.Call("get", "pm-"+name)
	if !l.highlight.Truthy() {
		l.highlight = window.Get("Highlight").New()
		l.highlight.Set("priority", slices.Index(painted, name))
		registry.Call("set", "pm-"+name, l.highlight)
	}
	return l
}

// fill paints a layer anew.
func (p *paper) fill(l *layer) {
	l.empty()
	first, last := 0, len(p.claims)
	if len(l.ranges) > large {
		first, last = p.around()
	}
	for i, r := range l.ranges {
		if r.To.Block >= first && r.From.Block < last {
			p.paint(l, i)
		}
	}
}

// paint paints one range of a layer.
func (p *paper) paint(l *layer, i int) {
	r := document.Call("createRange")
	if !p.stretch(r, l.ranges[i]) {
		return
	}
	l.painted[i] = r
	if l.highlight.Truthy() {
		l.highlight.Call("add", r)
		return
	}
	if !p.overlay.Truthy() {
		p.overlay = document.Call("createElement", "div")
		p.overlay.Call("setAttribute", "aria-hidden", "true")
		p.overlay.Set("className", "paint")
		p.el.Call("append", p.overlay)
		style(p.el, "position", "relative")
	}
	origin := p.el.Call("getBoundingClientRect")
	x := origin.Get("left").Float() + p.el.Get("clientLeft").Float()
	y := origin.Get("top").Float() + p.el.Get("clientTop").Float()
	rects := r.Call("getClientRects")
	for k := range rects.Get("length").Int() {
		at := rectOf(rects.Index(k))
		box := document.Call("createElement", "div")
		box.Set("className", "paint-"+l.name)
		for property, value := range map[string]string{
			"position": "absolute", "pointer-events": "none",
			"left": px(at.X - x), "top": px(at.Y - y), "width": px(at.W), "height": px(at.H),
		} {
			style(box, property, value)
		}
		p.overlay.Call("append", box)
		l.boxes = append(l.boxes, box)
	}
}

// empty takes off what a layer has painted.
func (l *layer) empty() {
	if l.highlight.Truthy() {
		l.highlight.Call("clear")
	}
	for _, box := range l.boxes {
		box.Call("remove")
	}
	l.boxes = nil
	clear(l.painted)
}

// repaint paints again what reaches into the i-th block, which was filled anew.
func (p *paper) repaint(i int) {
	for _, l := range p.layers {
		if !l.highlight.Truthy() {
			p.fill(l) // boxes of other blocks may have moved, too
			continue
		}
		for k, r := range l.painted {
			if l.ranges[k].From.Block <= i && i <= l.ranges[k].To.Block {
				l.highlight.Call("delete", r)
				p.paint(l, k)
			}
		}
	}
}

// repaintLarge paints again what depends on where the window is, or boxes that may
// have moved.
func (p *paper) repaintLarge() {
	for _, l := range p.layers {
		if len(l.ranges) > large || len(l.boxes) > 0 {
			p.fill(l)
		}
	}
}

// clearLayers takes everything off; the layers are gone with the text.
func (p *paper) clearLayers() {
	for _, l := range p.layers {
		l.empty()
	}
	p.layers = map[string]*layer{}
	if p.overlay.Truthy() {
		p.overlay.Call("remove")
		p.overlay = js.Undefined()
	}
}

// around returns the half-open range of the blocks that are in the window or one
// height of it away.
func (p *paper) around() (first, last int) {
	height := window.Get("innerHeight").Float()
	box := func(i int) platform.Rect { return rectOf(p.blocks.Index(i).Call("getBoundingClientRect")) }
	first = sort.Search(len(p.claims), func(i int) bool { b := box(i); return b.Y+b.H > -height })
	last = sort.Search(len(p.claims), func(i int) bool { return box(i).Y > 2*height })
	return first, last
}
