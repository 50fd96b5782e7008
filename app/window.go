package app

// A window is the part of a long list that is in the page: the rows that show and
// some around them. All rows are equally high but for one, the open one.
type window struct {
	from, to int // rows in the page
	open     int // index of the open row; -1: none
	extra    int // how much higher than the others it is, CSS pixels
	height   int // of the part of the list that shows, CSS pixels; 0: not known yet
}

const (
	rowHeight = 84 // CSS pixels, as the style sheet has it
	chunk     = 16 // rows by which a window moves, so that scrolling seldom redraws
)

// at returns the window for a list of n rows that is scrolled to top.
func (w window) at(n, top, height int) window {
	if height > 0 {
		w.height = height
	}
	rows := max(w.height, 600)/rowHeight + 1
	first := w.row(top)
	w.from = max(0, (first-chunk/2)/chunk*chunk)
	w.to = min(n, (first+rows+chunk)/chunk*chunk+chunk)
	w.from = min(w.from, w.to)
	return w
}

// row returns the row at a height from the list's top.
func (w window) row(top int) int {
	if end := (w.open + 1) * rowHeight; w.open >= 0 && top >= end {
		if top -= w.extra; top < end {
			return w.open
		}
	}
	return max(top/rowHeight, 0)
}

// top returns where a row begins.
func (w window) top(row int) int {
	t := row * rowHeight
	if w.open >= 0 && row > w.open {
		t += w.extra
	}
	return t
}
