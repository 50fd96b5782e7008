// Package suggest proposes what a reader would otherwise type: which record a mention
// is of, what a new record of it should hold, who says a claim and by which words, and
// what an article holds that nothing marks yet.
//
// # What is proposed
//
//   - [Actors]: the records that a mention fits, best first; for "he" and "the envoy",
//     those of [Antecedents].
//   - [Describe]: name, role, affiliation and type of a mention, for a new record.
//   - [Speakers]: the cue of a claim, its speaker, who says it with them, and their stance.
//   - [Attribution]: how a claim is given, from the quotation marks.
//   - [Quotations] and [Names]: passages for an audit to list.
//
// # What is promised
//
// A wrong proposal in the first place is worse than none: what fits weakly is left
// out, and everything stays a proposal until a reader takes it. What counts for how
// much is named in weigh.go. The same input gives the same proposals in the same
// order. Nothing is learnt or kept here: all that is known comes as an argument.
//
// The rules are those of English news. A text in another language gets few proposals,
// and no error. Lists of words are closed classes (pronouns, titles, reporting verbs)
// and a few names of countries; everything else is told from position and form.
//
// All offsets are code points. A span that is proposed lies inside the text, is not
// empty, splits no grapheme cluster and has no space at its ends. Time is linear in
// the text for Quotations and Names, and in the blocks about the claim for
// Speakers.
package suggest
