package state_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pressmark/app/state"
	"pressmark/app/state/statetest"
)

// What is worked out is worked out again when a cell that was read has changed, and only then.
func TestDerived(t *testing.T) {
	var a, b state.Cell[int]
	runs := 0
	sum := state.From(func() int { runs++; return a.Get() + b.Get() })
	twice := state.From(func() int { return 2 * sum.Get() })
	check := func(want, wantRuns int) {
		t.Helper()
		if got := twice.Get(); got != want || runs != wantRuns {
			t.Errorf("got %d after %d runs, want %d after %d", got, runs, want, wantRuns)
		}
	}
	check(0, 1)
	check(0, 1)
	a.Set(1)
	b.Set(2)
	check(6, 2)
	state.Put(&a, 1) // no change
	check(6, 2)
}

// What was read in an earlier run alone is followed no more.
func TestFollowsTheLastRun(t *testing.T) {
	choose, a := state.Of(true), state.Of("a")
	runs := 0
	d := state.From(func() string {
		runs++
		if choose.Get() {
			return a.Get()
		}
		return "none"
	})
	d.Get()
	choose.Set(false)
	d.Get()
	a.Set("b")
	if d.Get(); runs != 2 {
		t.Errorf("worked out %d times", runs)
	}
}

// A watch is told once, however much changes, and again only after it ran again.
func TestWatch(t *testing.T) {
	var a, b state.Cell[int]
	told := 0
	w := state.Watch{Outdated: func() { told++ }}
	read := func() { a.Get(); b.Get(); a.Get() }
	w.Run(read)
	a.Set(1)
	b.Set(1)
	if told != 1 || w.Fresh() {
		t.Errorf("told %d times, fresh: %v", told, w.Fresh())
	}
	w.Run(read)
	b.Set(2)
	if told != 2 {
		t.Errorf("told %d times", told)
	}
}

// Effects run soon after what they read has changed, once for many changes, and may cause
// one another.
func TestEffects(t *testing.T) {
	var later []func()
	e := state.Effects{Later: func(f func()) { later = append(later, f) }}
	var name, greeting state.Cell[string]
	var said []string
	e.Add(func() { greeting.Set("Hello " + name.Get()) })
	e.Add(func() { said = append(said, greeting.Get()) })
	turn := func() {
		for turns := 0; len(later) > 0; turns++ {
			if turns > 5 {
				t.Fatal("it never ends")
			}
			f := later[0]
			later = later[1:]
			f()
		}
	}
	turn()
	name.Set("A")
	name.Set("Ada")
	turn()
	if got := strings.Join(said, ", "); got != "Hello , Hello Ada" {
		t.Errorf("said %q", got)
	}
}

// Whoever draws is woken once, however much there is to draw, and again after that.
func TestWake(t *testing.T) {
	var later []func()
	e := state.Effects{Later: func(f func()) { later = append(later, f) }}
	e.Wake()
	e.Wake()
	if len(later) != 1 {
		t.Fatalf("woken %d times", len(later))
	}
	later[0]()
	if e.Wake(); len(later) != 2 {
		t.Errorf("woken %d times", len(later))
	}
}

// Random programs of cells, derived values and effects show at the end what a plain
// program would have worked out.
func TestModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cells := make([]state.Cell[int], rapid.IntRange(1, 5).Draw(t, "cells"))
		type node struct {
			of  []int // cells, then nodes before it
			got *state.Derived[int]
		}
		var nodes []node
		for i := range rapid.IntRange(1, 6).Draw(t, "nodes") {
			n := node{of: rapid.SliceOfN(rapid.IntRange(0, len(cells)+i-1), 1, 4).Draw(t, "of")}
			before := nodes
			n.got = state.From(func() int {
				sum := 0
				for _, k := range n.of {
					if k < len(cells) {
						sum += cells[k].Get()
					} else if sum%2 == 0 { // who is read depends on what was read
						sum += before[k-len(cells)].got.Get()
					}
				}
				return sum
			})
			nodes = append(nodes, n)
		}
		var plain func(k int) int
		values := make([]int, len(cells))
		plain = func(k int) int {
			if k < len(cells) {
				return values[k]
			}
			sum := 0
			for _, j := range nodes[k-len(cells)].of {
				if j < len(cells) || sum%2 == 0 {
					sum += plain(j)
				}
			}
			return sum
		}
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			i := rapid.IntRange(0, len(cells)-1).Draw(t, "cell")
			values[i] = rapid.IntRange(-3, 3).Draw(t, "value")
			cells[i].Set(values[i])
			k := rapid.IntRange(0, len(nodes)-1).Draw(t, "asked")
			if got, want := nodes[k].got.Get(), plain(len(cells)+k); got != want {
				t.Fatalf("node %d is %d, not %d", k, got, want)
			}
		}
	})
}

// With the guard of tests, a change that nobody is told of does not go unnoticed.
func TestGuard(t *testing.T) {
	statetest.Guard(t)
	type shelf struct {
		names []string
		marks map[string]int
		count int
	}
	refused := func(name string, f func()) {
		t.Helper()
		defer func() {
			if recover() == nil {
				t.Errorf("%s: nothing is said", name)
			}
		}()
		f()
	}
	fill := func() *state.Cell[shelf] {
		var c state.Cell[shelf]
		c.Set(shelf{names: []string{"a"}, marks: map[string]int{"a": 1}})
		return &c
	}
	c := fill()
	c.Change(func(s *shelf) { s.names = append(slices.Clone(s.names), "b"); s.count++ })
	if got := c.Get(); len(got.names) != 2 || got.count != 1 {
		t.Errorf("got %v", got)
	}
	c = fill()
	refused("a slice", func() { c.Get().names[0] = "b"; c.Get() })
	c = fill()
	refused("a map", func() { c.Get().marks["b"] = 2; c.Get() })
	c = fill()
	refused("a map in Change", func() { c.Change(func(s *shelf) { s.marks["b"] = 2 }) })
	refused("a change while something is worked out", func() {
		state.From(func() string { c.Set(shelf{}); return strconv.Itoa(c.Get().count) }).Get()
	})
}
