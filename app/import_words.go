package app

import (
	"errors"

	"pressmark/annotations"
	"pressmark/annotations/record"
	"pressmark/annotations/words"
)

// An outcome is what an import does with records: what is said of them.
type outcome = words.Phrase

const (
	added    outcome = words.WillBeAdded
	replaced outcome = words.WillReplace
	deleted  outcome = words.WillBeDeleted
	both     outcome = words.WillKeepBoth
	same     outcome = words.HereAlready
	older    outcome = words.OlderThanHere
	leftOut  outcome = words.DeletedSince
	noted    outcome = words.DeletedThere
	refused  outcome = words.CannotBeTaken
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
		if what, n := words.Things(articles[o], actors[o], marks[o]); n > 0 {
			out = append(out, o.Count(n, what))
		}
	}
	if in.joined > 0 {
		out = append(out, words.ComeAsLayers.Count(in.joined))
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
		out = append(out, words.AndMoreAlike.Count(n-most))
	}
	if len(out) == 0 {
		out = append(out, words.NothingInIt.String())
	}
	return out
}

// refusedWords says why a record of a file cannot be taken in.
func refusedWords(s record.Step) string {
	what := string(s.From)
	if s.Annotation != nil && len(s.Annotation.Quotes) > 0 {
		what = words.Title(s.Annotation.Exact())
	}
	return words.RecordTrouble(what, s.Err)
}

// importTrouble says why a file cannot be imported, and where the trouble is.
func importTrouble(err error) []string {
	out := []string{words.NothingTaken.String()}
	var many record.Errors
	if errors.As(err, &many) {
		const most = 8
		for i, e := range many {
			if i == most {
				out = append(out, words.AndMore.Count(len(many)-most))
				break
			}
			out = append(out, e.Error())
		}
		return out
	}
	return append(out, words.Error(err))
}
