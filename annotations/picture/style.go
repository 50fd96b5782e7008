package picture

import (
	"strconv"
	"strings"
)

// A colour is one of the app's: what it is called in the app's style sheet, and what
// it is in light and in dark.
type colour struct{ app, light, dark string }

// The colours. Amber and plum are mixed, as the app's own amber is too pale for
// graphics on light paper (3:1 is what WCAG 1.4.11 wants) and it has no plum.
var (
	sheet = colour{"var(--sheet)", "#fffefb", "#1f1d1a"}
	ink   = colour{"var(--ink)", "#1d1b18", "#ece7dc"}
	soft  = colour{"var(--soft)", "#5d574e", "#b0a89b"}
	rule  = colour{"var(--rule)", "#e4dfd3", "#37332d"}
	edge  = colour{"var(--edge)", "#8c8475", "#8b8375"}
	amber = colour{"color-mix(in srgb, var(--actor-dot) 60%, var(--actor-ink))", "#b37a10", "#f6c350"}
	blue  = colour{"var(--claim)", "#2f5fb3", "#8fb4ff"}
	green = colour{"var(--figure-dot)", "#2f9e6b", "#58c894"}
	red   = colour{"var(--alert)", "#b3261e", "#ff9c92"}
	plum  = colour{"color-mix(in srgb, var(--claim) 50%, var(--alert))", "#714369", "#c7a8c9"}
	focus = colour{"var(--focus)", "#1a56c4", "#8fb4ff"}
)

// A paint is the colour of what a selector finds.
type paint struct {
	selector, property string
	colour             colour
}

// paints is the one table of what has which colour. Texts and graphics are told
// apart by the tests, which hold them to their contrasts.
var paints = []paint{
	{".ground", "fill", sheet},
	{".heading", "fill", ink},
	{".label", "fill", ink},
	{".value", "fill", soft},
	{".axis", "fill", soft},
	{".note", "fill", soft},
	{".grid", "stroke", rule},
	{".base", "stroke", edge},
	{".track", "fill", rule},
	{".fill.actor", "fill", amber},
	{".fill.claim", "fill", blue},
	{".fill.figure", "fill", green},
	{".fill.rest", "fill", edge},
	{".fill.asserts", "fill", blue},
	{".fill.predicts", "fill", plum},
	{".fill.promises", "fill", green},
	{".line.denies", "stroke", red},
	{".line.questions", "stroke", soft},
	{".line.demands", "stroke", amber},
	{".halo", "stroke", sheet},
	{".line.unknown", "stroke", edge},
	{" a:focus-visible", "outline-color", focus},
}

// shape is the part of the style sheet that has no colours.
func shape(sans, serif string) string {
	var b strings.Builder
	b.WriteString(".pic text{font-family:" + sans + ";font-variant-numeric:tabular-nums}\n")
	for _, f := range faces {
		b.WriteString(".pic ." + f.class + "{font-size:" + strconv.FormatFloat(f.size, 'f', -1, 64) + "px")
		if f.bold {
			b.WriteString(";font-weight:600")
		}
		b.WriteString("}\n")
	}
	b.WriteString(".pic .heading{font-family:" + serif + "}\n")
	b.WriteString(".pic .grid,.pic .base{fill:none;stroke-width:1}\n")
	b.WriteString(".pic .line{fill:none;stroke-width:2.4;stroke-linecap:round;stroke-linejoin:round}\n")
	b.WriteString(".pic .halo{paint-order:stroke;stroke-width:4;stroke-linejoin:round}\n")
	b.WriteString(".pic .line.unknown{stroke-width:1.6}\n")
	b.WriteString(".pic a{cursor:pointer}\n.pic a:hover .label{text-decoration:underline}\n")
	b.WriteString(".pic a:focus-visible{outline-style:solid;outline-width:2px;outline-offset:2px}\n")
	return b.String()
}

// painted is the part that has them, as name says.
func painted(name func(colour) string) string {
	var b strings.Builder
	for _, p := range paints {
		between := " "
		if strings.HasPrefix(p.selector, " ") {
			between = ""
		}
		b.WriteString(".pic" + between + p.selector + "{" + p.property + ":" + name(p.colour) + "}\n")
	}
	return b.String()
}

// Style returns the rules for pictures in a page, in terms of the app's custom
// properties.
func Style() string {
	return ".pic{display:block;width:100%;height:auto;overflow:visible}\n" +
		// A mark on a rail is a few pixels high; its target is larger.
		".pic.rail{height:100%}\n.pic.rail a{stroke:transparent;stroke-width:6;pointer-events:all}\n" +
		shape("var(--sans)", "var(--serif)") +
		painted(func(c colour) string { return c.app }) +
		// Where the reader's system sets the colours, forms alone tell marks apart.
		"@media (forced-colors:active){.pic .fill{fill:CanvasText}.pic .line,.pic .grid,.pic .base{stroke:CanvasText}.pic text{fill:CanvasText}}\n"
}

// alone returns the rules for a picture that is a file, with literal colours in both
// schemes. Programs that know no schemes show the light one.
func alone() string {
	return shape(`Inter,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif`, `"Source Serif 4",Georgia,"Times New Roman",serif`) +
		painted(func(c colour) string { return c.light }) +
		"@media (prefers-color-scheme:dark){\n" + painted(func(c colour) string { return c.dark }) + "}\n"
}
