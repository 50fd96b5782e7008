package words

import "pressmark/annotations"

// Done says what an edit did.
func Done(e annotations.Edit) string {
	n := len(e.Annotations)
	quote := func() string {
		if n == 0 {
			return ""
		}
		return Quote(e.Annotations[0].After.Exact())
	}
	actor := func() string {
		if len(e.Actors) == 0 {
			return ""
		}
		return e.Actors[0].After.Name
	}
	title := func() string {
		if len(e.Articles) == 0 {
			return ""
		}
		return Title(e.Articles[0].After.Title)
	}
	switch e.Name {
	case annotations.Marked:
		return DidMark.With(quote(), OfKind(e.Annotations[0].After.Kind))
	case annotations.Mentions:
		return DidMarkMentions.Count(n, quote())
	case annotations.Deleted:
		gone := 0
		for _, c := range e.Annotations {
			if c.After.Deleted {
				gone++
			}
		}
		if gone > 1 {
			return DidDeleteMarks.Count(gone)
		}
		return DidDelete.With(quote())
	case annotations.KindSet:
		return DidSetKind.With(quote(), OfKind(e.Annotations[0].After.Kind))
	case annotations.Mentioned:
		if name := actor(); name != "" {
			return DidMention.With(quote(), name)
		}
		return DidChangeMention.With(quote())
	case annotations.SplitOff:
		return DidSplit.Count(n)
	case annotations.Added:
		if len(e.Articles) > 1 {
			return DidAddArticles.Count(len(e.Articles))
		}
		return DidAdd.With(title())
	case annotations.Imported:
		if what := changed(e); what != "" {
			return DidImport.With(what)
		}
		return DidImportDeleted.String()
	case annotations.Adjudicated:
		return adjudicated(e)
	}
	for _, d := range deeds {
		if d.name == e.Name {
			switch d.of {
			case aQuote:
				return d.did.With(quote())
			case anActor:
				return d.did.With(actor())
			case anArticle:
				return d.did.With(title())
			}
			return d.did.String()
		}
	}
	return Did.String()
}

// Undone says that an edit was taken back, and DoneAgain that it was made again. The
// edit is the one that was made now.
func Undone(e annotations.Edit) string    { return SayUndone.With(Done(e)) }
func DoneAgain(e annotations.Edit) string { return SayDoneAgain.With(Done(e)) }

// What a sentence about an edit names.
const (
	nothing = iota
	aQuote
	anActor
	anArticle
)

// deeds are the edits of which there is one thing to say.
var deeds = []struct {
	name annotations.EditName
	did  Phrase
	of   int
}{
	{annotations.Moved, DidMove, aQuote},
	{annotations.Stretched, DidStretch, aQuote},
	{annotations.ActorAdded, DidAddActor, anActor},
	{annotations.ActorSet, DidSetActor, anActor},
	{annotations.ActorRemoved, DidRemoveActor, anActor},
	{annotations.Merged, DidMerge, anActor},
	{annotations.ClaimSet, DidSetClaim, aQuote},
	{annotations.Checked, DidCheck, aQuote},
	{annotations.FigureSet, DidSetFigure, aQuote},
	{annotations.Tied, DidTie, aQuote},
	{annotations.Dismissed, DidDismiss, nothing},
	{annotations.Described, DidDescribe, anArticle},
	{annotations.NoteSet, DidNote, aQuote},
	{annotations.TagsSet, DidTag, aQuote},
	{annotations.Renamed, DidRename, anArticle},
	{annotations.Removed, DidRemove, anArticle},
}

// changed counts what an edit leaves live.
func changed(e annotations.Edit) string {
	articles, actors, marks := 0, 0, 0
	for _, c := range e.Articles {
		if !c.After.Deleted {
			articles++
		}
	}
	for _, c := range e.Actors {
		if !c.After.Deleted {
			actors++
		}
	}
	for _, c := range e.Annotations {
		if !c.After.Deleted {
			marks++
		}
	}
	what, _ := Things(articles, actors, marks)
	return what
}

// Things counts records, "1 article, 2 actors and 3 marks", "" if there are none, and
// returns how many they are.
func Things(articles, actors, marks int) (list string, n int) {
	return Counts(Counted{articles, Article}, Counted{actors, Actor}, Counted{marks, Mark})
}

// adjudicated says what an edit that settles disagreements did.
func adjudicated(e annotations.Edit) string {
	var made []*annotations.Annotation
	for _, c := range e.Annotations {
		if c.Before == nil || c.Before.Deleted {
			made = append(made, c.After)
		}
	}
	switch len(made) {
	case 0:
		return DidSettleNothing.String()
	case 1:
		return DidTake.With(Quote(made[0].Exact()), Quoted(made[0].Creator))
	}
	return DidTakeMarks.Count(len(made), Quoted(made[0].Creator))
}
