package app

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/agree"
	"pressmark/annotations/plain"
	"pressmark/annotations/store"
	"pressmark/app/platform"
)

// kindName is what a reader calls a kind.
func kindName(k annotations.Kind) string { return capital(string(k)) }

// article is a kind with its indefinite article.
func article(k annotations.Kind) string {
	if k == annotations.KindActor {
		return "an actor"
	}
	return "a " + string(k)
}

// count is a number of things: "1 mark", "3 marks".
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return group(n) + " " + thing + "s"
}

// things counts records: "1 article, 2 actors and 3 marks", "" if there are none.
func things(articles, actors, marks int) string {
	var parts []string
	for _, x := range []struct {
		n    int
		what string
	}{{articles, "article"}, {actors, "actor"}, {marks, "mark"}} {
		if x.n > 0 {
			parts = append(parts, count(x.n, x.what))
		}
	}
	if n := len(parts); n > 1 {
		return strings.Join(parts[:n-1], ", ") + " and " + parts[n-1]
	}
	return strings.Join(parts, "")
}

// group is a number with its thousands set apart.
func group(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func were(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

// clip shortens text to what fits in a line.
func clip(s string) string {
	const most = 60
	rs := []rune(strings.Join(strings.Fields(s), " "))
	if len(rs) <= most {
		return string(rs)
	}
	return strings.TrimSpace(string(rs[:most-1])) + "…"
}

// done says what an edit did.
func done(e annotations.Edit) string {
	n := len(e.Annotations)
	quote := func() string {
		if n == 0 {
			return ""
		}
		return "“" + strings.Trim(clip(e.Annotations[0].After.Exact()), "“”") + "”"
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
		return "“" + clip(e.Articles[0].After.Title) + "”"
	}
	switch e.Name {
	case annotations.Marked:
		return "Marked " + quote() + " as " + article(e.Annotations[0].After.Kind) + "."
	case annotations.Mentions:
		return "Marked " + count(n, "more mention") + " of " + quote() + "."
	case annotations.Deleted:
		gone := 0
		for _, c := range e.Annotations {
			if c.After.Deleted {
				gone++
			}
		}
		if gone > 1 {
			return "Deleted " + count(gone, "mark") + "."
		}
		return "Deleted the mark on " + quote() + "."
	case annotations.KindSet:
		return quote() + " is now " + article(e.Annotations[0].After.Kind) + "."
	case annotations.Moved:
		return "The mark is now on " + quote() + "."
	case annotations.Stretched:
		return "Added a stretch: " + quote() + "."
	case annotations.Mentioned:
		if name := actor(); name != "" {
			return quote() + " is " + name + "."
		}
		return "Changed whom " + quote() + " mentions."
	case annotations.ActorAdded:
		return "New actor: " + actor() + "."
	case annotations.ActorSet:
		return "Changed the record of " + actor() + "."
	case annotations.ActorRemoved:
		return "Deleted the record of " + actor() + "."
	case annotations.Merged:
		return "Merged into " + actor() + "."
	case annotations.SplitOff:
		return "Split " + count(n, "mention") + " off."
	case annotations.ClaimSet:
		return "Changed the claim " + quote() + "."
	case annotations.Checked:
		return "Changed the check of " + quote() + "."
	case annotations.FigureSet:
		return "Put " + quote() + " right."
	case annotations.Tied:
		return "Changed what " + quote() + " is tied to."
	case annotations.Dismissed:
		return "The audit is up to date with what you said."
	case agree.Adjudicated:
		return adjudicated(e)
	case annotations.Described:
		return "Changed what is known of " + title() + "."
	case annotations.NoteSet:
		return "Changed the note on " + quote() + "."
	case annotations.TagsSet:
		return "Changed the tags of " + quote() + "."
	case annotations.Renamed:
		return "Renamed the article to " + title() + "."
	case annotations.Added:
		if len(e.Articles) > 1 {
			return "Added " + count(len(e.Articles), "article") + "."
		}
		return "Added " + title() + " to the library."
	case annotations.Removed:
		return "Deleted the article " + title() + "."
	case annotations.Imported:
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
		if what := things(articles, actors, marks); what != "" {
			return "Imported " + what + "."
		}
		return "Imported what was deleted."
	}
	return "Done."
}

func edgeName(e Edge) string {
	if e.End {
		return "End of the mark"
	}
	return "Beginning of the mark"
}

// storeTrouble says what a failure of the store means, and what to do.
func storeTrouble(err error) string {
	switch {
	case errors.Is(err, store.ErrFull):
		return "The browser’s storage is full. What you did last is only in this tab. Export your work, then free some space; Pressmark tries again by itself."
	case errors.Is(err, store.ErrOutdated):
		return "A newer Pressmark keeps this library. Reload this tab to go on."
	case errors.Is(err, store.ErrBlocked):
		return "The browser does not let this page keep anything. Allow site data for it, then reload."
	case errors.Is(err, store.ErrNotFound):
		return "It is not in the library any more."
	}
	return fmt.Sprintf("The library could not be reached (%v). Pressmark tries again by itself; export your work to be safe.", err)
}

// readTrouble says why a file or a text is no article.
func readTrouble(err error) string {
	switch {
	case errors.Is(err, plain.ErrEmpty):
		return "There is no text in it."
	case errors.Is(err, plain.ErrTooLarge), errors.Is(err, platform.ErrTooLarge):
		return "It is too large."
	case errors.Is(err, plain.ErrEncoding):
		return "Its characters are encoded in a way that Pressmark does not know. Save it as UTF-8."
	}
	return "It could not be read (" + err.Error() + ")."
}

// openTrouble says why what an address names was not opened.
func openTrouble(err error) string {
	switch {
	case errors.Is(err, platform.ErrElsewhere):
		return "The link asks for a file of another site. Pressmark opens only files of its own: save it, then open it here."
	case errors.Is(err, platform.ErrAbsent):
		return "The link asks for a file that is not there."
	case errors.Is(err, platform.ErrTooLarge):
		return "The file is too large."
	}
	return "It could not be opened (" + err.Error() + ")."
}

// A trouble is an error in words for a reader.
type trouble string

func (t trouble) Error() string { return string(t) }
