package standoff

import (
	"pressmark/annotations"
	"pressmark/annotations/words"
)

// What no format can hold that is written from a [Document], beside what it lacks itself.
const (
	LostActors   = words.LostActors
	LostEvidence = words.LostEvidence
)

// Unsaid tells what [Describe] has no place for.
func Unsaid(d annotations.Doc, actors annotations.Directory) []Loss {
	f := fitter{}
	seen := map[annotations.ID]bool{}
	for _, n := range d.Marks() {
		f.lose(LostEvidence, len(n.Claim.Check.Evidence), n.Exact())
		for _, id := range append([]annotations.ID{n.Actor}, n.Claim.Speakers...) {
			a := actors.Find(id)
			if id == "" || a == nil || seen[a.ID] {
				continue
			}
			seen[a.ID] = true
			if a.Type != "" || a.Role != "" || a.Affiliation != "" || len(a.Aliases) > 0 || a.Note != "" {
				f.lose(LostActors, 1, a.Name)
			}
		}
	}
	return f.losses
}
