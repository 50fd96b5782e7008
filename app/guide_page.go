package app

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/words"
	"pressmark/web"
)

// guidePage is the guidelines for marking.
type guidePage struct {
	*core
	catalogue *catalogue
	imports   *imports

	page *part
}

// A guide is the guidelines for marking, as web.Guide writes them down, line by line:
//
//	# the title
//	## a section
//	### a part of one
//	+ an example to follow // why
//	- an example not to follow // why
//
// Other lines are paragraphs. Everywhere, brackets mark what they hold: readBrackets
// says how.
type guide []guideLine

// A guideLine is a line of the guidelines.
type guideLine struct {
	sort lineSort
	text annotations.Text
	// The marks in the text. Nothing is stored of them; their IDs are their names.
	marks []*annotations.Annotation
	why   string
}

// A lineSort says what a line of the guidelines is: how it begins.
type lineSort string

const (
	guideTitle   lineSort = "# "
	guideSection lineSort = "## "
	guidePart    lineSort = "### "
	guideRight   lineSort = "+ "
	guideWrong   lineSort = "- "
	guideProse   lineSort = ""
)

var lineSorts = []lineSort{guideTitle, guideSection, guidePart, guideRight, guideWrong, guideProse}

// readGuide reads guidelines.
func readGuide(source string) (guide, error) {
	var g guide
	for n, line := range strings.Split(source, "\n") {
		if line == "" {
			continue
		}
		var l guideLine
		i := slices.IndexFunc(lineSorts, func(s lineSort) bool { return strings.HasPrefix(line, string(s)) })
		l.sort = lineSorts[i]
		said := strings.TrimPrefix(line, string(l.sort))
		if l.example() {
			said, l.why, _ = strings.Cut(said, " // ")
		}
		text, brackets, err := readBrackets(said)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n+1, err)
		}
		l.text = annotations.NewText(text)
		for _, b := range brackets {
			kind, ok := b.kind()
			if !ok {
				return nil, fmt.Errorf("line %d: no kind of mark begins as %q does", n+1, b.name)
			}
			l.add(b.name, kind, b.span)
		}
		g = append(g, l)
	}
	return g, nil
}

// example reports whether a line is an example.
func (l guideLine) example() bool { return l.sort == guideRight || l.sort == guideWrong }

// add adds a mark, or a part to one that has the same name and a number in it.
func (l *guideLine) add(name string, kind annotations.Kind, s annotations.Span) {
	if len(name) > 1 {
		for _, m := range l.marks {
			if m.ID == annotations.ID(name) {
				*m = m.At(l.text, append(slices.Clip(m.Spans), s)...)
				return
			}
		}
	}
	m := annotations.Annotation{ID: annotations.ID(name), Kind: kind}.At(l.text, s)
	l.marks = append(l.marks, &m)
}

// A bracket is a marked stretch in a notation.
type bracket struct {
	name string
	span annotations.Span // of the text without brackets
}

// kind returns the kind of mark that a bracket stands for, by its first letter.
func (b bracket) kind() (annotations.Kind, bool) {
	for _, k := range annotations.Kinds {
		if b.name[0] == string(k)[0] {
			return k, true
		}
	}
	return "", false
}

var errBrackets = errors.New("brackets that do not match")

// readBrackets reads text in which brackets mark stretches: "[a:She] said [c1:it is],
// [c1:it is]". A name stands before the colon; its first letter says which kind of
// mark it is. \[ is a bracket of the text. The stretches come in the order in which
// they begin.
func readBrackets(notation string) (text string, out []bracket, err error) {
	var plain []rune
	var open []int // the brackets that are not closed, the innermost last
	in := []rune(notation)
	for i := 0; i < len(in); i++ {
		switch r := in[i]; {
		case r == '\\' && i+1 < len(in):
			i++
			plain = append(plain, in[i])
		case r == '[':
			n := slices.Index(in[i:], ':')
			if n < 2 {
				return "", nil, errBrackets
			}
			open = append(open, len(out))
			out = append(out, bracket{string(in[i+1 : i+n]), annotations.Span{Start: len(plain)}})
			i += n
		case r == ']':
			if len(open) == 0 {
				return "", nil, errBrackets
			}
			out[open[len(open)-1]].span.End = len(plain)
			open = open[:len(open)-1]
		default:
			plain = append(plain, r)
		}
	}
	if len(open) > 0 {
		return "", nil, errBrackets
	}
	return string(plain), out, nil
}

// theGuide is the guidelines that are shown.
var theGuide = sync.OnceValue(func() guide {
	g, err := readGuide(web.Guide)
	if err != nil {
		panic(err) // it is embedded: a test would have failed
	}
	return g
})

