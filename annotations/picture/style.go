package picture

import (
	"strconv"
	"strings"

	"pressmark/annotations/colour"
)

// A paint is the colour of what a selector finds.
type paint struct {
	selector, property string
	colour             colour.Colour
}

// paints is the one table of what has which colour. Texts and graphics are told
// apart by the tests, which hold them to their contrasts.
var paints = []paint{
	{".ground", "fill", colour.Sheet},
	{".heading", "fill", colour.Ink},
	{".label", "fill", colour.Ink},
	{".value", "fill", colour.Soft},
	{".axis", "fill", colour.Soft},
	{".note", "fill", colour.Soft},
	{".grid", "stroke", colour.Rule},
	{".base", "stroke", colour.Edge},
	{".track", "fill", colour.Rule},
	{".fill.actor", "fill", colour.Amber},
	{".fill.claim", "fill", colour.Claim},
	{".fill.figure", "fill", colour.FigureDot},
	{".fill.rest", "fill", colour.Edge},
	{".fill.asserts", "fill", colour.Claim},
	{".fill.predicts", "fill", colour.Plum},
	{".fill.promises", "fill", colour.FigureDot},
	{".line.denies", "stroke", colour.Alert},
	{".line.questions", "stroke", colour.Soft},
	{".line.demands", "stroke", colour.Amber},
	{".halo", "stroke", colour.Sheet},
	{".line.unknown", "stroke", colour.Edge},
	{" a:focus-visible", "outline-color", colour.Focus},
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
func painted(name func(colour.Colour) string) string {
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
		painted(colour.Colour.Var) +
		// Where the reader's system sets the colours, forms alone tell marks apart.
		"@media (forced-colors:active){.pic .fill{fill:CanvasText}.pic .line,.pic .grid,.pic .base{stroke:CanvasText}.pic text{fill:CanvasText}}\n"
}

// alone returns the rules for a picture that is a file, with literal colours in both
// schemes. Programs that know no schemes show the light one.
func alone() string {
	return shape(`Inter,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif`, `"Source Serif 4",Georgia,"Times New Roman",serif`) +
		painted(func(c colour.Colour) string { return c.Light }) +
		"@media (prefers-color-scheme:dark){\n" + painted(func(c colour.Colour) string { return c.Dark }) + "}\n"
}
