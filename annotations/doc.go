// Package annotations is the domain of Pressmark: articles, the marks a reader
// makes on them, and the changes between two states of that work. It knows no
// browser, no file and no network.
//
// # Words
//
// An [Article] is a frozen [Text] cut into [Block]s (heading, paragraph, list
// item, quotation), with metadata. The text never changes under annotations: a
// corrected text is a new article.
//
// An [Annotation] marks one or more [Span]s of one article as one [Kind]: an
// actor (who acts or speaks), a claim (what is said or asserted) or a figure (a
// number, amount, date, share, count or duration). A claim that reporting words
// interrupt ("…," he said, "…") is one annotation with several spans.
//
// An [Actor] is the record of a person or body, shared by all articles; the
// annotations of kind actor mention it. A [Claim] is what is known of a claim: its
// source (who says it), its [Cue] (the reporting words), its attribution, the
// speaker's stance, and what a reader found when checking it. A [Figure] is a
// [Quantity], exact numbers with units, and the claim and the figures it is tied to.
//
// A [Doc] is an article with its annotations: an immutable value. A [Corpus] is all
// docs of a library and the [Directory] of its actors. An [Edit] is a
// change to docs that can be undone: it holds what was before and what is after.
// [Runs] turns annotations that overlap in any way into stretches that do not.
//
// # Offsets
//
// Every offset that leaves this package, in a field, a parameter or a result, is
// counted in Unicode code points of the article's text and half-open, unless its
// name says otherwise. Bytes (Go's slices) and UTF-16 code units (the DOM) are
// converted by [Text] and nowhere else.
//
// # Invariants
//
//   - The spans of an annotation are in order, not empty, do not touch or overlap
//     one another, lie inside the text and never split a grapheme cluster.
//   - For each span, the annotation's quote is exactly the text of that span.
//     [Article.Check] holds an annotation against both.
//   - An annotation that finds no place in its text has no spans and keeps its
//     quotes: an orphan ([Annotation.Orphan]). It is never dropped.
//   - The same holds for the spans and quotes of a claim's cue.
//   - A reference to a record that is not there, or not of the kind it should be, says
//     nothing and is no error: another tab may have deleted it.
//   - Identifiers are "urn:uuid:" and a version 7 UUID, and never reused. A
//     deleted record stays as a tombstone. Each stored change of a record
//     raises its revision by one.
package annotations
