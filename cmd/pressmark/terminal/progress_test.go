package terminal

import (
	"io"
	"strings"
	"testing"
	"time"
)

// The line says how far it is, fits the terminal, and holds nothing that it obeys.
func TestProgressLine(t *testing.T) {
	p := &Progress{columns: 40, began: time.Unix(0, 0), done: 150, current: "corpus/a.txt"}
	if got, want := p.line(time.Unix(10, 0)), "150 files, 15 a second: corpus/a.txt"; got != want {
		t.Errorf("%q", got)
	}
	p.total.Store(3000)
	p.current = "corpus/\x1b[31m" + strings.Repeat("long", 10)
	if got, want := p.line(time.Unix(10, 0)), "150 of 3000 files, 15 a second: corpus…"; got != want || len([]rune(got)) >= 40 {
		t.Errorf("%q", got)
	}
	if NewProgress(io.Discard, func() int { return 0 }) != nil {
		t.Error("it is no terminal")
	}
}
