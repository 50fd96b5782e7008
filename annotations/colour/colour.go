// Package colour holds every colour of Pressmark, each once: the list that the page's
// style sheet, the pictures, the reading copies, the manifest and what is written for
// other tools take theirs from. No colour stands anywhere else; a test looks.
//
// Kinds of marks differ by form as well as colour: an actor has a background, a figure
// another and tabular digits, a claim a line below.
package colour

import "strings"

// A Colour is one colour as it is on a light page and on a dark one, in the notation of
// CSS. Its name is that of the custom property, without "--".
type Colour struct{ Name, Light, Dark string }

// The colours of the page.
var (
	Paper = Colour{"paper", "#fbf9f4", "#171614"} // the ground of the page
	Sheet = Colour{"sheet", "#fffefb", "#1f1d1a"} // of what lies on it
	Ink   = Colour{"ink", "#1d1b18", "#ece7dc"}
	Soft  = Colour{"soft", "#5d574e", "#b0a89b"} // text beside the text
	Rule  = Colour{"rule", "#e4dfd3", "#37332d"} // lines that only lead the eye
	Edge  = Colour{"edge", "#8c8475", "#8b8375"} // of what is operated
	Hover = Colour{"hover", "#f2eee4", "#292621"}

	Actor     = Colour{"actor", "#fbe3ad", "#57410f"}
	ActorInk  = Colour{"actor-ink", "#7a4b00", "#ffd98a"}
	ActorDot  = Colour{"actor-dot", "#d99a1b", "#f0b429"}
	Figure    = Colour{"figure", "#cfeadb", "#17402f"}
	FigureInk = Colour{"figure-ink", "#0b5a3c", "#9fe3c3"}
	FigureDot = Colour{"figure-dot", "#2f9e6b", "#58c894"}
	Claim     = Colour{"claim", "#2f5fb3", "#8fb4ff"}
	ClaimInk  = Colour{"claim-ink", "#2450a0", "#a9c5ff"}
	ClaimWash = Colour{"claim-wash", "#e7eefb", "#1d2840"}

	Alert     = Colour{"alert", "#b3261e", "#ff9c92"}
	AlertWash = Colour{"alert-wash", "#fbeae8", "#3a1d1a"}
	Good      = Colour{"good", "#2e8b57", "#63c68e"}
	Focus     = Colour{"focus", "#1a56c4", Claim.Dark}

	// Of graphics alone: the dot of an actor is too pale for lines on light paper (WCAG
	// 1.4.11 wants 3:1), and a kind of event more needs a hue more.
	Amber = Colour{"amber", "#b37a10", "#f6c350"} // 60 % the actor's dot, 40 % its ink
	Plum  = Colour{"plum", "#714369", "#c7a8c9"}  // half claim, half alert

	// The bar at the selection is dark on every page.
	Bar    = both("bar", Ink.Light)
	BarInk = both("bar-ink", Paper.Light)

	Shade = Colour{"shade", "rgb(40 32 16 / 0.2)", "rgb(0 0 0 / 0.5)"} // below what floats
	Veil  = both("veil", "rgb(20 16 8 / 0.4)")                         // over the page behind a dialog
	White = both("white", "#fff")
	Black = both("black", "#000")
)

// Page are the colours of the page's style sheet.
var Page = []Colour{
	Paper, Sheet, Ink, Soft, Rule, Edge, Hover,
	Actor, ActorInk, ActorDot, Figure, FigureInk, FigureDot, Claim, ClaimInk, ClaimWash,
	Alert, AlertWash, Good, Focus, Amber, Plum, Bar, BarInk, Shade, Veil, White, Black,
}

// Colours of reading copies, where they are not the page's: a copy is one sheet, and its
// lines carry more.
var (
	CopyPaper = Colour{"paper", Sheet.Light, Paper.Dark}
	CopyRule  = Colour{"rule", "#d9d3c5", "#403b34"}
)

// Colours of a reading copy in print, where they are not those of the light scheme.
const (
	PrintSoft     = "#444"
	PrintRule     = "#bbb"
	PrintClaimInk = "#1d3f80"
)

// Colours of labels in other tools, which show them on grounds of their own.
const (
	LabelActor  = "#2f6fde"
	LabelClaim  = "#c98a00"
	LabelFigure = "#2e9e5b"
	LabelCue    = "#8a5fbf"
	LabelOther  = "#888888"
)

func both(name, value string) Colour { return Colour{name, value, value} }

// Var returns how a rule of the page's style sheet names the colour.
func (c Colour) Var() string { return "var(--" + c.Name + ")" }

// Style returns the rules that give the page its colours, in the scheme that the reader
// or, failing that, the system chose; on paper, and in a browser without light-dark(), in
// the light one.
func Style() string {
	var b strings.Builder
	properties := func(indent string, value func(Colour) string) {
		for _, c := range Page {
			b.WriteString(indent + "--" + c.Name + ": " + value(c) + ";\n")
		}
	}
	b.WriteString(":root {\n  color-scheme: light dark;\n")
	properties("  ", func(c Colour) string {
		if c.Dark == c.Light {
			return c.Light
		}
		return "light-dark(" + c.Light + ", " + c.Dark + ")"
	})
	b.WriteString("}\n")
	for _, scheme := range []string{"light", "dark"} {
		b.WriteString("\n:root[data-theme=\"" + scheme + "\"] {\n  color-scheme: " + scheme + ";\n}\n")
	}
	b.WriteString("\n@media print {\n  :root:root {\n    color-scheme: light;\n  }\n}\n")
	b.WriteString("\n@supports not (color: light-dark(currentcolor, currentcolor)) {\n  :root:root {\n    color-scheme: light;\n")
	properties("    ", func(c Colour) string { return c.Light })
	b.WriteString("  }\n}\n")
	return b.String()
}
