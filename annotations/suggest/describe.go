package suggest

import (
	"slices"
	"strings"

	"pressmark/annotations"
)

// A Form says by what a mention names its actor.
type Form string

// The forms of mentions.
const (
	Name        Form = "name"        // "Vladimir Putin", "the WHO"
	Description Form = "description" // "the envoy", "protesters"
	Pronoun     Form = "pronoun"     // "he"
)

// A Draft is what a new record of a mention can hold. Fields that the text does not
// tell are empty.
type Draft struct {
	Name        string // without titles, roles, a leading "the", a possessive ending
	Role        string // as the text gives it: "Kremlin spokesman", "president"
	Affiliation string // the body or country it belongs to
	Type        annotations.ActorType
	Form        Form
	titled      bool // a person's title or role stands before the name
}

// Describe returns a draft of the record that a mention names, from its text and the
// text of its block before and after it.
//
// In a mention, what stands before the name is the role, and a possessor or a country
// before that is the affiliation: "Russia's president Vladimir Putin". Around it, an
// apposition is the role: "Dmitry Peskov, the Kremlin's spokesman, …".
func Describe(text, before, after string) Draft {
	toks := wordsOf(text)
	if len(toks) == 0 {
		return Draft{Name: strings.TrimSpace(text), Form: Description}
	}
	if len(toks) == 1 && (pronouns[toks[0].lower] || toks[0].is("everyone")) {
		return pronoun(toks[0])
	}
	d := named(text, toks)
	if d.Form == Name && (d.Type == annotations.Person || d.Type == "") && d.Role == "" {
		if role := apposition(after); role != "" {
			d.setRole(role)
			d.Type = annotations.Person
		} else if role := prefixed(before); role != "" {
			d.setRole(role)
			d.Type = annotations.Person
		}
	}
	return d
}

func wordsOf(text string) []token {
	t := annotations.NewText(text)
	toks := tokenize(t, annotations.Span{End: t.Len()})
	from, to := 0, len(toks)
	for from < to && (toks[from].class == point || toks[from].class == breaking) {
		from++
	}
	for to > from && (toks[to-1].class == point || toks[to-1].class == breaking || toks[to-1].class == suffix) {
		to--
	}
	return toks[from:to]
}

func pronoun(t token) Draft {
	d := Draft{Name: t.text, Form: Pronoun}
	if masculine[t.lower] || feminine[t.lower] {
		d.Type = annotations.Person
	}
	return d
}

func tokensOf(s string) []token {
	t := annotations.NewText(s)
	return tokenize(t, annotations.Span{End: t.Len()})
}

// joinTokens returns the text of tokens as it stands.
func joinTokens(text string, toks []token) string {
	if len(toks) == 0 {
		return ""
	}
	t := annotations.NewText(text)
	return t.Slice(annotations.Span{Start: toks[0].span.Start, End: toks[len(toks)-1].span.End})
}

// named parses a mention, up to a bracket.
func named(text string, toks []token) Draft {
	definite := len(toks) > 1 && determiners[toks[0].lower]
	if definite {
		toks = toks[1:]
	}
	if i := slices.IndexFunc(toks, func(t token) bool { return t.is("(") || t.is("[") }); i > 0 {
		toks = toks[:i]
	}
	switch i := slices.IndexFunc(toks, func(t token) bool { return t.is(",") }); {
	case len(toks) == 0:
		return Draft{Name: strings.TrimSpace(text), Form: Description}
	case i == 0:
		return named(text, toks[1:])
	case i > 0:
		return twoParts(text, toks[:i], toks[i:])
	}
	from := nameStart(toks)
	if from == len(toks) {
		return describe(text, toks)
	}
	d := Draft{Name: joinTokens(text, toks[from:]), Form: Name}
	d.titled = titledBy(toks[:from])
	if rest := trimHonorifics(toks[:from]); len(rest) > 0 {
		d.setRoleTokens(text, rest)
	}
	d.Type = typeOf(toks[from:], d.titled)
	if definite && d.Type == annotations.Person && !d.titled {
		d.Type = "" // "the Daily Courier"
	}
	return d
}

// twoParts parses a mention with a comma, with which the second part begins: a role
// and a name ("the ambassador to Kyiv, Ada Brandt"), or a name and a role.
func twoParts(text string, first, second []token) Draft {
	head := named(text, first)
	if name := second[1:]; head.Form == Description && personal(name) {
		if d := named(text, name); d.Form == Name && d.Role == "" {
			d.setRoleTokens(text, first)
			d.Type = annotations.Person
			return d
		}
	}
	if head.Form == Name && head.Role == "" {
		if role := apposition(joinTokens(text, second) + ","); role != "" {
			head.setRole(role)
			head.Type = annotations.Person
		}
	}
	return head
}

