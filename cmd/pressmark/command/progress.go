package command

import (
	"fmt"
	"io"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// A progress line says on a terminal how far long work has come.
type progress struct {
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

// newProgress returns the progress of what inputs name, or nil where nobody would see it.
func newProgress(w io.Writer, in inputs, quiet bool) *progress {
	if f, ok := w.(*os.File); quiet || !ok || !terminal(f) {
		return nil
	}
	p := &progress{w: w, columns: 80, began: time.Now(), stop: make(chan struct{})}
	in.count = true
	go func() {
		n := 0
		for range in.each {
			n++
		}
		p.total.Store(int64(n))
	}()
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

func terminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("TERM") != "dumb"
}

// line returns what the progress line says.
func (p *progress) line(now time.Time) string {
	of := ""
	if n := p.total.Load(); n > 0 {
		of = fmt.Sprintf(" of %d", n)
	}
	rate := float64(p.done) / max(now.Sub(p.began).Seconds(), 0.001)
	s := []rune(fmt.Sprintf("%d%s files, %.0f a second: %s", p.done, of, rate, printable(p.current)))
	if len(s) >= p.columns {
		s = append(s[:p.columns-2], '…')
	}
	return string(s)
}

// step notes that a group is done.
func (p *progress) step(name string) {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done++
	p.current = name
}

// clear takes the line away, so that something else can be written there.
func (p *progress) clear() {
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

// end takes the line away for good.
func (p *progress) end() {
	if p == nil {
		return
	}
	close(p.stop)
	p.ended.Wait()
	p.clear()
}
