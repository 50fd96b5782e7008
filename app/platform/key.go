package platform

// A Key is a key press.
type Key struct {
	Name             string // as in KeyboardEvent.key
	Ctrl, Alt, Shift bool   // Ctrl is also Command
	Focus            Focus
}

// Focus says where the focus is.
type Focus int

// The places of the focus.
const (
	OnPage Focus = iota
	OnPaper
	OnField  // a text field
	OnDialog // a dialog, outside its text fields
)
