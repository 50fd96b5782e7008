// Package ledger derives who says what with which figures, from one article or from a
// library, and shows it. It holds nothing of its own: a [Ledger] is made anew from docs
// when they change.
//
// # What is derived
//
// A [Statement] is a claim with who stands behind it, the figures that belong to it,
// the claim that reports it and those that it reports. Which figure belongs to which
// claim, and which claim reports which, is what [annotations.Doc.ClaimOf] and
// [annotations.Doc.Reporter] say.
//
// A [Speaker] is a record of an actor; or a mention that nobody is known by, where
// mentions of equal words, in any letter case, are one; or the article itself; or
// somebody unnamed; or nobody yet. A claim's speakers are found by the IDs of actor
// annotations of its article or of records, also of records that were merged. What
// refers to nothing, or to something else, says nothing. A claim that says it is the
// article's own, or of somebody unnamed, has no other speaker.
//
// Nothing is lost: each claim stands in the group of at least one speaker, each figure
// and each mention in a row.
//
// # HTML
//
// The functions that return HTML return it whole and escaped, without styles, scripts
// or element IDs, for a page with a strict policy. The element is div.ledger; beside
// that class stand "compact" or "wide" ([Options.Wide]) and what it shows: "claims",
// "amounts", "people" or "person". Inside:
//
//	section.speaker              a speaker: heading and cards. Beside it, who that is:
//	                             "record", "mention", "unnamed", "itself" or "nobody"
//	.name .role                  in a heading or row: who, and what that is and how many
//	ul.cards > li                the list of the cards
//	.card                        what links to a mark's place in the text, with data-id, the
//	                             ID in its short form; beside it "claim", "actor" or "figure"
//	.place                       the same for a mark that is named in a row of a table
//	.on                          beside these, with aria-current, or on a row: the selected mark
//	.quote                       the words that are marked, cut short where they are long
//	.source > .title, time       the article and its date; .given is one that is not ISO 8601
//	.chips > .chip               short facts; beside "chip" one of lost, wording, with, reporter,
//	                             attribution, stance (and the stance itself), figure, cue, about,
//	                             verdict, status
//	table.figures table.actors   with caption, th[scope], button[data-sort=KEY] in the heads that
//	                             can be sorted by, aria-sort on the one that is
//	td.value .type .said .who .ties .where .role .number   cells
//	p.more > button[data-more=N] below a table of which only N rows are shown
//	p.summary p.empty            the numbers of all, not in "wide"; that there is nothing
//	section.about                on an actor's page: .role .aliases .note .link .summary
//	section.in                   there, one article: heading, one level lower, and cards
//
// # Tables
//
// A [Table] is plain text for other programs. What a spreadsheet would take for a
// formula gets an apostrophe before it.
package ledger
