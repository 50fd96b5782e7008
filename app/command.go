package app

import (
	"pressmark/annotations"

	"pressmark/app/platform"
)

// A CommandID names a command for good: it stands in the reader's own keymap.
type CommandID string

// A Command is something a reader can do by key, and most of it from the palette.
type Command struct {
	ID    CommandID
	Title string // as the palette and the list of keys show it
	Chord Chord  // by default; a command without one cannot be given one
	Group Group
	Only  platform.Focus  // OnPaper: works only while the article has the focus
	Apart bool            // left out of the palette: it makes sense only where the focus is
	Can   func(*App) bool // whether it would do anything now; nil: always
	Run   func(*App)      // on the UI goroutine
}

// A Group is a heading in the list of keys.
type Group string

// The groups of commands.
const (
	GroupMark  Group = "Mark"
	GroupMove  Group = "Move"
	GroupEdge  Group = "Chosen mark"
	GroupAudit Group = "Audit"
	GroupApp   Group = "Everywhere"
	GroupAgree Group = "Disagreements of annotators"
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
		{ID: "actor", Title: "Mark as actor", Chord: "A", Group: GroupMark, Only: platform.OnPaper, Run: func(a *App) { a.reader.marking.mark(annotations.KindActor) }},
		{ID: "claim", Title: "Mark as claim", Chord: "C", Group: GroupMark, Only: platform.OnPaper, Run: func(a *App) { a.reader.marking.mark(annotations.KindClaim) }},
		{ID: "figure", Title: "Mark as figure", Chord: "F", Group: GroupMark, Only: platform.OnPaper, Run: func(a *App) { a.reader.marking.mark(annotations.KindFigure) }},
		{ID: "extend", Title: "Add the selection to the chosen mark", Chord: "E", Group: GroupMark, Only: platform.OnPaper, Can: func(a *App) bool { return a.reader.marking.hasChosen() }, Run: func(a *App) { a.reader.marking.extend() }},
		{ID: "mentions", Title: "Mark all mentions of the chosen mark", Chord: "M", Group: GroupMark, Only: platform.OnPaper, Can: func(a *App) bool { return a.reader.marking.hasChosen() }, Run: func(a *App) { a.reader.marking.markMentions() }},
		{ID: "pen", Title: "Change the pen", Chord: "P", Group: GroupMark, Only: platform.OnPaper, Run: func(a *App) { a.reader.marking.cyclePen() }},

		{ID: "next-word", Title: "Next word", Chord: "ArrowRight", Group: GroupMove, Only: platform.OnPaper, Apart: true, Run: step(ByWord, 1, false)},
		{ID: "previous-word", Title: "Previous word", Chord: "ArrowLeft", Group: GroupMove, Only: platform.OnPaper, Apart: true, Run: step(ByWord, -1, false)},
		{ID: "line-down", Title: "Line down", Chord: "ArrowDown", Group: GroupMove, Only: platform.OnPaper, Apart: true, Run: line(1, false)},
		{ID: "line-up", Title: "Line up", Chord: "ArrowUp", Group: GroupMove, Only: platform.OnPaper, Apart: true, Run: line(-1, false)},
		{ID: "next-sentence", Title: "Next sentence", Chord: "Ctrl+ArrowRight", Group: GroupMove, Only: platform.OnPaper, Apart: true, Run: step(BySentence, 1, false)},
		{ID: "previous-sentence", Title: "Previous sentence", Chord: "Ctrl+ArrowLeft", Group: GroupMove, Only: platform.OnPaper, Apart: true, Run: step(BySentence, -1, false)},
		{ID: "next-block", Title: "Next paragraph", Chord: "Alt+ArrowDown", Group: GroupMove, Only: platform.OnPaper, Apart: true, Run: step(ByBlock, 1, false)},
		{ID: "previous-block", Title: "Previous paragraph", Chord: "Alt+ArrowUp", Group: GroupMove, Only: platform.OnPaper, Apart: true, Run: step(ByBlock, -1, false)},
		{ID: "extend-word", Title: "Select to the next word", Chord: "Shift+ArrowRight", Group: GroupMove, Only: platform.OnPaper, Apart: true, Run: step(ByWord, 1, true)},
		{ID: "extend-word-back", Title: "Select to the previous word", Chord: "Shift+ArrowLeft", Group: GroupMove, Only: platform.OnPaper, Apart: true, Run: step(ByWord, -1, true)},
		{ID: "extend-line", Title: "Select a line down", Chord: "Shift+ArrowDown", Group: GroupMove, Only: platform.OnPaper, Apart: true, Run: line(1, true)},
		{ID: "extend-line-back", Title: "Select a line up", Chord: "Shift+ArrowUp", Group: GroupMove, Only: platform.OnPaper, Apart: true, Run: line(-1, true)},
		{ID: "extend-sentence", Title: "Select to the next sentence", Chord: "Ctrl+Shift+ArrowRight", Group: GroupMove, Only: platform.OnPaper, Apart: true, Run: step(BySentence, 1, true)},
		{ID: "extend-sentence-back", Title: "Select to the previous sentence", Chord: "Ctrl+Shift+ArrowLeft", Group: GroupMove, Only: platform.OnPaper, Apart: true, Run: step(BySentence, -1, true)},
		{ID: "extend-block", Title: "Select to the next paragraph", Chord: "Alt+Shift+ArrowDown", Group: GroupMove, Only: platform.OnPaper, Apart: true, Run: step(ByBlock, 1, true)},
		{ID: "extend-block-back", Title: "Select to the previous paragraph", Chord: "Alt+Shift+ArrowUp", Group: GroupMove, Only: platform.OnPaper, Apart: true, Run: step(ByBlock, -1, true)},

		{ID: "next-mark", Title: "Next mark", Chord: "Tab", Group: GroupMove, Only: platform.OnPaper, Apart: true, Can: canTab(1), Run: byTab(1)},
		{ID: "previous-mark", Title: "Previous mark", Chord: "Shift+Tab", Group: GroupMove, Only: platform.OnPaper, Apart: true, Can: canTab(-1), Run: byTab(-1)},
		{ID: "open", Title: "Choose the mark at the cursor, then open it", Chord: "Enter", Group: GroupEdge, Only: platform.OnPaper, Apart: true, Run: func(a *App) { a.reader.marking.openMark() }},
		{ID: "delete", Title: "Delete the chosen mark", Chord: "Delete", Group: GroupEdge, Only: platform.OnPaper, Can: func(a *App) bool { return a.reader.marking.hasChosen() }, Run: func(a *App) { a.reader.marking.deleteChosen() }},
		{ID: "start-edge", Title: "Move the beginning with the arrow keys", Chord: "[", Group: GroupEdge, Only: platform.OnPaper, Can: func(a *App) bool { return a.reader.marking.hasChosen() }, Run: func(a *App) { a.reader.marking.takeEdge(false) }},
		{ID: "end-edge", Title: "Move the end with the arrow keys", Chord: "]", Group: GroupEdge, Only: platform.OnPaper, Can: func(a *App) bool { return a.reader.marking.hasChosen() }, Run: func(a *App) { a.reader.marking.takeEdge(true) }},
		{ID: "escape", Title: "Let go", Chord: "Escape", Group: GroupEdge, Apart: true, Can: func(a *App) bool { return a.reader.marking.canEscape() }, Run: func(a *App) { a.reader.marking.escape() }},

		{ID: "propose", Title: "Propose who or what the chosen mark is of", Chord: "S", Group: GroupEdge, Only: platform.OnPaper, Can: func(a *App) bool { return a.reader.marking.hasChosen() }, Run: func(a *App) { a.reader.offering.propose(true) }},
		{ID: "tie", Title: "Tie the chosen mark to another", Chord: "T", Group: GroupEdge, Only: platform.OnPaper, Can: func(a *App) bool { return a.reader.marking.hasChosen() }, Run: func(a *App) { a.reader.editor.tieChosen() }},
		{ID: "cue", Title: "Make the selection the reporting words of the chosen claim", Chord: "R", Group: GroupEdge, Only: platform.OnPaper, Can: func(a *App) bool { return a.reader.marking.hasChosen() }, Run: func(a *App) { a.reader.editor.setCue() }},

		{ID: "next-gap", Title: "Next that nothing marks yet", Chord: "N", Group: GroupAudit, Only: platform.OnPaper, Run: func(a *App) { a.reader.auditor.goGap(1) }},
		{ID: "previous-gap", Title: "Previous that nothing marks yet", Chord: "B", Group: GroupAudit, Only: platform.OnPaper, Run: func(a *App) { a.reader.auditor.goGap(-1) }},
		{ID: "mark-gap", Title: "Mark it as what it most likely is", Chord: "G", Group: GroupAudit, Only: platform.OnPaper, Run: func(a *App) { a.reader.auditor.markGap() }},
		{ID: "ignore-gap", Title: "Ignore it", Chord: "I", Group: GroupAudit, Only: platform.OnPaper, Run: func(a *App) { a.reader.auditor.ignoreGap() }},

		{ID: "find", Title: "Find anything", Chord: "Ctrl+K", Group: GroupApp, Apart: true, Run: func(a *App) { a.finder.openPalette() }},
		{ID: "undo", Title: "Undo", Chord: "Ctrl+Z", Group: GroupApp, Run: func(a *App) { a.undo() }},
		{ID: "redo", Title: "Redo", Chord: "Ctrl+Shift+Z", Group: GroupApp, Run: func(a *App) { a.redo() }},
		{ID: "keys", Title: "Show the keys", Chord: "?", Group: GroupApp, Only: platform.OnPaper, Run: func(a *App) { a.dialogs.openDialog(dialogKeys) }},
		{ID: "new", Title: "Paste a new article", Group: GroupApp, Run: func(a *App) { a.visitPath("/new") }},
		{ID: "library", Title: "Go to the library", Group: GroupApp, Run: func(a *App) { a.visitPath("/library") }},
		{ID: "ledger", Title: "Go to the ledger", Group: GroupApp, Run: func(a *App) { a.visitPath("/ledger") }},
		{ID: "guide", Title: "Read the guidelines for marking", Group: GroupApp, Run: func(a *App) { a.visitPath("/guide") }},
		{ID: "example", Title: "Open the marked example", Group: GroupApp, Run: func(a *App) { a.exchange.imports.openExample() }},
		{ID: "details", Title: "Edit what is known of this article", Group: GroupApp, Can: func(a *App) bool { return a.reader.phase.Get() == reading }, Run: func(a *App) { a.dialogs.openDialog(dialogDetails) }},
		{ID: "tab-marks", Title: "Panel: marks", Chord: "1", Group: GroupApp, Only: platform.OnPaper, Run: func(a *App) { a.reader.panel.show(tabMarks) }},
		{ID: "tab-ledger", Title: "Panel: ledger", Chord: "2", Group: GroupApp, Only: platform.OnPaper, Run: func(a *App) { a.reader.panel.show(tabLedger) }},
		{ID: "tab-figures", Title: "Panel: figures", Chord: "3", Group: GroupApp, Only: platform.OnPaper, Run: func(a *App) { a.reader.panel.show(tabFigures) }},
		{ID: "tab-audit", Title: "Panel: audit", Chord: "4", Group: GroupApp, Only: platform.OnPaper, Run: func(a *App) { a.reader.panel.show(tabAudit) }},
		{ID: "export-article", Title: "Export this article", Group: GroupApp, Run: func(a *App) { a.exchange.exports.openExport() }},
		{ID: "export-library", Title: "Export the whole library", Group: GroupApp, Run: func(a *App) { a.exchange.exports.exportLibrary() }},
		{ID: "agreement", Title: "Compare annotators", Group: GroupApp, Can: func(a *App) bool { return a.reader.canCompare() }, Run: func(a *App) { a.visitPath(agreementPath(a.reader.doc().Article.ID)) }},
		{ID: "theme", Title: "Change between light and dark", Group: GroupApp, Run: func(a *App) { a.settings.cycleTheme() }},

		{ID: "next-open", Title: "Next that is open", Chord: "N", Group: GroupAgree, Apart: true, Run: func(a *App) { a.agreementPage.goDisagreement(1) }},
		{ID: "previous-open", Title: "Previous that is open", Chord: "B", Group: GroupAgree, Apart: true, Run: func(a *App) { a.agreementPage.goDisagreement(-1) }},
		{ID: "take-left", Title: "Take the left one", Chord: "L", Group: GroupAgree, Apart: true, Run: func(a *App) { a.agreementPage.takeByKey(0) }},
		{ID: "take-right", Title: "Take the right one", Chord: "R", Group: GroupAgree, Apart: true, Run: func(a *App) { a.agreementPage.takeByKey(lastSide) }},
		{ID: "take-all", Title: "Take both, or all", Chord: "A", Group: GroupAgree, Apart: true, Run: func(a *App) { a.agreementPage.takeByKey(everySide) }},
		{ID: "reject", Title: "Reject, with a reason", Chord: "X", Group: GroupAgree, Apart: true, Run: func(a *App) { a.agreementPage.rejectByKey() }},
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
