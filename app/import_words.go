package app

import (
	"errors"

	"pressmark/annotations"
	"pressmark/annotations/record"
)

// An outcome is what an import does with records: how a sentence about them ends.
type outcome string

const (
	added    outcome = " will be added"
	replaced outcome = " will replace an older version here"
	deleted  outcome = " will be deleted here, as it was there"
	both     outcome = ": changed both here and there; both versions will be kept"
	same     outcome = ": here already"
	older    outcome = " left out: what is here is newer"
	leftOut  outcome = " left out: deleted here since"
	noted    outcome = ": deleted there and not here; only that is noted"
	refused  outcome = " cannot be taken in"
)

// outcomes are in the order in which they are told.
var outcomes = []outcome{added, replaced, deleted, both, same, older, leftOut, noted, refused}

// outcomeOf says what becomes of a record of a plan; live says whether a live one
// is here under its ID, and gone whether the file has it as deleted.
func outcomeOf(x record.Action, live, gone bool) outcome {
	switch {
	case x.Writes() && gone && live:
		return deleted
	case x.Writes() && gone:
		return noted
	}
	return map[record.Action]outcome{
		record.Added: added, record.Updated: replaced, record.KeptBoth: both, record.Same: same,
		record.Older: older, record.Deleted: leftOut, record.Refused: refused,
	}[x]
}

// planWords says what an import would do.
func planWords(in incoming) []string {
	live := map[annotations.ID]bool{} // what is here and would change
	for _, c := range in.edit.Articles {
		live[c.After.ID] = c.Before != nil && !c.Before.Deleted
	}
	for _, c := range in.edit.Actors {
		live[c.After.ID] = c.Before != nil && !c.Before.Deleted
	}
	for _, c := range in.edit.Annotations {
		live[c.After.ID] = c.Before != nil && !c.Before.Deleted
	}
	articles, actors, marks := map[outcome]int{}, map[outcome]int{}, map[outcome]int{}
	for _, s := range in.plan.Steps {
		switch {
		case s.Article != nil:
			articles[outcomeOf(s.Action, live[s.Article.ID], s.Article.Deleted)]++
		case s.Actor != nil:
			actors[outcomeOf(s.Action, live[s.Actor.ID], s.Actor.Deleted)]++
		default:
			marks[outcomeOf(s.Action, live[s.Annotation.ID], s.Annotation.Deleted)]++
		}
	}
	var out []string
	for _, o := range outcomes {
		if what := things(articles[o], actors[o], marks[o]); what != "" {
			out = append(out, what+string(o)+".")
		}
	}
	if k := in.joined; k == 1 {
		out = append(out, "1 article is here already: what others marked in it comes as layers of it.")
	} else if k > 0 {
		out = append(out, count(k, "article")+" are here already: what others marked in them comes as layers of them.")
	}
	const most = 5
	n := 0
	for _, s := range in.plan.Steps {
		if s.Err == nil {
			continue
		}
		if n++; n <= most {
			out = append(out, refusedWords(s))
		}
	}
	if n > most {
		out = append(out, "… and "+group(n-most)+" more like these.")
	}
	if len(out) == 0 {
		out = append(out, "There are no articles and no marks in it.")
	}
	return out
}

// refusedWords says why a record of a file cannot be taken in.
func refusedWords(s record.Step) string {
	what := string(s.From)
	if s.Annotation != nil && len(s.Annotation.Quotes) > 0 {
		what = "“" + clip(s.Annotation.Exact()) + "”"
	}
	var place *annotations.PlaceError
	switch {
	case errors.Is(s.Err, record.ErrNoArticle):
		return what + ": its article is neither in the file nor in this library."
	case errors.As(s.Err, &place) && errors.Is(place, annotations.ErrQuoteMismatch):
		return what + ": the article here says “" + clip(place.Text) + "” in that place."
	}
	return what + ": " + s.Err.Error() + "."
}

// importTrouble says why a file cannot be imported, and where the trouble is.
func importTrouble(err error) []string {
	out := []string{"Nothing of this file was taken in."}
	var many record.Errors
	if errors.As(err, &many) {
		const most = 8
		for i, e := range many {
			if i == most {
				out = append(out, "… and "+group(len(many)-most)+" more.")
				break
			}
			out = append(out, e.Error())
		}
		return out
	}
	return append(out, err.Error())
}