// guideScreen is the page that says what to mark, and where a mark begins and ends.
func (a *guidePage) guideScreen() goapp.UI {
	var lead, body, examples []goapp.UI
	title := ""
	flush := func() {
		if len(examples) > 0 {
			body = append(body, goapp.Ul().Class("pairs").Body(examples...))
			examples = nil
		}
	}
	for _, l := range theGuide() {
		if l.example() {
			examples = append(examples, l.pair())
			continue
		}
		flush()
		said := l.text.String()
		switch {
		case l.sort == guideTitle:
			title = said
		case l.sort == guideSection:
			body = append(body, goapp.H2().ID(guideID(said)).TabIndex(-1).Text(said))
		case l.sort == guidePart:
			body = append(body, goapp.H3().Text(said))
		case len(body) == 0:
			lead = append(lead, goapp.P().Body(l.shown()...))
		default:
			body = append(body, goapp.P().Body(l.shown()...))
		}
	}
	flush()
	return goapp.Main().ID("main").TabIndex(-1).Class("guide").Body(
		goapp.H1().Text(title),
		goapp.Div().Class("lead").Body(lead...),
		a.exampleLinks(),
		goapp.Nav().Class("contents").Aria("label", words.GuideContents.String()).Body(goapp.Ul().Body(a.contents(theGuide())...)),
		goapp.Div().Class("rules").Body(body...),
	)
}

// contents are links to the sections. Each takes the focus along, too, which going to
// an address does not.
func (a *guidePage) contents(g guide) []goapp.UI {
	var out []goapp.UI
	for _, l := range g {
		if l.sort == guideSection {
			said := l.text.String()
			id := guideID(said)
			out = append(out, goapp.Li().Body(goapp.A().Href(href("/guide")+"#"+id).Text(said).
				OnClick(func(ctx goapp.Context, e goapp.Event) { a.p.Focus(id) }, goapp.EventScope(id))))
		}
	}
	return out
}

// guideID is the element ID of a section.
func guideID(title string) string {
	return strings.ReplaceAll(strings.ToLower(title), " ", "-")
}

// pair is an example, with what is to be thought of it.
func (l guideLine) pair() goapp.UI {
	class, sign, said := "right", "✓", words.GuideRight.String()
	if l.sort == guideWrong {
		class, sign, said = "wrong", "✗", words.GuideWrong.String()
	}
	return goapp.Li().Class(class).Body(
		goapp.Span().Class("sign").Aria("hidden", true).Text(sign),
		unseen(said),
		goapp.P().Body(l.shown()...),
		goapp.If(l.why != "", func() goapp.UI { return goapp.Small().Text(l.why) }),
	)
}

// shown is a line's text with its marks, which look as in an article.
func (l guideLine) shown() []goapp.UI {
	var out []goapp.UI
	for _, r := range annotations.Runs(annotations.Span{End: l.text.Len()}, l.marks) {
		text := goapp.Text(l.text.Slice(r.Span))
		if len(r.Marks) == 0 {
			out = append(out, text)
			continue
		}
		var classes []string
		var before, after []goapp.UI
		for i, m := range r.Marks { // outermost first
			class := string(m.Kind)
			if slices.Contains(classes, class) {
				class += "s" // two claims or more
			}
			classes = append(classes, class)
			begins, ends := said(m, r.Span)
			if begins != "" {
				before = append(before, unseen(begins))
			}
			if ends != "" {
				after = append([]goapp.UI{unseen(ends)}, after...)
			}
			if i < len(r.Marks)-1 {
				continue
			}
			if begins != "" {
				classes = append(classes, "first")
			}
			if ends != "" {
				classes = append(classes, "last")
			}
		}
		out = append(out, goapp.Mark().Class(classes...).Body(slices.Concat(before, []goapp.UI{text}, after)...))
	}
	return out
}

// said is what the looks of a mark alone would tell: that it begins or ends with a
// stretch.
func said(m *annotations.Annotation, stretch annotations.Span) (begins, ends string) {
	for i, s := range m.Spans {
		switch {
		case s.Start == stretch.Start && i > 0:
			begins = words.GoesOn.With(words.KindWord(m.Kind))
		case s.Start == stretch.Start:
			begins = words.Begins.With(words.KindWord(m.Kind))
		}
		if s.End == stretch.End {
			ends = words.Ends.With(words.KindWord(m.Kind))
		}
	}
	return begins, ends
}

// unseen is text for those who do not see the page.
func unseen(text string) goapp.UI { return goapp.Span().Class("unseen").Text(text) }