// nameStart returns the index of the first word of the name proper, after titles,
// roles, possessors and countries; the number of tokens where there is no name.
func nameStart(toks []token) int {
	last := len(toks) - 1
	if !toks[last].capital() && toks[last].class != number {
		return len(toks)
	}
	from := 0
	role := -1 // the last token of a role, a title or a possessor
	for i, t := range toks[:last] {
		_, adjective := nationality(t.lower)
		switch {
		case t.is("and") && i > 0 && toks[i-1].capital() && !roles[toks[i-1].lower] && toks[i+1].capital():
			return 0 // two names
		case t.class == suffix:
			if bodies[toks[last].lower] {
				continue // "Russia's Defence Ministry" is a name with a possessor
			}
			role = i
		case roles[t.lower] || honorifics[t.lower]:
			if next := toks[i+1]; next.is("of") || next.is("for") || next.class == suffix || bodies[toks[last].lower] && t.capital() && i > 0 {
				continue
			}
			role = i
		case adjective && i == 0 && len(toks) == 2 && !bodies[toks[last].lower]:
		case !t.capital() && t.class == word && !joining[t.lower]:
			role = i
		}
	}
	from = role + 1
	if roles[toks[last].lower] && !toks[last].acronym() && from <= last {
		if _, adjective := nationality(toks[from].lower); from == last || adjective || places[toks[from].lower] || modifiers[toks[from].lower] || roles[toks[from].lower] {
			return len(toks) // "the US President", "Prime Minister"
		}
	}
	if from < len(toks) && joining[toks[from].lower] && !toks[from].capital() && !particle(toks[from]) {
		return len(toks) // "head of the WHO", "ambassador to the UK"
	}
	return from
}

// particle reports whether a small word can begin a surname.
func particle(t token) bool {
	switch t.lower {
	case "van", "von", "der", "den", "de", "da", "di", "del", "bin", "al", "el", "la", "le":
		return true
	}
	return false
}

// titledBy reports whether words before a name say that it is a person's.
func titledBy(toks []token) bool {
	for _, t := range toks {
		if roles[t.lower] || honorifics[t.lower] {
			return true
		}
	}
	return false
}

func trimHonorifics(toks []token) []token {
	for len(toks) > 0 && (honorifics[toks[len(toks)-1].lower] && !roles[toks[len(toks)-1].lower] || toks[len(toks)-1].class == point) {
		toks = toks[:len(toks)-1]
	}
	return toks
}

// personal reports whether tokens look like a person's name: words with capitals only.
func personal(toks []token) bool {
	for _, t := range toks {
		if !t.capital() && !particle(t) {
			return false
		}
	}
	return len(toks) > 0
}

// typeOf tells the type of a name.
func typeOf(toks []token, titled bool) annotations.ActorType {
	if titled {
		return annotations.Person
	}
	whole := make([]string, len(toks))
	body, public := false, false
	for i, t := range toks {
		whole[i] = t.lower
		body = body || bodies[t.lower]
		public = public || publicBodies[t.lower]
	}
	name := strings.Join(whole, " ")
	_, adjective := nationality(name)
	switch {
	case public:
		return annotations.Government
	case places[name] || capitals[name]:
		return annotations.Place
	case adjective:
		return annotations.Group
	case body || len(toks) == 1 && toks[0].acronym() || strings.Contains(name, "&"):
		return annotations.Organization
	case len(toks) >= 2 && len(toks) <= 4 && personal(toks) && !toks[len(toks)-1].acronym():
		return annotations.Person
	}
	return ""
}

// describe drafts a record of somebody without a name.
func describe(text string, toks []token) Draft {
	d := Draft{Name: joinTokens(text, toks), Form: Description}
	head, found := toks[len(toks)-1], false
	for i, t := range toks {
		if i > 0 && (prepositions[t.lower] || t.is("who")) {
			break
		}
		known := people[t.lower] || sources[t.lower] || roles[t.lower] || bodies[t.lower]
		if known || !found && i+1 < len(toks) && prepositions[toks[i+1].lower] {
			head, found = t, known
		}
	}
	switch {
	case publicBodies[head.lower]:
		d.Type = annotations.Government
	case bodies[head.lower]:
		d.Type = annotations.Organization
	case roles[head.lower] && !strings.HasSuffix(head.lower, "s"):
		d.Type = annotations.Person
		d.setRoleTokens(text, toks)
	case strings.HasSuffix(head.lower, "s") && !strings.HasSuffix(head.lower, "ss") || people[head.lower]:
		d.Type = annotations.Group
	}
	return d
}

// people are plurals that do not end in s.
var people = set("people police men women children spokesmen congressmen businessmen folk folks public crowd majority minority")
