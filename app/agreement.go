package app

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/agree"
	"pressmark/annotations/words"
	"pressmark/app/platform"
)

// agreement is how far annotators of an article agree, and on what they do not.
type agreement struct {
	into string          // name of the merged layer
	left map[string]bool // layers that are not compared, by name

	layers   []agree.Layer // that are compared
	figures  agree.Agreement
	compared *agree.Comparison
	list     []agree.Disagreement // in text order
	open     int
}

// settledness tells disagreements apart; the zero one is any.
type settledness string

const (
	isOpen    settledness = "open"
	isSettled settledness = "settled"
)

// mergedName is what the merged layer is called until the reader calls it otherwise.
const mergedName = "merged"

// mostDisagreements is how many are drawn at first, and how many more at a time: each is
// some forty elements.
const mostDisagreements = 30

// begin is the effect that begins anew with another article. What is hidden beside it is
// not compared at first.
func (a *agreementPage) begin() {
	d := a.reader.whole()
	if a.location.Get().screen != onAgreement || d.Article.ID == "" || d.Article.ID == a.article {
		return
	}
	a.article, a.before = d.Article.ID, agreement{}
	a.into.Set(a.p.Pref("merged"))
	left := map[string]bool{}
	if hidden := a.reader.hidden.Get(); len(a.reader.layersNow())-len(hidden) > 1 {
		maps.Copy(left, hidden)
	}
	a.left.Set(left)
	a.show.Set("")
	a.more.Set(0)
	a.at.Set("")
	a.reason.Set("")
}

// compare works out the comparison in the present state of the article.
func (a *agreementPage) compare() *agreement {
	x := agreement{into: orElse(a.into.Get(), mergedName), left: a.left.Get()}
	x.compare(a.reader.whole(), a.before)
	a.before = x
	return &x
}

// compare works out how far the chosen layers agree, and on what they do not; before is
// what was worked out last.
func (x *agreement) compare(d annotations.Doc, before agreement) {
	var names []string
	for _, l := range agree.Layers(d) {
		if l.Name != x.into && !x.left[l.Name] {
			names = append(names, l.Name)
		}
	}
	if x.compared = agree.Compare(d, x.into, append(names, x.into)...); len(names) < 2 {
		return
	}
	x.layers = x.compared.Layers()
	x.figures = before.figures // takes longer than the rest, and settling changes nothing in it
	if !slices.EqualFunc(before.layers, x.layers, func(a, b agree.Layer) bool { return a.Name == b.Name && slices.Equal(a.Marks, b.Marks) }) {
		x.figures = agree.Of(d, names...)
	}
	open, settled := x.compared.Disagreements()
	x.open = len(open)
	rank := map[*annotations.Annotation]int{}
	for i, m := range d.Marks() {
		rank[m] = i
	}
	first := func(d agree.Disagreement) int {
		least := rank[d.Marks[0]]
		for _, m := range d.Marks {
			least = min(least, rank[m])
		}
		return least
	}
	for len(open)+len(settled) > 0 {
		from := &open
		if len(open) == 0 || len(settled) > 0 && first(settled[0]) < first(open[0]) {
			from = &settled
		}
		x.list, *from = append(x.list, (*from)[0]), (*from)[1:]
	}
}

// shown lists the disagreements that the reader wants to see.
func (x *agreement) shown(show settledness) []agree.Disagreement {
	if show == "" {
		return x.list
	}
	var out []agree.Disagreement
	for _, d := range x.list {
		if d.Settled() == (show == isSettled) {
			out = append(out, d)
		}
	}
	return out
}

// indexOf returns the place of the disagreement with a key in a list, or -1.
func indexOf(list []agree.Disagreement, key string) int {
	for i, d := range list {
		if d.Key == key {
			return i
		}
	}
	return -1
}

// sides returns what each layer has of a disagreement: nil where it has nothing.
func (x *agreement) sides(d agree.Disagreement) []*annotations.Annotation {
	out := make([]*annotations.Annotation, len(x.layers))
	for i, l := range x.layers {
		for _, m := range d.Marks {
			if m.Creator == l.Name {
				out[i] = m
			}
		}
	}
	return out
}

// allTakeable reports whether a disagreement can be settled by taking all of it: what
// differs in what is said alone would stand there twice.
func allTakeable(d agree.Disagreement) bool { return len(d.Marks) > 1 && d.Differs != agree.OtherFact }

// What can be taken beside one side by its number.
const (
	lastSide  = -1
	everySide = -2
)

// taking returns the edit that settles a disagreement as one side has it, or all.
func (x *agreement) taking(d agree.Disagreement, side int) annotations.Edit {
	sides := x.sides(d)
	if side == lastSide {
		side = len(sides) - 1
	}
	switch {
	case side == everySide && !allTakeable(d), side >= len(sides):
		return annotations.Edit{}
	case side == everySide:
		var ids []annotations.ID
		for _, m := range d.Marks {
			ids = append(ids, m.ID)
		}
		return x.compared.Take(d, now(), ids...)
	case sides[side] == nil:
		return x.compared.Reject(d, "", now())
	}
	return x.compared.Take(d, now(), sides[side].ID)
}

// taken reports whether a disagreement is settled just as one side has it, or with all:
// then settling it so changes nothing.
func (x *agreement) taken(d agree.Disagreement, side int) bool {
	if !d.Settled() || side == everySide && !allTakeable(d) {
		return false
	}
	if side >= 0 && x.sides(d)[side] == nil {
		return d.Rejected && len(d.Taken) == 0
	}
	return len(d.Taken) > 0 && x.taking(d, side).Empty()
}

