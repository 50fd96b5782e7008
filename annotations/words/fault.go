package words

import "pressmark/annotations"

// A Fault is a thing that went wrong: an error that can be compared, and says what is
// wrong without facts. [Because] adds facts.
type Fault uint16

// Error returns what is wrong, as a part of a sentence.
func (f Fault) Error() string { return spoken.faults[f] }

// A detailed error is another one with more about it.
type detailed struct {
	err    error
	detail Message
}

// Because returns an error that says what is wrong, as err does, and more about it.
// [errors.Is] and [errors.As] find err in it.
func Because(err error, detail Message) error { return &detailed{err, detail} }

func (d *detailed) Error() string { return Detail.With(Error(d.err), d.detail.String()) }

func (d *detailed) Unwrap() error { return d.err }

// Error returns what an error says. The domain's own errors, which know no words, are said
// here.
func Error(err error) string {
	switch err {
	case annotations.ErrQuoteMismatch:
		return QuoteMismatch.String()
	case annotations.ErrBadSpan:
		return BadSpan.String()
	case annotations.ErrBadRecord:
		return BadRecord.String()
	}
	return err.Error()
}

// What can go wrong.
const (
	_ Fault = iota

	// A text.
	ErrEmpty
	ErrTextTooLarge
	ErrEncoding

	// A place in a changed text.
	ErrAnchorGone
	ErrAmbiguous
	ErrFigures
	ErrAnchorTorn

	// A mark in a newer version.
	ErrGone
	ErrUncertain
	ErrRewritten
	ErrTorn

	// The store.
	ErrNotFound
	ErrConflict
	ErrFull
	ErrBlocked
	ErrOutdated
	ErrClosed
	ErrStoreInvalid

	// Pressmark's JSON.
	ErrNoArticle
	ErrSyntax
	ErrCharacter
	ErrDepth
	ErrDuplicateName
	ErrNameCase
	ErrValueType
	ErrSomethingMissing
	ErrValue
	ErrNoIdentifier
	ErrDuplicateID
	ErrForeign
	ErrFileTooLarge
	ErrManyMembers

	// Marks of other tools.
	ErrNoText
	ErrNoQuote
	ErrPlace
	ErrNoPlace
	ErrOtherWords
	ErrNoMark
	ErrNoTie
	ErrTiedAlready
	ErrManyTies
	ErrLeftOut
	ErrRepeated

	// Files of other tools.
	ErrPathOutside
	ErrFileTwice
	ErrEncrypted
	ErrNested
	ErrLinkOrDevice
	ErrCompressionMethod
	ErrDamaged
	ErrNoFile
	ErrNoArchive
	ErrManyFiles
	ErrUnpacked
	ErrCompressedFar
	ErrTextFile
	ErrBratLine
	ErrOffsets
	ErrContinued
	ErrBratTail
	ErrBratTarget
	ErrManyLines
	ErrNoCAS
	ErrNoSofa
	ErrReference
	ErrManyReferences
	ErrCellQuote
	ErrColumns
	ErrLayerMarks
	ErrMarkOpen
	ErrNoHeader
	ErrTextMissing
	ErrManyColumns
	ErrManyCells
	ErrMoved
	ErrNotOnce
	ErrNoTime
	ErrHardlyText
	ErrNoFormat
	ErrReply
	ErrNoTags
	ErrNoTag
	ErrTextless
	ErrNotKept
	ErrWholeText
	ErrOtherShape
	ErrSkipped
	ErrRegion
	ErrProtected
	ErrRejected
	ErrBrokenTag
	ErrTieDetail
	ErrNotWebAnno
	ErrTSVColumns
	ErrNoTokens
	ErrTokenWords
	ErrMoreElsewhere
	ErrXML
	ErrDeclarations

	// The browser.
	ErrNoConverter
	ErrBrokeOff
	ErrNoJournal
	ErrServerUnreachable
	ErrWorkerNotStarted
	ErrWorkerBroken
	ErrNotCompared
	ErrNoRecordText

	// The converter.
	ErrPDFInBrowser

	// Pages of the web.
	ErrAddress
	ErrPrivate
	ErrRedirects
	ErrUnreachable
	ErrTimeout
	ErrPageTooLarge
	ErrPageType
	ErrPDF
	ErrPassword
	ErrScanned
	ErrPages
	ErrSlow

	// The page.
	ErrDamagedHere
	ErrTooLarge
	ErrElsewhere
	ErrAbsent
	ErrRefused
	ErrCancelled

	faults = iota
)
