package app

import (
	"pressmark/annotations"
	"pressmark/annotations/words"
	"pressmark/app/platform"
)

// A CommandID names a command for good: it stands in the reader's own keymap.
type CommandID string

// A Command is something a reader can do by key, and most of it from the palette.
type Command struct {
	ID    CommandID
	Title words.Phrase // as the palette and the list of keys show it
	Chord Chord        // by default; a command without one cannot be given one
	Group Group
	Only  platform.Focus  // OnPaper: works only while the article has the focus
	Apart bool            // left out of the palette: it makes sense only where the focus is
	Can   func(*App) bool // whether it would do anything now; nil: always
	Run   func(*App)      // on the UI goroutine
}

// A Group is a heading in the list of keys.
type Group words.Phrase

// The groups of commands.
const (
	GroupMark  = Group(words.KeysMark)
	GroupMove  = Group(words.KeysMove)
	GroupEdge  = Group(words.KeysChosen)
	GroupAudit = Group(words.KeysAudit)
	GroupApp   = Group(words.KeysEverywhere)
	GroupAgree = Group(words.KeysAgreement)
)

// works reports whether a key may give the command where the focus is. A single
// letter never acts outside the article, and no key acts on a text field or
// through a dialog, but for those that open and close the palette.
func (c Command) works(at platform.Focus) bool {
	switch {
	case c.ID == "find":
		return true
	case at == platform.OnField || at == platform.OnDialog || c.Group == GroupAgree:
		return false
	}
	return c.Only != platform.OnPaper || at == platform.OnPaper
}

// commands lists every command, in the order in which they are shown. It is filled
// in init only because Run refers back to what lists commands.
var commands []Command

