package command

import (
	"fmt"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/ledger"
	"pressmark/annotations/version"
)

// compareMarks holds the marks of a new version against what became in it of those of the
// old one, and counts their fates. carried holds the latter.
func compareMarks(old, new side, carried annotations.Doc, outcomes []version.Outcome, fates map[string]int) []markDiff {
	type key struct {
		kind, creator, spans string
	}
	at := func(n annotations.Annotation) key {
		place := fmt.Sprint(n.Spans)
		if n.Orphan() {
			place = n.Exact()
		}
		return key{string(n.Kind), n.Creator, place}
	}
	byID, byPlace := map[annotations.ID]*annotations.Annotation{}, map[key][]*annotations.Annotation{}
	for _, m := range new.Doc.Marks() {
		byID[m.ID] = m
		byPlace[at(*m)] = append(byPlace[at(*m)], m)
	}
	taken := map[*annotations.Annotation]bool{}
	var out []markDiff
	for _, o := range outcomes {
		is := byID[o.Old.ID]
		if is == nil || taken[is] {
			is = nil
			for _, m := range byPlace[at(o.New)] {
				if !taken[m] && byID[m.ID] == m {
					is = m
					break
				}
			}
		}
		if is == nil {
			fates["gone"]++
			out = append(out, markDiff{Fate: "gone", Kind: string(o.Old.Kind), Old: o.Old.Exact()})
			continue
		}
		taken[is] = true
		fields := sayings(carried, old.Actors, o.New).against(sayings(new.Doc, new.Actors, *is))
		switch {
		case len(fields) > 0:
			fates["said"]++
			out = append(out, markDiff{Fate: "said", Kind: string(is.Kind), Old: o.Old.Exact(), New: is.Exact(), Fields: fields})
		default:
			fates[o.Fate.String()]++
			if o.Fate != version.Kept {
				out = append(out, fateOf(o))
			}
		}
	}
	for _, m := range new.Doc.Marks() {
		if !taken[m] {
			fates["added"]++
			out = append(out, markDiff{Fate: "added", Kind: string(m.Kind), New: m.Exact()})
		}
	}
	return out
}

// said is what is said of a mark, by field.
type said []struct{ name, value string }

// sayings returns what is said of a mark.
func sayings(d annotations.Doc, actors annotations.Directory, n annotations.Annotation) said {
	who := func(id annotations.ID) string {
		if m := d.Find(id); m != nil {
			if a := actors.Find(m.Actor); a != nil {
				return a.Name
			}
			return m.Exact()
		}
		if a := actors.Find(id); a != nil {
			return a.Name
		}
		return ""
	}
	var speakers []string
	for _, id := range n.Claim.Speakers {
		speakers = append(speakers, who(id))
	}
	mention := ""
	if n.Actor != "" {
		mention = who(n.Actor)
	}
	within := ""
	if m := d.Find(n.Claim.Within); m != nil {
		within = m.Exact()
	}
	check := n.Claim.Check
	return said{
		{"kind", string(n.Kind)}, {"place", fmt.Sprint(n.Spans)}, {"label", n.Label}, {"note", n.Note}, {"tags", strings.Join(n.Tags, ", ")},
		{"annotator", n.Creator}, {"actor", mention}, {"source", string(n.Claim.Source)}, {"speakers", strings.Join(speakers, ", ")},
		{"wording", n.Claim.Wording}, {"reporting words", n.Claim.Cue.Exact()}, {"attribution", string(n.Claim.Attribution)},
		{"stance", string(n.Claim.Stance)}, {"about", n.Claim.About}, {"within", within}, {"worth", string(check.Worth)},
		{"status", string(check.Status)}, {"verdict", check.Verdict.Name}, {"reasoning", check.Reasoning},
		{"evidence", fmt.Sprint(check.Evidence)}, {"type", string(n.Figure.Type)}, {"says", ledger.Display(n.Figure.Quantity)},
	}
}

// against returns the fields that differ.
func (s said) against(o said) []string {
	var out []string
	for i, f := range s {
		if now := o[i].value; f.value != now {
			out = append(out, fmt.Sprintf("%s: %s → %s", f.name, inQuotes(f.value), inQuotes(now)))
		}
	}
	return out
}

func inQuotes(s string) string {
	if s == "" {
		return "nothing"
	}
	return "“" + s + "”"
}
