package audit

import (
	"cmp"
	"slices"
	"sort"
	"strconv"
	"strings"

	"pressmark/annotations"
)

// A Gap is something that the record of an article lacks.
type Gap struct {
	Kind   Kind
	Spans  []annotations.Span // where it is, in order; none: of the article as a whole, or of an orphan
	Mark   annotations.ID     // the annotation that lacks something; "": a passage, or the article
	Text   string             // what stands there, or who the one source is
	Key    string             // for the article's dismissals
	Reason string             // of a dismissed one; may be empty
}

// At returns the span from the gap's first code point to its last; it is empty where
// the gap has no place.
func (g Gap) At() annotations.Span {
	if len(g.Spans) == 0 {
		return annotations.Span{}
	}
	return g.Spans[0].Cover(g.Spans[len(g.Spans)-1])
}

// Suggested returns the kind of annotation to mark a bare passage as; "" where the gap
// is none, and marking does not fill it.
func (g Gap) Suggested() annotations.Kind {
	switch g.Kind {
	case BareQuotation:
		return annotations.KindClaim
	case BareNumber:
		return annotations.KindFigure
	case BareName:
		return annotations.KindActor
	}
	return ""
}

// Gaps returns what the record of an article lacks, by place: first what concerns the
// article as a whole, last what orphans lack. Those that were dismissed come apart.
//
// To list them after every edit, keep the [Survey]: it is the costly part.
func Gaps(d annotations.Doc, actors annotations.Directory) (open, dismissed []Gap) {
	return NewSurvey(d.Article).Gaps(d, actors)
}

// Gaps is the function Gaps, of an article that was surveyed before.
func (s Survey) Gaps(d annotations.Doc, actors annotations.Directory) (open, dismissed []Gap) {
	all := s.bare(d)
	all = append(all, s.lacks(d, actors)...)
	sort.SliceStable(all, func(i, j int) bool {
		a, b := all[i], all[j]
		x, y := a.At(), b.At()
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(x.Start, y.Start), cmp.Compare(y.End, x.End)) < 0
	})
	reasons := dismissals(d.Article)
	for _, g := range all {
		if reason, ok := reasons[g.Key]; ok {
			g.Reason = reason
			dismissed = append(dismissed, g)
			continue
		}
		open = append(open, g)
	}
	return open, dismissed
}

// rank puts gaps of the article first, and those of orphans last.
func rank(g Gap) int {
	switch {
	case len(g.Spans) > 0:
		return 1
	case g.Mark != "":
		return 2
	}
	return 0
}

// dismissals returns the reasons of an article's dismissals by what they dismiss.
func dismissals(a annotations.Article) map[string]string {
	out := make(map[string]string, len(a.Dismissals))
	for _, d := range a.Dismissals {
		if _, ok := out[d.Finding]; !ok {
			out[d.Finding] = d.Reason
		}
	}
	return out
}

// CountGaps returns how many gaps there are of each kind.
func CountGaps(gaps []Gap) map[Kind]int {
	out := make(map[Kind]int, len(GapKinds))
	for _, g := range gaps {
		out[g.Kind]++
	}
	return out
}

// Next returns the first of gaps in order that begins after code point cp, -1 for the
// first in the text. Of several that begin at one place it is the first, which covers
// the others. There is none after the last: ok is false.
func Next(gaps []Gap, cp int) (g Gap, ok bool) {
	i := slices.IndexFunc(gaps, func(g Gap) bool { return len(g.Spans) > 0 && g.At().Start > cp })
	if i < 0 {
		return g, false
	}
	return gaps[i], true
}

// Previous returns the last of gaps in order that begins before code point cp, and of
// several that begin at one place the first. There is none before the first: ok is
// false.
func Previous(gaps []Gap, cp int) (g Gap, ok bool) {
	for _, x := range gaps {
		if len(x.Spans) == 0 {
			continue
		}
		if x.At().Start >= cp {
			break
		}
		if !ok || x.At().Start > g.At().Start {
			g, ok = x, true
		}
	}
	return g, ok
}

// passageKey returns the key of a gap at a place in the text, which is frozen.
func passageKey(k Kind, spans []annotations.Span) string {
	var b strings.Builder
	b.WriteString(string(k))
	for i, s := range spans {
		b.WriteByte(" ,"[min(i, 1)])
		b.WriteString(strconv.Itoa(s.Start) + "-" + strconv.Itoa(s.End))
	}
	return b.String()
}

// markKey returns the key of a gap of an annotation, or of another thing with an ID.
func markKey(k Kind, id annotations.ID) string { return string(k) + " " + id.Short() }