func init() {
	commands = []Command{
		{ID: "actor", Title: words.CommandActor, Chord: "A", Group: GroupMark, Only: platform.OnPaper, Run: func(a *App) { a.reader.marking.mark(annotations.KindActor) }},
		{ID: "claim", Title: words.CommandClaim, Chord: "C", Group: GroupMark, Only: platform.OnPaper, Run: func(a *App) { a.reader.marking.mark(annotations.KindClaim) }},
		{ID: "figure", Title: words.CommandFigure, Chord: "F", Group: GroupMark, Only: platform.OnPaper, Run: func(a *App) { a.reader.marking.mark(annotations.KindFigure) }},
		{ID: "extend", Title: words.CommandExtend, Chord: "E", Group: GroupMark, Only: platform.OnPaper, Can: func(a *App) bool { return a.reader.marking.hasChosen() }, Run: func(a *App) { a.reader.marking.extend() }},
		{ID: "mentions", Title: words.CommandMentions, Chord: "M", Group: GroupMark, Only: platform.OnPaper, Can: func(a *App) bool { return a.reader.marking.hasChosen() }, Run: func(a *App) { a.reader.marking.markMentions() }},
		{ID: "pen", Title: words.CommandPen, Chord: "P", Group: GroupMark, Only: platform.OnPaper, Run: func(a *App) { a.reader.marking.cyclePen() }},

		{ID: "next-word", Title: words.CommandNextWord, Chord: "ArrowRight", Group: GroupMove, Only: platform.OnPaper, Apart: true, Run: step(ByWord, 1, false)},
		{ID: "previous-word", Title: words.CommandPreviousWord, Chord: "ArrowLeft", Group: GroupMove, Only: platform.OnPaper, Apart: true, Run: step(ByWord, -1, false)},
		{ID: "line-down", Title: words.CommandLineDown, Chord: "ArrowDown", Group: GroupMove, Only: platform.OnPaper, Apart: true, Run: line(1, false)},
		{ID: "line-up", Title: words.CommandLineUp, Chord: "ArrowUp", Group: GroupMove, Only: platform.OnPaper, Apart: true, Run: line(-1, false)},
		{ID: "next-sentence", Title: words.CommandNextSentence, Chord: "Ctrl+ArrowRight", Group: GroupMove, Only: platform.OnPaper, Apart: true, Run: step(BySentence, 1, false)},
		{ID: "previous-sentence", Title: words.CommandPreviousSentence, Chord: "Ctrl+ArrowLeft", Group: GroupMove, Only: platform.OnPaper, Apart: true, Run: step(BySentence, -1, false)},
		{ID: "next-block", Title: words.CommandNextBlock, Chord: "Alt+ArrowDown", Group: GroupMove, Only: platform.OnPaper, Apart: true, Run: step(ByBlock, 1, false)},
		{ID: "previous-block", Title: words.CommandPreviousBlock, Chord: "Alt+ArrowUp", Group: GroupMove, Only: platform.OnPaper, Apart: true, Run: step(ByBlock, -1, false)},
		{ID: "extend-word", Title: words.CommandExtendWord, Chord: "Shift+ArrowRight", Group: GroupMove, Only: platform.OnPaper, Apart: true, Run: step(ByWord, 1, true)},
		{ID: "extend-word-back", Title: words.CommandExtendWordBack, Chord: "Shift+ArrowLeft", Group: GroupMove, Only: platform.OnPaper, Apart: true, Run: step(ByWord, -1, true)},
		{ID: "extend-line", Title: words.CommandExtendLine, Chord: "Shift+ArrowDown", Group: GroupMove, Only: platform.OnPaper, Apart: true, Run: line(1, true)},
		{ID: "extend-line-back", Title: words.CommandExtendLineBack, Chord: "Shift+ArrowUp", Group: GroupMove, Only: platform.OnPaper, Apart: true, Run: line(-1, true)},
		{ID: "extend-sentence", Title: words.CommandExtendSentence, Chord: "Ctrl+Shift+ArrowRight", Group: GroupMove, Only: platform.OnPaper, Apart: true, Run: step(BySentence, 1, true)},
		{ID: "extend-sentence-back", Title: words.CommandExtendSentenceBack, Chord: "Ctrl+Shift+ArrowLeft", Group: GroupMove, Only: platform.OnPaper, Apart: true, Run: step(BySentence, -1, true)},
		{ID: "extend-block", Title: words.CommandExtendBlock, Chord: "Alt+Shift+ArrowDown", Group: GroupMove, Only: platform.OnPaper, Apart: true, Run: step(ByBlock, 1, true)},
		{ID: "extend-block-back", Title: words.CommandExtendBlockBack, Chord: "Alt+Shift+ArrowUp", Group: GroupMove, Only: platform.OnPaper, Apart: true, Run: step(ByBlock, -1, true)},

		{ID: "next-mark", Title: words.CommandNextMark, Chord: "Tab", Group: GroupMove, Only: platform.OnPaper, Apart: true, Can: canTab(1), Run: byTab(1)},
		{ID: "previous-mark", Title: words.CommandPreviousMark, Chord: "Shift+Tab", Group: GroupMove, Only: platform.OnPaper, Apart: true, Can: canTab(-1), Run: byTab(-1)},
		{ID: "open", Title: words.CommandOpen, Chord: "Enter", Group: GroupEdge, Only: platform.OnPaper, Apart: true, Run: func(a *App) { a.reader.marking.openMark() }},
		{ID: "delete", Title: words.CommandDelete, Chord: "Delete", Group: GroupEdge, Only: platform.OnPaper, Can: func(a *App) bool { return a.reader.marking.hasChosen() }, Run: func(a *App) { a.reader.marking.deleteChosen() }},
		{ID: "start-edge", Title: words.CommandStartEdge, Chord: "[", Group: GroupEdge, Only: platform.OnPaper, Can: func(a *App) bool { return a.reader.marking.hasChosen() }, Run: func(a *App) { a.reader.marking.takeEdge(false) }},
		{ID: "end-edge", Title: words.CommandEndEdge, Chord: "]", Group: GroupEdge, Only: platform.OnPaper, Can: func(a *App) bool { return a.reader.marking.hasChosen() }, Run: func(a *App) { a.reader.marking.takeEdge(true) }},
		{ID: "escape", Title: words.CommandEscape, Chord: "Escape", Group: GroupEdge, Apart: true, Can: func(a *App) bool { return a.reader.marking.canEscape() }, Run: func(a *App) { a.reader.marking.escape() }},

		{ID: "propose", Title: words.CommandPropose, Chord: "S", Group: GroupEdge, Only: platform.OnPaper, Can: func(a *App) bool { return a.reader.marking.hasChosen() }, Run: func(a *App) { a.reader.offering.propose(true) }},
		{ID: "tie", Title: words.CommandTie, Chord: "T", Group: GroupEdge, Only: platform.OnPaper, Can: func(a *App) bool { return a.reader.marking.hasChosen() }, Run: func(a *App) { a.reader.editor.tieChosen() }},
		{ID: "cue", Title: words.CommandCue, Chord: "R", Group: GroupEdge, Only: platform.OnPaper, Can: func(a *App) bool { return a.reader.marking.hasChosen() }, Run: func(a *App) { a.reader.editor.setCue() }},

		{ID: "next-gap", Title: words.CommandNextGap, Chord: "N", Group: GroupAudit, Only: platform.OnPaper, Run: func(a *App) { a.reader.auditor.goGap(1) }},
		{ID: "previous-gap", Title: words.CommandPreviousGap, Chord: "B", Group: GroupAudit, Only: platform.OnPaper, Run: func(a *App) { a.reader.auditor.goGap(-1) }},
		{ID: "mark-gap", Title: words.CommandMarkGap, Chord: "G", Group: GroupAudit, Only: platform.OnPaper, Run: func(a *App) { a.reader.auditor.markGap() }},
		{ID: "ignore-gap", Title: words.CommandIgnoreGap, Chord: "I", Group: GroupAudit, Only: platform.OnPaper, Run: func(a *App) { a.reader.auditor.ignoreGap() }},

		{ID: "find", Title: words.CommandFind, Chord: "Ctrl+K", Group: GroupApp, Apart: true, Run: func(a *App) { a.finder.openPalette() }},
		{ID: "undo", Title: words.CommandUndo, Chord: "Ctrl+Z", Group: GroupApp, Run: func(a *App) { a.undo() }},
		{ID: "redo", Title: words.CommandRedo, Chord: "Ctrl+Shift+Z", Group: GroupApp, Run: func(a *App) { a.redo() }},
		{ID: "keys", Title: words.CommandKeys, Chord: "?", Group: GroupApp, Only: platform.OnPaper, Run: func(a *App) { a.dialogs.openDialog(dialogKeys) }},
		{ID: "new", Title: words.CommandNew, Group: GroupApp, Run: func(a *App) { a.visitPath("/new") }},
		{ID: "library", Title: words.CommandLibrary, Group: GroupApp, Run: func(a *App) { a.visitPath("/library") }},
		{ID: "ledger", Title: words.CommandLedger, Group: GroupApp, Run: func(a *App) { a.visitPath("/ledger") }},
		{ID: "guide", Title: words.CommandGuide, Group: GroupApp, Run: func(a *App) { a.visitPath("/guide") }},
		{ID: "example", Title: words.CommandExample, Group: GroupApp, Run: func(a *App) { a.exchange.imports.openExample() }},
		{ID: "details", Title: words.CommandDetails, Group: GroupApp, Can: func(a *App) bool { return a.reader.phase.Get() == reading }, Run: func(a *App) { a.dialogs.openDialog(dialogDetails) }},
		{ID: "tab-marks", Title: words.CommandTabMarks, Chord: "1", Group: GroupApp, Only: platform.OnPaper, Run: func(a *App) { a.reader.panel.show(tabMarks) }},
		{ID: "tab-ledger", Title: words.CommandTabLedger, Chord: "2", Group: GroupApp, Only: platform.OnPaper, Run: func(a *App) { a.reader.panel.show(tabLedger) }},
		{ID: "tab-figures", Title: words.CommandTabFigures, Chord: "3", Group: GroupApp, Only: platform.OnPaper, Run: func(a *App) { a.reader.panel.show(tabFigures) }},
		{ID: "tab-audit", Title: words.CommandTabAudit, Chord: "4", Group: GroupApp, Only: platform.OnPaper, Run: func(a *App) { a.reader.panel.show(tabAudit) }},
		{ID: "export-article", Title: words.CommandExportArticle, Group: GroupApp, Run: func(a *App) { a.exchange.exports.openExport() }},
		{ID: "export-library", Title: words.CommandExportLibrary, Group: GroupApp, Run: func(a *App) { a.exchange.exports.exportLibrary() }},
		{ID: "agreement", Title: words.CommandAgreement, Group: GroupApp, Can: func(a *App) bool { return a.reader.canCompare() }, Run: func(a *App) { a.visitPath(agreementPath(a.reader.doc().Article.ID)) }},
		{ID: "theme", Title: words.CommandTheme, Group: GroupApp, Run: func(a *App) { a.settings.cycleTheme() }},

		{ID: "next-open", Title: words.CommandNextOpen, Chord: "N", Group: GroupAgree, Apart: true, Run: func(a *App) { a.agreementPage.goDisagreement(1) }},
		{ID: "previous-open", Title: words.CommandPreviousOpen, Chord: "B", Group: GroupAgree, Apart: true, Run: func(a *App) { a.agreementPage.goDisagreement(-1) }},
		{ID: "take-left", Title: words.CommandTakeLeft, Chord: "L", Group: GroupAgree, Apart: true, Run: func(a *App) { a.agreementPage.takeByKey(0) }},
		{ID: "take-right", Title: words.CommandTakeRight, Chord: "R", Group: GroupAgree, Apart: true, Run: func(a *App) { a.agreementPage.takeByKey(lastSide) }},
		{ID: "take-all", Title: words.CommandTakeAll, Chord: "A", Group: GroupAgree, Apart: true, Run: func(a *App) { a.agreementPage.takeByKey(everySide) }},
		{ID: "reject", Title: words.CommandReject, Chord: "X", Group: GroupAgree, Apart: true, Run: func(a *App) { a.agreementPage.rejectByKey() }},
	}
}

func step(by Unit, dir int, extend bool) func(*App) {
	return func(a *App) { a.reader.marking.moveCursor(by, dir, extend) }
}

func line(dir int, extend bool) func(*App) {
	return func(a *App) { a.reader.marking.moveLine(dir, extend) }
}

func byTab(dir int) func(*App) { return func(a *App) { a.reader.marking.tabMark(dir) } }

func canTab(dir int) func(*App) bool {
	return func(a *App) bool { return a.reader.marking.neighbour(dir) != nil }
}
