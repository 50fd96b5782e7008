package app

import (
	"time"

	"pressmark/annotations"
	"pressmark/annotations/ledger"
	"pressmark/annotations/store"
	"pressmark/app/platform"
)

type reader struct {
	*core
	marking  *marking
	offering *offering
	editor   *editor
	panel    *panel
	auditor  *auditor
	imports  *imports

	phase  phase
	wanted annotations.ID                    // the article that is being opened
	proof  annotations.Doc                   // what is shown meanwhile: the sample, or nothing
	newer  map[annotations.ID]annotations.ID // versions of articles, as far as the session knows
	ahead  []Command                         // what keys asked for while the article was being opened
	hint   bool
	layers layering
}

type marking struct {
	*core
	reader   *reader
	editor   *editor
	offering *offering
	panel    *panel

	chosen   annotations.ID
	edge     *Edge // of the chosen annotation, that the arrows move
	selected selection
	cursor   Cursor
	focused  bool    // the paper has the focus
	byKeys   bool    // the reader last moved by keys: then the word cursor shows
	strayed  bool    // the word cursor has left the chosen mark since it was chosen
	column   float64 // CSS pixels: where moving by lines keeps to; 0: where the cursor is
	pen      annotations.Kind
}

type offering struct {
	*core
	reader  *reader
	editor  *editor
	marking *marking
	panel   *panel

	offers offers // what is offered for the chosen mark, at its side
	found  offers // what could be offered for it
}

// editor is the fields of the chosen mark.
type editor struct {
	*core
	reader   *reader
	marking  *marking
	offering *offering
	settings *settings
}

type panel struct {
	*core
	reader     *reader
	marking    *marking
	auditor    *auditor
	arithmetic *arithmetic
	ledgerPage *ledgerPage

	tab         tab
	rows        listing
	sheet       bool // on a phone: the panel is pulled up
	filter      filter
	others      mentionCount
	derived     derived
	figureOrder ledger.FigureOrder
}

type auditor struct {
	*core
	reader     *reader
	marking    *marking
	offering   *offering
	arithmetic *arithmetic

	settled  int // what changes was when it last rested
	audited  audited
	auditing auditing
}

type catalogue struct {
	*core
	summaries []store.Summary
	summing   bool      // they are being read
	sumAgain  bool      // and have changed since
	summed    time.Time // when they were last read in a large import
}

type libraryPage struct {
	*core
	catalogue *catalogue
	newPage   *newPage
	exports   *exports
	imports   *imports
	outlets   *outlets
	shelf     shelf
}

type newPage struct {
	*core
	imports *imports
	paste   paste
}

type ledgerPage struct {
	*core
	catalogue  *catalogue
	panel      *panel
	actorPage  *actorPage
	arithmetic *arithmetic
	books      books
}

type actorPage struct {
	*core
	ledgerPage *ledgerPage
	editor     *editor
	panel      *panel
}

type arithmetic struct {
	*core
	ledgerPage *ledgerPage
	reader     *reader
	auditor    *auditor
	panel      *panel
	sums       sums
}

type versionPage struct {
	*core
	compared  comparison
	comparing int // counts comparisons: the last one counts
}

type agreementPage struct {
	*core
	reader    *reader
	editor    *editor
	agreement agreement
}

type guidePage struct {
	*core
	catalogue *catalogue
	imports   *imports
}

// exchange is what comes in and goes out.
type exchange struct {
	imports *imports
	exports *exports
	outlets *outlets
}

type imports struct {
	*core
	catalogue *catalogue
	reader    *reader
	early     []platform.File // came before the library was open
	intake    *intake         // what is on its way in; nil: nothing
	stash     stash
}

type exports struct {
	*core
	catalogue *catalogue
	reader    *reader
	transfer  transfer
}

type outlets struct {
	*core
	outlet outlet
}

type settings struct {
	*core
	rebinding CommandID
	theme     string
}

type dialogs struct {
	*core
	exports  *exports
	imports  *imports
	reader   *reader
	settings *settings
	dialog   dialog
}

type finder struct {
	*core
	catalogue *catalogue
	reader    *reader
	marking   *marking
	palette   palette
}
