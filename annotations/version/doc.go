// Package version makes an article whose text changed a new version of the one that is
// kept, and carries its annotations over.
//
//   - [Match] finds the kept article of which a fresh one is a new version.
//   - [Carry] carries the annotations over and says what became of each.
//   - [Diff], [Rows] and [Segments] say how the two texts differ, to show it.
//   - [Chain] lists the versions of an article.
//
// Both versions stay as they are. The new one says in [annotations.Article.Revises] which
// one it revises.
//
// # What reads alike
//
// Texts are compared word by word, a sign or paragraph break being a word. Letter case,
// the typography of quotation marks, dashes and dots, and what space is between words
// make no difference: words that differ in nothing else are the same words.
//
// # What becomes of an annotation
//
// It is [Kept] or [Moved] if all of its words are there, together and with nothing between:
// in place, or in a paragraph or sentence that stands elsewhere. It is [Changed] if its
// place is there and the words in it differ. Else it is [Orphaned]: it has no spans, and
// keeps its quotes.
//
// A wrong place is worse than none. There are two witnesses for a place, the comparison of
// the texts made here and what [anchor.Transfer] finds by itself. An annotation is placed
// where both agree; or where the second finds nothing, as of a number that was replaced,
// and the unchanged words right before and after leave no doubt. Where they disagree, or
// where the rest of the sentence was written anew, it is an orphan. How much is enough is
// named in place.go.
//
//   - A claim of which less than half is left is an orphan: what stands there says something
//     else. One that changed and was checked is to be checked again: its status is open;
//     verdict and evidence stay.
//   - A figure that changed has the quantity that its new words say. What a reader had put
//     right stays so where the new words say the same as the old ones did: see
//     [annotations.Figure]. Also a figure whose words are the same has changed where the
//     words around it make it say something else, as "rose [3%]" and "fell [3%]".
//   - A mention that was reworded mentions the same actor if it has the same last word, or
//     nearly. Else it is not known whom it mentions. Of words that are all gone, only a name
//     in place of a name is still the mention, unless the old name stands close by: two that
//     changed places are orphans.
//   - The cue of a claim has a place of its own, or none and keeps its quotes.
//   - A discontinuous annotation is placed piece by piece. If some are gone, and the others
//     are the larger part, it has changed and is these; if one is uncertain it is an orphan.
//   - An orphan of the old version has a place if its words stand, once, where the new text
//     has something that the old one had not.
//
// Everything else that is known of an annotation is carried over as it is. References among
// annotations of the old version become references among those of the new one; actors stay
// the same records.
//
// All offsets are code points. Time grows with the length of the texts; stretches that were
// written anew are compared up to a bound.
package version
