// Package audit says what the record of an article lacks, and which of its numbers do
// not add up.
//
// # Gaps
//
// [Gaps] lists what a reader has yet to mark or to say: quotations, numbers and names
// that nothing marks, claims without a speaker, speakers without a name, actors
// without a record, figures without a value, claims to check without a verdict, and an
// article that rests on one source. What the text alone says is a [Survey], made once
// for a text that never changes.
//
//   - A quotation counts as marked where claims cover half of it or more; a number
//     where a figure touches it; a name where an actor does. A claim around a name
//     does not mark the name.
//   - A claim that is the article's own, or an assertion, lacks no speaker.
//   - An article rests on one source where three claims or more are attributed, and all
//     to one actor, or all to nobody with a name. A claim that another claim reports
//     is of the source of that one.
//
// # Findings
//
// [Check] compares figures with one another, in one article and across several:
//
//   - a part is larger than its whole, or parts that do not overlap are together;
//   - a share is above 100 %, or shares of one whole are together;
//   - one thing has two values, in one article or in two;
//   - an exchange rate differs from that of the article's other amounts;
//   - a change is not the difference between before and after;
//   - a time comes before one that it should follow.
//
// A finding is a question to the reader, and a false one costs trust: what a figure's
// words allow is no error. Numbers are exact fractions, and each stands for the range
// that it was written for: "€21bn" for 20.5 to 21.5 billion, "at least 17" for 17 and
// more. What ranges can be reconciled is not reported. Whether two sentences speak
// of one thing is told from the words around their figures; where these say too little,
// nothing is reported.
//
// # Dismissals
//
// Gaps and findings have keys for [annotations.Article.Dismiss]. A key says which one
// it is as long as it stays the same: of a passage where it is in the text, of a mark
// its ID, of a finding the marks and the values that were compared. A changed value
// makes another finding. What was dismissed is returned apart, so that it can be
// counted, listed and recalled.
package audit

import (
	"pressmark/annotations/words"
)

// A Kind says what is wanting or wrong.
type Kind string

// The kinds of gaps.
const (
	OneSource     Kind = "one-source"     // all attributed claims are of one source
	BareQuotation Kind = "bare-quotation" // no claim covers a passage in quotation marks
	BareNumber    Kind = "bare-number"    // no figure covers a number
	BareName      Kind = "bare-name"      // no actor covers a capitalised name
	NoSpeaker     Kind = "no-speaker"     // nobody says a claim, not even the article
	NoName        Kind = "no-name"        // a source is unnamed, or a pronoun or description of nobody known
	NoRecord      Kind = "no-record"      // an actor annotation is of no record
	NoValue       Kind = "no-value"       // nothing is known of what a figure says
	NoVerdict     Kind = "no-verdict"     // a claim is worth checking, and has no verdict
)

// The kinds of findings.
const (
	PartTooLarge  Kind = "part-too-large"  // a part is larger than its whole
	PartsTooLarge Kind = "parts-too-large" // parts are together larger than their whole
	ShareTooLarge Kind = "share-too-large" // a share, or shares of one whole together, are above 100 %
	TwoValues     Kind = "two-values"      // one thing has two values
	RateDiffers   Kind = "rate-differs"    // an exchange rate is unlike the others
	WrongChange   Kind = "wrong-change"    // before and after do not differ by the change
	WrongOrder    Kind = "wrong-order"     // a time is later than one that follows it
)

// GapKinds lists the kinds of gaps in the order in which they are shown.
var GapKinds = []Kind{NoSpeaker, NoName, BareQuotation, BareNumber, BareName, NoRecord, NoValue, NoVerdict, OneSource}

// FindingKinds lists the kinds of findings in the order in which they are shown.
var FindingKinds = []Kind{PartTooLarge, PartsTooLarge, ShareTooLarge, TwoValues, RateDiffers, WrongChange, WrongOrder}

// labels has what each kind is called.
var labels = map[Kind]words.Phrase{
	OneSource:     words.FoundOneSource,
	BareQuotation: words.FoundBareQuotation,
	BareNumber:    words.FoundBareNumber,
	BareName:      words.FoundBareName,
	NoSpeaker:     words.FoundNoSpeaker,
	NoName:        words.FoundNoName,
	NoRecord:      words.FoundNoRecord,
	NoValue:       words.FoundNoValue,
	NoVerdict:     words.FoundNoVerdict,
	PartTooLarge:  words.FoundPartTooLarge,
	PartsTooLarge: words.FoundPartsTooLarge,
	ShareTooLarge: words.FoundShareTooLarge,
	TwoValues:     words.FoundTwoValues,
	RateDiffers:   words.FoundRateDiffers,
	WrongChange:   words.FoundWrongChange,
	WrongOrder:    words.FoundWrongOrder,
}

// Label returns what n of a kind are called, to stand after the number: "number
// untouched" of one, "numbers untouched" of others. It is lower case in English.
func (k Kind) Label(n int) string { return labels[k].Form(n) }
