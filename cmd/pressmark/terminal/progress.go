package terminal

import (
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"
)

// A Progress is a line says on a terminal how far long work has come.
type Progress struct {
	w       io.Writer
	columns int
	began   time.Time
	total   atomic.Int64 // 0: not known yet
	mu      sync.Mutex
	done    int
	current string
	shown   bool
	stop    chan struct{}
	ended   sync.WaitGroup
}

// progressEvery is how often the line is written.
const progressEvery = 200 * time.Millisecond

// NewProgress returns the progress of so many files as count returns, once that has counted
// them; or nil, which says nothing, where nobody would see it.
func NewProgress(w io.Writer, count func() int) *Progress {
	if !Is(w) {
		return nil
	}
	p := &Progress{w: w, columns: 80, began: time.Now(), stop: make(chan struct{})}
	go func() { p.total.Store(int64(count())) }()
	p.ended.Go(func() {
		tick := time.NewTicker(progressEvery)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				p.mu.Lock()
				p.shown = true
				io.WriteString(p.w, "\r\x1b[K"+p.line(time.Now()))
				p.mu.Unlock()
			case <-p.stop:
				return
			}
		}
	})
	return p
}

// line returns what the progress line says.
func (p *Progress) line(now time.Time) string {
	of := ""
	if n := p.total.Load(); n > 0 {
		of = fmt.Sprintf(" of %d", n)
	}
	rate := float64(p.done) / max(now.Sub(p.began).Seconds(), 0.001)
	s := []rune(fmt.Sprintf("%d%s files, %.0f a second: %s", p.done, of, rate, Printable(p.current)))
	if len(s) >= p.columns {
		s = append(s[:p.columns-2], '…')
	}
	return string(s)
}

// Step notes that a file, of some name, is done.
func (p *Progress) Step(name string) {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done++
	p.current = name
}

// Clear takes the line away, so that something else can be written there.
func (p *Progress) Clear() {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown {
		io.WriteString(p.w, "\r\x1b[K")
		p.shown = false
	}
}

// End takes the line away for good.
func (p *Progress) End() {
	if p == nil {
		return
	}
	close(p.stop)
	p.ended.Wait()
	p.Clear()
}
