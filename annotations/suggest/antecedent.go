package suggest

import (
	"slices"
	"strings"

	"pressmark/annotations"
)

// A seen is the last mention of a record before a place.
type seen struct {
	mark annotations.ID
	span annotations.Span
	rank int // 0 for the record mentioned last
}

// lastMentions returns the records that an article mentions, with the mention nearest
// before at, or else nearest after it. A mark that overlaps at is no mention.
func lastMentions(d annotations.Doc, dir annotations.Directory, at annotations.Span) map[annotations.ID]seen {
	out := map[annotations.ID]seen{}
	rank := 0
	note := func(m *annotations.Annotation) {
		if m.Kind != annotations.KindActor || m.Orphan() || m.Cover().Overlaps(at) {
			return
		}
		a := dir.Find(m.Actor)
		if a == nil {
			return
		}
		if _, ok := out[a.ID]; !ok {
			out[a.ID] = seen{m.ID, m.Cover(), rank}
			rank++
		}
	}
	marks := d.Marks()
	for _, m := range slices.Backward(marks) {
		if m.Cover().Start < at.Start {
			note(m)
		}
	}
	for _, m := range marks {
		if m.Cover().Start >= at.Start {
			note(m)
		}
	}
	return out
}

// Antecedents returns the records that a pronoun or a description at a place can stand
// for, best first: those that the article mentions before it, the nearest first, unless
// number, sex or role speak against them. "He" and "she" are people, "they" are groups
// and bodies rather than people, "it" is no person; "the envoy" is one whose role or
// title has that word.
//
// What sex a person is, is told from titles and from other pronouns that were marked
// as that person, never from first names.
func Antecedents(d annotations.Doc, dir annotations.Directory, at annotations.Span) []Match {
	draft := Describe(d.Article.Text.Slice(at), "", "")
	if draft.Form == Name {
		return nil
	}
	var out []Match
	for id, s := range lastMentions(d, dir, at) {
		if s.span.Start >= at.Start {
			continue
		}
		a := dir.Find(id)
		m := Match{Actor: a, Mark: s.mark, Reason: ByMention, Score: 1 / (1 + byRank*float64(s.rank))}
		if d.Article.BlockAt(s.span.Start) != d.Article.BlockAt(at.Start) {
			m.Score *= otherBlock
		}
		if leads(d.Article, s.span) {
			m.Score *= leadingMention
		}
		if draft.Form == Pronoun {
			m.Score *= agreement(draft, a, sexOf(d, dir, a))
		} else {
			m.Score *= fits(draft, a)
			m.Reason = ByRole
		}
		if m.Score >= leastAntecedent {
			out = append(out, m)
		}
	}
	return best(out)
}

// leads reports whether a mention begins a sentence: it is likely its subject, and what
// the next sentences are about.
func leads(a annotations.Article, s annotations.Span) bool {
	b := a.BlockAt(s.Start)
	if b < 0 {
		return false
	}
	before := a.Text.Slice(annotations.Span{Start: max(a.Blocks[b].Span.Start, s.Start-2), End: s.Start})
	before = strings.TrimRight(before, " “\"")
	return before == "" || strings.ContainsAny(before[len(before)-1:], ".!?\n")
}

// agreement says how well a pronoun agrees with a record, from 0 to 1.
func agreement(pronoun Draft, a *annotations.Actor, s sex) float64 {
	p := strings.ToLower(pronoun.Name)
	switch {
	case masculine[p] || feminine[p]:
		if masculine[p] && s == female || feminine[p] && s == male {
			return 0
		}
		if a.Type == annotations.Person {
			return 1
		}
		if a.Type == "" && s != unknownSex {
			return 1
		}
		if a.Type == "" {
			return untyped
		}
		return 0
	case p == "it" || p == "its" || p == "itself" || p == "which":
		switch a.Type {
		case annotations.Person, annotations.Group:
			return 0
		case "":
			return untyped
		}
		return 1
	case plural3[p]:
		switch a.Type {
		case annotations.Group:
			return 1
		case annotations.Person:
			return 0
		}
		return untyped
	case p == "who" || p == "whom" || p == "whose":
		return 1
	}
	return 0 // "I", "we", "you": who speaks is not who was mentioned last
}

// fits says how well a description fits a record, from 0 to 1.
func fits(d Draft, a *annotations.Actor) float64 {
	want := newWords(d.Name).folded
	if len(want) == 0 {
		return 0
	}
	head := want[len(want)-1]
	if i := slices.Index(want, "of"); i > 0 {
		head = want[i-1]
	}
	have := newWords(a.Role).folded
	have = append(have, newWords(a.Affiliation).folded...)
	for _, n := range a.Aliases {
		have = append(have, newWords(n).folded...)
	}
	if slices.Contains(have, head) {
		known := 0
		for _, w := range want {
			if joining[w] || slices.Contains(have, w) {
				known++
			}
		}
		if 2*known >= len(want) {
			return float64(known) / float64(len(want))
		}
		return 0
	}
	if a.Type != annotations.Person && a.Type != "" && slices.Contains(newWords(a.Name).folded, head) {
		return 1
	}
	return 0
}

// A sex is what a pronoun tells of a person.
type sex uint8

const (
	unknownSex sex = iota
	male
	female
)

var (
	masculine = set("he him his himself")
	feminine  = set("she her hers herself")
	plural3   = set("they them their theirs themselves")
	maleWords = set("mr sir lord king prince pope father fr brother baron sheikh spokesman chairman congressman businessman")
	femWords  = set("mrs ms miss dame lady baroness queen princess sister madame spokeswoman chairwoman congresswoman businesswoman actress")
)

// sexOf tells a person's sex from the titles and pronouns by which it is mentioned.
func sexOf(d annotations.Doc, dir annotations.Directory, a *annotations.Actor) sex {
	texts := append(a.Names(), a.Role)
	for _, m := range d.Marks() {
		if m.Kind == annotations.KindActor {
			if r := dir.Find(m.Actor); r != nil && r.ID == a.ID {
				texts = append(texts, m.Exact())
			}
		}
	}
	for _, text := range texts {
		for w := range strings.FieldsSeq(strings.ToLower(text)) {
			w = strings.Trim(w, ".,")
			switch {
			case maleWords[w] || masculine[w] && w == strings.ToLower(text):
				return male
			case femWords[w] || feminine[w] && w == strings.ToLower(text):
				return female
			}
		}
	}
	return unknownSex
}
