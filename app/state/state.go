// Package state holds what a page shows so that nothing that shows it can be forgotten.
//
// A [Cell] holds a value; the only ways to change it, [Cell.Set] and [Cell.Change], tell
// whoever has read it. Who reads is noticed, not declared: a [Watch] runs a function and
// follows every cell that the function reads. A [Derived] is worked out from cells when it
// is asked for, and again once one of them has changed; whoever reads it follows it as a
// cell. A [Signal] stands for what is kept elsewhere.
//
// So what is drawn anew, worked out anew or done again follows from what changed, and
// there is no call to forget. A value in a cell is immutable: it is replaced, never
// altered behind its cell's back. Tests hold that ([Guard]).
//
// All of it belongs to one goroutine, the page's.
package state

// running is the watch whose function runs at the moment, on the page's goroutine.
var running *Watch

// A Signal is something outside cells that changes: whoever called Follow is told by Raise.
// The zero Signal is ready.
type Signal struct {
	followers []follower
}

// A follower is a run of a watch: what a later run does not read it does not follow.
type follower struct {
	watch *Watch
	run   int
}

// Follow notes that whatever runs now depends on the signal. Outside of a watch it does
// nothing.
func (s *Signal) Follow() {
	if running == nil {
		return
	}
	// The last to come often comes again.
	for i := len(s.followers) - 1; i >= 0; i-- {
		if f := &s.followers[i]; f.watch == running {
			f.run = running.runs
			return
		}
	}
	s.followers = append(s.followers, follower{running, running.runs})
}

// Raise tells all followers. Each follows anew when its function runs again.
func (s *Signal) Raise() {
	if Guard != nil && running != nil && running.pure {
		panic("state: something is changed while a page is drawn or a value is worked out")
	}
	s.tell()
}

func (s *Signal) tell() {
	followers := s.followers
	s.followers = nil
	for _, f := range followers {
		if f.run == f.watch.runs {
			f.watch.outdate()
		}
	}
}

// A Cell holds a value. The zero Cell holds the zero value.
type Cell[T any] struct {
	signal    Signal
	value     T
	described string // what Guard says of the value
}

// Of returns a cell with a value.
func Of[T any](v T) Cell[T] { return Cell[T]{value: v} }

// Get returns the value, and follows it.
func (c *Cell[T]) Get() T {
	c.signal.Follow()
	c.check()
	return c.value
}

// Set replaces the value.
func (c *Cell[T]) Set(v T) {
	c.check()
	c.value = v
	c.signal.Raise()
	if Guard != nil {
		c.described = Guard(v)
	}
}

// Change lets f alter a copy of the value, which then replaces it. Maps and slices in it
// are to be replaced, not altered.
func (c *Cell[T]) Change(f func(v *T)) {
	v := c.value
	f(&v)
	c.Set(v)
}

// Put sets a cell where that changes its value.
func Put[T comparable](c *Cell[T], v T) {
	if c.value != v {
		c.Set(v)
	}
}

func (c *Cell[T]) check() {
	if Guard != nil && c.described != "" && c.described != Guard(c.value) {
		panic("state: a value was altered behind the back of its cell: " + c.described + " is now " + Guard(c.value))
	}
}

// Guard is set by tests: it describes a value so that two descriptions differ where a map
// or a slice in the value was altered. With it, cells refuse what they otherwise trust
// their users with. See package statetest.
var Guard func(v any) string

// A Watch runs a function and knows when what it read has changed. The zero Watch is up to
// date with nothing.
type Watch struct {
	Outdated func() // called when something that was read has changed, once a run
	pure     bool   // its function must change nothing
	fresh    bool
	runs     int
}

// Run runs f and follows what it reads. f must not change a cell.
func (w *Watch) Run(f func()) { w.run(f, true) }

func (w *Watch) run(f func(), pure bool) {
	before := running
	running, w.fresh, w.pure = w, true, pure
	w.runs++
	defer func() { running = before }()
	f()
}

// Fresh reports whether the function ran and nothing that it read has changed since.
func (w *Watch) Fresh() bool { return w.fresh }

func (w *Watch) outdate() {
	if !w.fresh {
		return
	}
	w.fresh = false
	if w.Outdated != nil {
		w.Outdated()
	}
}

// A Derived is a value that is worked out from cells and from other derived values.
type Derived[T any] struct {
	signal Signal
	watch  Watch
	work   func() T
	value  T
}

// From returns what work works out, when it is first asked for.
func From[T any](work func() T) *Derived[T] {
	d := &Derived[T]{work: work}
	d.watch.Outdated = d.signal.tell
	return d
}

// Get returns the value, worked out anew if anything it was worked out from has changed,
// and follows it.
func (d *Derived[T]) Get() T {
	if !d.watch.fresh {
		d.watch.Run(func() { d.value = d.work() })
	}
	d.signal.Follow()
	return d.value
}

// Follow follows the value without working it out: whoever calls it is told once what it
// was last worked out from has changed. That is never where it was not worked out since.
func (d *Derived[T]) Follow() { d.signal.Follow() }

// Effects are functions that are run once, and again whenever what they read has changed:
// for what is not drawn but done. Unlike what is drawn, they may change cells.
type Effects struct {
	// Later arranges that a function is called soon, after what happens now.
	Later func(func())

	due   []*effect
	woken bool
}

type effect struct {
	watch Watch
	do    func()
}

// Add adds an effect; it runs for the first time when the others next do.
func (e *Effects) Add(do func()) {
	x := &effect{do: do}
	x.watch.Outdated = func() { e.add(x) }
	e.add(x)
}

func (e *Effects) add(x *effect) {
	e.due = append(e.due, x)
	e.Wake()
}

// Wake has the effects run soon, even if none is due: whoever draws then draws what has
// changed.
func (e *Effects) Wake() {
	if !e.woken && e.Later != nil {
		e.woken = true
		e.Later(e.Run)
	}
}

// Run runs the effects that are due, in the order in which they came to be.
func (e *Effects) Run() {
	due := e.due
	e.due, e.woken = nil, false
	for _, x := range due {
		x.watch.run(x.do, false)
	}
}
