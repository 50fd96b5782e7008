package audit

import (
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/words"
)

// order returns the times that come before what they should follow: an interval that
// ends before it begins, and a figure tied as before another whose time is earlier.
func (r *record) order() []finding {
	var out []finding
	for _, m := range r.figures {
		v := value{doc: r, mark: m}
		if from, to, ok := interval(m.Figure.Time); ok && earliest(from) > latest(to) {
			out = append(out, findingOf(WrongOrder, say(words.EndsBeforeBegin, []Part{{words.Quoted(m.Exact()), m.ID}}, text(to), text(from)), v))
		}
		for _, t := range r.tied[m.ID] {
			b := r.byID[t.Figure]
			if t.Relation != annotations.Before {
				continue
			}
			from, _, ok1 := interval(b.Figure.Time)
			_, to, ok2 := interval(m.Figure.Time)
			if ok1 && ok2 && earliest(from) > latest(to) {
				out = append(out, findingOf(WrongOrder, say(words.BeforeIsLater, []Part{{b.Figure.Time, b.ID}}, []Part{{m.Figure.Time, m.ID}}), value{doc: r, mark: b}, v))
			}
		}
	}
	return out
}

// interval returns the two ends of a time that has dates; of one date they are the
// same. Times of day alone have no order: a night ends in the morning. ok is false
// where there is no date, or an open end.
func interval(time string) (from, to string, ok bool) {
	from, to, two := strings.Cut(time, "/")
	if !two {
		to = from
	}
	return from, to, dated(from) && dated(to)
}

// dated reports whether a time begins with a year of four digits, and counts no weeks.
func dated(time string) bool {
	return len(time) >= 4 && strings.Trim(time[:4], "0123456789") == "" && (len(time) == 4 || time[4] == '-') && !strings.Contains(time, "W")
}

// earliest and latest return the first and the last moment of a date of any precision,
// as strings that can be compared: "2026-11" lasts from "2026-11" up to all that
// begins with it.
func earliest(time string) string { return time }

func latest(time string) string { return time + "~" }
