package app

// desk is what the parts of the reader's screen have in common: each other.
type desk struct {
	*core
	reader     *reader
	paper      *paper
	marking    *marking
	offering   *offering
	editor     *editor
	panel      *panel
	auditor    *auditor
	arithmetic *arithmetic
	settings   *settings
	imports    *imports
}
