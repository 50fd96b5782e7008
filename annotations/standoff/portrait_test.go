package standoff

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/record"
)

// portrait writes records without their IDs and times: one annotation a line.
func portrait(c record.Collection) string {
	var b strings.Builder
	name := map[annotations.ID]string{}
	for _, n := range c.Annotations {
		name[n.ID] = fmt.Sprintf("%q", n.Exact())
	}
	for _, a := range c.Actors {
		fmt.Fprintf(&b, "actor record %q", a.Name)
		if len(a.Aliases) > 0 {
			fmt.Fprintf(&b, " aliases %q", a.Aliases)
		}
		if a.Link != "" {
			fmt.Fprintf(&b, " %s", a.Link)
		}
		b.WriteByte('\n')
		name[a.ID] = "record " + strconv.Quote(a.Name)
	}
	for i := range c.Annotations {
		n := &c.Annotations[i]
		fmt.Fprintf(&b, "%s %q", n.Kind, n.Exact())
		say := func(what string, v any) {
			if s := fmt.Sprint(v); s != "" && s != "[]" && s != "0" {
				fmt.Fprintf(&b, "; %s %s", what, s)
			}
		}
		if n.Orphan() {
			b.WriteString("; orphan")
			say("prefix", n.Quotes[0].Prefix)
			say("suffix", n.Quotes[len(n.Quotes)-1].Suffix)
		}
		say("label", n.Label)
		say("by", n.Creator)
		say("is", name[n.Actor])
		var speakers []string
		for _, id := range n.Claim.Speakers {
			speakers = append(speakers, name[id])
		}
		say("said by", strings.Join(speakers, ", "))
		if !n.Claim.Cue.Empty() {
			say("cue", strconv.Quote(n.Claim.Cue.Exact()))
			if len(n.Claim.Cue.Spans) == 0 {
				b.WriteString(" (lost)")
			}
		}
		say("within", name[n.Claim.Within])
		say("in", name[n.Figure.Claim])
		for _, t := range n.Figure.Ties {
			say(string(t.Relation), name[t.Figure])
		}
		say("with", attributesOf(n))
		say("note", strings.ReplaceAll(n.Note, "\n", `\n`))
		say("tags", strings.Join(n.Tags, ", "))
		for _, place := range []string{eventPlace, cueLabelPlace} {
			json := n.Extra[place]
			for id, s := range name {
				json = strings.ReplaceAll(json, string(id), strings.Trim(s, `"`))
			}
			say(place, json)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// shown writes a document: one mark, relation or event a line. IDs of marks are what and
// where they are.
func shown(d Document) string {
	at := map[key]string{}
	var lines []string
	for _, m := range d.Marks {
		face := fmt.Sprintf("%s %q", m.Label, strings.Join(m.Quotes, " … "))
		if m.Annotator != "" {
			face += " by " + m.Annotator
		}
		at[key{m.Annotator, m.ID}] = face
		line := face
		if len(m.Spans) == 0 {
			line += "; orphan"
		}
		if len(m.Attributes) > 0 {
			line += fmt.Sprintf("; with %v", m.Attributes)
		}
		if len(m.Links) > 0 {
			line += fmt.Sprintf("; links %v", m.Links)
		}
		if m.Note != "" {
			line += fmt.Sprintf("; note %q", m.Note)
		}
		if len(m.Tags) > 0 {
			line += fmt.Sprintf("; tags %q", m.Tags)
		}
		lines = append(lines, line)
	}
	for _, r := range d.Relations {
		lines = append(lines, fmt.Sprintf("%s: %s -> %s", r.Label, at[key{r.Annotator, r.From}], at[key{r.Annotator, r.To}]))
	}
	for _, e := range d.Events {
		var args []string
		for _, a := range e.Arguments {
			args = append(args, a.Role+" = "+at[key{e.Annotator, a.Mark}])
		}
		slices.Sort(args)
		lines = append(lines, fmt.Sprintf("event %s at %s: %s", e.Label, at[key{e.Annotator, e.Trigger}], strings.Join(args, ", ")))
	}
	return strings.Join(lines, "\n") + "\n"
}

// alone returns an annotation without what may change where the claims of an event, or the
// annotations of one mark, have gone apart: the event's ID, what its arguments are called,
// and of which other annotation the mark is, too.
func alone(n annotations.Annotation) annotations.Annotation {
	json, ok := n.Extra[eventPlace]
	if !ok {
		return n
	}
	n.Extra = maps.Clone(n.Extra)
	_, json, _ = strings.Cut(json, `,`)
	json, _, _ = strings.Cut(json, `,"roles":`)
	json, _, _ = strings.Cut(json, `,"of":`) // the last but the roles
	n.Extra[eventPlace] = strings.TrimRight(json, "}")
	return n
}

// same reports how two collections of annotations differ, but for times of change; "" if
// they do not.
func same(a, b record.Collection) string {
	byID := func(x, y annotations.Annotation) int { return cmp.Compare(x.ID, y.ID) }
	x, y := slices.SortedFunc(slices.Values(a.Annotations), byID), slices.SortedFunc(slices.Values(b.Annotations), byID)
	for i := range max(len(x), len(y)) {
		if i < len(x) && i < len(y) { // a document parts tags that are attributes from the others, and speakers by event from those by relation
			x[i].Tags, y[i].Tags = slices.Sorted(slices.Values(x[i].Tags)), slices.Sorted(slices.Values(y[i].Tags))
			x[i].Claim.Speakers, y[i].Claim.Speakers = slices.Sorted(slices.Values(x[i].Claim.Speakers)), slices.Sorted(slices.Values(y[i].Claim.Speakers))
			x[i], y[i] = alone(x[i]), alone(y[i])
		}
		switch {
		case i >= len(x) || i >= len(y):
			return fmt.Sprintf("%d and %d annotations", len(x), len(y))
		case x[i].ID != y[i].ID:
			return fmt.Sprintf("%s %q and %s %q", x[i].ID, x[i].Exact(), y[i].ID, y[i].Exact())
		case !x[i].Same(y[i]):
			return fmt.Sprintf("%+v\nand\n%+v", x[i], y[i])
		}
	}
	return ""
}