// settle takes one side of a disagreement, or all.
func (a *agreementPage) settle(key string, side int) {
	x := a.agreed.Get()
	i := indexOf(x.list, key)
	if i < 0 {
		return
	}
	a.at.Set(key)
	a.reason.Set("")
	e := x.taking(x.list[i], side)
	if e.Empty() {
		a.say(words.SoAlready.String())
		return
	}
	a.do(e)
}

// reject settles a disagreement with none of it, and goes on.
func (a *agreementPage) reject(key, reason string) {
	x := a.agreed.Get()
	a.reason.Set("")
	if i := indexOf(x.list, key); i >= 0 {
		a.do(x.compared.Reject(x.list[i], reason, now()))
	}
	a.goDisagreement(1)
}

// takeByKey takes a side of the disagreement that the reader is at, and goes on.
func (a *agreementPage) takeByKey(side int) {
	x := a.agreed.Get()
	i := indexOf(x.list, a.at.Get())
	switch {
	case i < 0:
	case side == everySide && !allTakeable(x.list[i]):
		a.say(words.OnlyOneToTake.String())
		return
	default:
		a.settle(a.at.Get(), side)
	}
	a.goDisagreement(1)
}

// rejectByKey asks why the disagreement that the reader is at is rejected.
func (a *agreementPage) rejectByKey() {
	if x := a.agreed.Get(); indexOf(x.list, a.at.Get()) >= 0 {
		a.askReason(a.at.Get())
	}
}

func (a *agreementPage) askReason(key string) {
	a.at.Set(key)
	a.reason.Set(key)
	a.drawn(func() { a.p.Focus(reasonID) })
}

// goDisagreement goes to the next that is open, or the previous, in text order and from
// the end on to the beginning.
func (a *agreementPage) goDisagreement(dir int) {
	x := a.agreed.Get()
	n := len(x.list)
	at := indexOf(x.list, a.at.Get())
	if at < 0 && dir < 0 {
		at = 0
	}
	for k := 1; k <= n; k++ {
		if d := x.list[((at+dir*k)%n+n)%n]; !d.Settled() {
			a.goToDisagreement(d.Key)
			return
		}
	}
	a.say(words.Next(a.toast.Get().text, words.NothingOpen.String()))
	a.drawn(func() { a.p.Focus(rowID(a.at.Get())) })
}

// goToDisagreement gives one the focus, so that the keys settle it.
func (a *agreementPage) goToDisagreement(key string) {
	x := a.agreed.Get()
	a.at.Set(key)
	i := indexOf(x.shown(a.show.Get()), key)
	if i < 0 {
		a.show.Set("")
		i = indexOf(x.list, key)
	}
	if i >= mostDisagreements+a.more.Get() {
		a.more.Set(i)
	}
	a.drawn(func() { a.p.Focus(rowID(key)) })
}

// differID is the element ID of the heading above the disagreements.
const differID = "differ"

// rowID is the element ID of a disagreement.
func rowID(key string) string { return strings.ReplaceAll(key, ":", "-") }

// disagreeKey does what a key does in the list of disagreements. Letters act there alone.
func (a *agreementPage) disagreeKey(ctx goapp.Context, e goapp.Event) {
	is := func(modifier string) bool { return e.Get(modifier).Bool() }
	k := platform.Key{Name: e.Get("key").String(), Ctrl: is("ctrlKey") || is("metaKey"), Alt: is("altKey"), Shift: is("shiftKey")}
	if e.Get("target").Get("tagName").String() == "INPUT" {
		if k.Name == "Escape" {
			a.agreeAct("cancel", a.at.Get())
		}
		return
	}
	for _, c := range commands {
		if c.Group == GroupAgree && a.keymap.Get().Chord(c) == chord(k) {
			e.PreventDefault()
			a.run(c)
			return
		}
	}
	ctx.PreventUpdate()
}

// agreeAct does what a button of the page is for: one word, and on what. The key is of
// the disagreement that it is in.
func (a *agreementPage) agreeAct(act, key string) {
	x := a.agreed.Get()
	verb, what, _ := strings.Cut(act, " ")
	switch verb {
	case "layer":
		a.chooseLayer(what)
	case "agreed":
		a.do(x.compared.TakeAgreed(now()))
		a.drawn(func() { a.p.Focus(differID) }) // the button may be gone
	case "rest":
		a.do(x.compared.TakeRest(what, "", now()))
		a.drawn(func() { a.p.Focus(differID) })
	case "show":
		a.show.Set(settledness(what))
	case "next":
		a.goDisagreement(1)
	case "previous":
		a.goDisagreement(-1)
	case "more":
		if list, n := x.shown(a.show.Get()), mostDisagreements+a.more.Get(); n < len(list) { // the button may have been pressed twice
			a.goToDisagreement(list[n].Key)
		}
	case "take":
		side, _ := strconv.Atoi(what) // it is one that was written here
		a.settle(key, side)
		if a.show.Get() == isOpen {
			a.goDisagreement(1)
		} else {
			a.goToDisagreement(key)
		}
	case "ask":
		a.askReason(key)
	case "cancel":
		a.reason.Set("")
		a.goToDisagreement(key)
	}
}

// chooseLayer has a layer compared, or not.
func (a *agreementPage) chooseLayer(name string) {
	left := maps.Clone(a.left.Get())
	left[name] = !left[name]
	a.left.Set(left)
}

// renameMerged gives the merged layer another name: then it is another layer.
func (a *agreementPage) renameMerged(name string) {
	if name = oneLine(strings.Join(strings.Fields(name), " ")); name == "" {
		name = mergedName
	}
	a.into.Set(name)
	a.p.SetPref("merged", name)
}
