package session

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/store"
	"pressmark/annotations/store/memory"
)

// errLost is a failure of a store that is none of those that it promises.
var errLost = errors.New("no answer")

// A gate is a store whose writes wait until the test lets them through, and what it
// hears of others, too.
type gate struct {
	store.Store
	asks chan *ask
	held func() // gives the answer of a write that is done, if that waits

	mu    sync.Mutex
	inbox [][]store.Record
	heard func([]store.Record)
}

// An ask is a write that waits.
type ask struct {
	puts    []store.Put
	verdict chan verdict
	outcome error // of one that is written already
}

// A verdict says what becomes of a write.
type verdict int

const (
	granted verdict = iota
	full            // nothing was written
	lost            // it was written, and the answer got lost
	written         // the test has written it itself, see outcome
)

func newGate(p *memory.Place) *gate { return &gate{Store: p.Open(), asks: make(chan *ask)} }

func (g *gate) Write(ctx context.Context, puts []store.Put) error {
	a := &ask{puts: puts, verdict: make(chan verdict)}
	select {
	case g.asks <- a:
	case <-ctx.Done():
		return ctx.Err()
	}
	v := <-a.verdict
	switch v {
	case full:
		return store.ErrFull
	case written:
		return a.outcome
	}
	if err := g.Store.Write(ctx, puts); err != nil || v == granted {
		return err
	}
	return errLost
}

func (g *gate) Watch(heard func([]store.Record)) func() {
	g.heard = heard
	return g.Store.Watch(func(r []store.Record) {
		g.mu.Lock()
		defer g.mu.Unlock()
		g.inbox = append(g.inbox, r)
	})
}

// judge decides on the write that waits, if one does, and waits for what follows.
func (g *gate) judge(v verdict) bool {
	if g.answer() {
		return true
	}
	select {
	case a := <-g.asks:
		a.verdict <- v
		synctest.Wait()
		return true
	default:
		return false
	}
}

// commit does the write that waits, if one does. The answer waits still.
func (g *gate) commit() {
	g.answer()
	select {
	case a := <-g.asks:
		a.outcome = g.Store.Write(context.Background(), a.puts)
		g.held = func() { a.verdict <- written }
	default:
	}
}

// answer gives the answer that waits, if one does.
func (g *gate) answer() bool {
	synctest.Wait()
	if g.held == nil {
		return false
	}
	g.held()
	g.held = nil
	synctest.Wait()
	return true
}

// deliver lets the session hear the next thing that others wrote.
func (g *gate) deliver() bool {
	synctest.Wait()
	g.mu.Lock()
	if len(g.inbox) == 0 {
		g.mu.Unlock()
		return false
	}
	next := g.inbox[0]
	g.inbox = g.inbox[1:]
	g.mu.Unlock()
	g.heard(next)
	return true
}

// A desk is a tab: a session at its gate, with what it was told.
type desk struct {
	*Session
	gate *gate

	mu     sync.Mutex
	events []Event
}

// clock gives every call another time, so that it tells marks apart.
type clock struct{ ticks int }

func (c *clock) now() time.Time {
	c.ticks++
	return time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC).Add(time.Duration(c.ticks) * time.Second)
}

func newDesk(p *memory.Place, c *clock) *desk {
	d := &desk{gate: newGate(p)}
	d.Session = New(d.gate, c.now, func(e Event) {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.events = append(d.events, e)
	})
	return d
}

func (d *desk) close() {
	d.gate.answer()
	d.Session.Close()
	d.gate.Store.Close()
}

// told returns the events since it was last called.
func (d *desk) told() []Event {
	d.mu.Lock()
	defer d.mu.Unlock()
	events := d.events
	d.events = nil
	return events
}

// settle lets everything through, to and fro, until nobody waits.
func settle(desks ...*desk) {
	steps := 0
	more := func() bool {
		if steps++; steps > 5000 {
			panic("the tabs never come to rest")
		}
		return true
	}
	for busy := true; busy; {
		busy = false
		for _, d := range desks {
			for d.gate.judge(granted) {
				busy = more()
			}
			for d.gate.deliver() {
				busy = more()
			}
			if n, _ := d.Unsaved(); n > 0 { // something failed before
				d.Retry()
				busy = more()
			}
		}
	}
}

// testArticle is an article whose paragraphs are the lines of a text.
func testArticle(c *clock, text string) annotations.Article {
	t := c.now()
	a := annotations.Article{ID: annotations.NewID(), Title: "Test", Text: annotations.NewText(text), Created: t, Modified: t}
	at := 0
	for line := range strings.SplitAfterSeq(a.Text.String(), "\n") {
		n := len([]rune(line))
		if s := (annotations.Span{Start: at, End: at + len([]rune(strings.TrimSuffix(line, "\n")))}); !s.Empty() {
			a.Blocks = append(a.Blocks, annotations.Block{Kind: annotations.Paragraph, Span: s})
		}
		at += n
	}
	return a
}

// at is where a text says something for the first time.
func at(t testing.TB, a annotations.Article, quote string) annotations.Span {
	t.Helper()
	i := strings.Index(a.Text.String(), quote)
	if i < 0 {
		t.Fatalf("the text does not hold %q", quote)
	}
	from := a.Text.FromByte(i)
	return annotations.Span{Start: from, End: from + len([]rune(quote))}
}

// two opens two desks at one article in a bubble, and hands over the article.
func two(t *testing.T, f func(t *testing.T, c *clock, art annotations.Article, a, b *desk)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		c, p := &clock{}, memory.NewPlace()
		a, b := newDesk(p, c), newDesk(p, c)
		defer a.close()
		defer b.close()
		art := testArticle(c, "Witkoff met Putin.\nPutin’s guard waited for Witkoff.")
		a.Do(annotations.Add(art, nil))
		settle(a, b)
		for _, d := range []*desk{a, b} {
			if err := d.Open(t.Context(), art.ID); err != nil {
				t.Fatal(err)
			}
		}
		f(t, c, a.Doc().Article, a, b)
	})
}

// mark marks a quote and lets everybody know.
func mark(t testing.TB, c *clock, quote string, d *desk, others ...*desk) annotations.ID {
	t.Helper()
	e := d.Doc().Mark(annotations.KindActor, c.now(), at(t, d.Doc().Article, quote))
	d.Do(e)
	settle(append(others, d)...)
	return e.Annotations[0].After.ID
}

// lines are the marks of a doc in words.
func lines(d annotations.Doc) string {
	var out []string
	for _, m := range d.Marks() {
		out = append(out, strings.Join(append([]string{string(m.Kind), m.Exact(), m.Note}, m.Tags...), "|"))
	}
	slices.Sort(out)
	return strings.Join(out, "; ")
}

func wantLines(t testing.TB, want string, desks ...*desk) {
	t.Helper()
	settle(desks...)
	for i, d := range desks {
		if got := lines(d.Doc()); got != want {
			t.Errorf("tab %d shows %q, want %q", i, got, want)
		}
		if n, err := d.Unsaved(); n != 0 || err != nil {
			t.Errorf("tab %d has %d unsaved, %v", i, n, err)
		}
	}
}

func TestEditAgainstEdit(t *testing.T) {
	for _, x := range []struct {
		name, want string
		a, b       func(annotations.Doc, annotations.ID, time.Time) annotations.Edit
		clash      bool
	}{
		{"different fields", "claim|Witkoff|by b",
			func(d annotations.Doc, id annotations.ID, now time.Time) annotations.Edit {
				return d.SetKind(annotations.KindClaim, now, id)
			},
			func(d annotations.Doc, id annotations.ID, now time.Time) annotations.Edit {
				return d.SetNote(id, "by b", now)
			}, false},
		{"one field", "actor|Witkoff|by a; actor|Witkoff|by b",
			func(d annotations.Doc, id annotations.ID, now time.Time) annotations.Edit {
				return d.SetNote(id, "by a", now)
			},
			func(d annotations.Doc, id annotations.ID, now time.Time) annotations.Edit {
				return d.SetNote(id, "by b", now)
			}, true},
		{"tags", "actor|Witkoff||b|a",
			func(d annotations.Doc, id annotations.ID, now time.Time) annotations.Edit {
				return d.SetTags(id, []string{"a"}, now)
			},
			func(d annotations.Doc, id annotations.ID, now time.Time) annotations.Edit {
				return d.SetTags(id, []string{"b"}, now)
			}, false},
		{"an edit, then a deletion", "actor|Witkoff|by b",
			func(d annotations.Doc, id annotations.ID, now time.Time) annotations.Edit { return d.Delete(now, id) },
			func(d annotations.Doc, id annotations.ID, now time.Time) annotations.Edit {
				return d.SetNote(id, "by b", now)
			}, false},
		{"a deletion, then an edit", "actor|Witkoff|by a",
			func(d annotations.Doc, id annotations.ID, now time.Time) annotations.Edit {
				return d.SetNote(id, "by a", now)
			},
			func(d annotations.Doc, id annotations.ID, now time.Time) annotations.Edit { return d.Delete(now, id) }, true},
		{"two deletions", "",
			func(d annotations.Doc, id annotations.ID, now time.Time) annotations.Edit { return d.Delete(now, id) },
			func(d annotations.Doc, id annotations.ID, now time.Time) annotations.Edit { return d.Delete(now, id) }, false},
	} {
		t.Run(x.name, func(t *testing.T) {
			two(t, func(t *testing.T, c *clock, art annotations.Article, a, b *desk) {
				id := mark(t, c, "Witkoff", a, b)
				a.told()
				a.Do(x.a(a.Doc(), id, c.now()))
				b.Do(x.b(b.Doc(), id, c.now()))
				b.gate.judge(granted) // b is quicker
				wantLines(t, x.want, a, b)
				clashes := 0
				for _, e := range a.told() {
					clashes += e.Clashes
				}
				if clash := clashes > 0; clash != x.clash {
					t.Errorf("%d clashes told", clashes)
				}
			})
		})
	}
}

// What another tab wrote while a write of the same record was under way is not
// overlooked.
func TestHeardDuringWrite(t *testing.T) {
	two(t, func(t *testing.T, c *clock, art annotations.Article, a, b *desk) {
		id := mark(t, c, "Witkoff", a, b)
		a.Do(a.Doc().SetNote(id, "one", c.now()))
		a.gate.judge(lost) // a does not know that it is kept
		b.gate.deliver()
		b.Do(b.Doc().SetNote(id, "two", c.now()))
		b.gate.judge(granted)
		a.gate.deliver()
		wantLines(t, "actor|Witkoff|one; actor|Witkoff|two", a, b) // a cannot know that b saw its note
	})
	two(t, func(t *testing.T, c *clock, art annotations.Article, a, b *desk) {
		id := mark(t, c, "Witkoff", a, b)
		a.Do(a.Doc().SetNote(id, "one", c.now()))
		a.gate.commit()
		b.gate.deliver()
		b.Do(b.Doc().SetNote(id, "two", c.now()))
		b.gate.judge(granted)
		a.gate.deliver() // before the answer
		a.gate.answer()
		wantLines(t, "actor|Witkoff|two", a, b)
	})
}

// A step made on an older state does not undo what came since.
func TestStaleStep(t *testing.T) {
	two(t, func(t *testing.T, c *clock, art annotations.Article, a, b *desk) {
		id := mark(t, c, "Witkoff", a, b)
		old := a.Doc()
		b.Do(b.Doc().SetKind(annotations.KindClaim, c.now(), id))
		b.Do(b.Doc().Article.Rename("By b", c.now()))
		settle(a, b)
		a.Do(old.SetNote(id, "by a", c.now()))
		wantLines(t, "claim|Witkoff|by a", a, b)
		a.told()
		a.Do(old.SetKind(annotations.KindFigure, c.now(), id)) // both changed the kind
		if events := a.told(); len(events) != 1 || events[0].Clashes != 1 {
			t.Errorf("told %+v", events)
		}
		wantLines(t, "claim|Witkoff|by a; figure|Witkoff|", a, b)

		a.Do(old.Article.Rename("By a", c.now())) // the later name stands
		settle(a, b)
		if got := b.Doc().Article.Title; got != "By a" {
			t.Errorf("title %q", got)
		}
	})
}

// A note that is being typed when another tab deletes the mark is kept.
func TestNoteAgainstDeletion(t *testing.T) {
	two(t, func(t *testing.T, c *clock, art annotations.Article, a, b *desk) {
		id := mark(t, c, "Witkoff", a, b)
		seen := annotations.NewDoc(art, []annotations.Annotation{*a.Doc().Find(id)})
		b.Do(b.Doc().Delete(c.now(), id))
		wantLines(t, "", a, b)
		a.Do(seen.SetNote(id, "typed", c.now()))
		wantLines(t, "actor|Witkoff|typed", a, b)
		if a.Doc().Find(id) != nil {
			t.Error("the deleted mark is back under its own ID")
		}
	})
}

func TestUndoAfterOthers(t *testing.T) {
	two(t, func(t *testing.T, c *clock, art annotations.Article, a, b *desk) {
		id := mark(t, c, "Witkoff", a, b)
		a.Do(a.Doc().SetNote(id, "a", c.now()))
		settle(a, b)
		b.Do(b.Doc().SetKind(annotations.KindClaim, c.now(), id))
		settle(a, b)
		if _, err := a.Undo(); err != nil { // the note goes, the kind stays
			t.Fatal(err)
		}
		wantLines(t, "claim|Witkoff|", a, b)
		if _, err := a.Redo(); err != nil {
			t.Fatal(err)
		}
		wantLines(t, "claim|Witkoff|a", a, b)
		b.Do(b.Doc().SetNote(id, "b", c.now()))
		settle(a, b)
		if _, err := a.Undo(); !errors.Is(err, ErrOvertaken) {
			t.Errorf("undone what b wrote: %v", err)
		}
		if _, err := a.Undo(); !errors.Is(err, ErrOvertaken) { // of the mark, that b has worked on
			t.Errorf("undone what b wrote: %v", err)
		}
		wantLines(t, "claim|Witkoff|b", a, b)
		if _, err := a.Undo(); err != nil { // of the article itself
			t.Fatal(err)
		}
		settle(a, b)
		if !a.Doc().Article.Deleted || !b.Doc().Article.Deleted {
			t.Error("the article is still there")
		}
		if _, err := a.Undo(); !errors.Is(err, ErrNoStep) {
			t.Error(err)
		}
	})
}

// Undo reaches into articles that are not open any more, also where another tab has
// been since.
func TestUndoElsewhere(t *testing.T) {
	two(t, func(t *testing.T, c *clock, art annotations.Article, a, b *desk) {
		id := mark(t, c, "Witkoff", a, b)
		a.Do(a.Doc().SetNote(id, "a", c.now()))
		a.Do(a.Doc().Article.Rename("By a", c.now()))
		other := testArticle(c, "Another text.")
		settle(a, b)
		b.Do(annotations.Add(other, nil))
		settle(a, b)
		if err := a.Open(t.Context(), other.ID); err != nil {
			t.Fatal(err)
		}
		b.Do(b.Doc().SetKind(annotations.KindClaim, c.now(), id))
		b.Do(b.Doc().Article.Rename("By b", c.now()))
		settle(a, b)
		if _, err := a.Undo(); !errors.Is(err, ErrOvertaken) { // the name is b's now
			t.Errorf("undone what b wrote: %v", err)
		}
		if _, err := a.Undo(); err != nil {
			t.Fatal(err)
		}
		settle(a, b)
		wantLines(t, "claim|Witkoff|", b)
		if err := a.Open(t.Context(), art.ID); err != nil {
			t.Fatal(err)
		}
		if a.Doc().Article.Title != "By b" {
			t.Errorf("title %q", a.Doc().Article.Title)
		}
		wantLines(t, "claim|Witkoff|", a, b)
	})
}

// An article that another tab deletes, and brings back.
func TestDeletedElsewhere(t *testing.T) {
	two(t, func(t *testing.T, c *clock, art annotations.Article, a, b *desk) {
		mark(t, c, "Witkoff", a, b)
		b.Do(b.Doc().Remove(c.now()))
		settle(a, b)
		if !a.Doc().Article.Deleted || len(a.Doc().Marks()) != 0 {
			t.Error("it is still there")
		}
		if err := a.Open(t.Context(), art.ID); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("opened a deleted article: %v", err)
		}
		if _, err := b.Undo(); err != nil {
			t.Fatal(err)
		}
		settle(a, b)
		if a.Doc().Article.Deleted {
			t.Error("it is not back")
		}
		wantLines(t, "actor|Witkoff|", a, b)
	})
}

// A store that fails is tried again, by itself and when asked. Meanwhile all can be
// seen, opened and exported.
func TestFailure(t *testing.T) {
	two(t, func(t *testing.T, c *clock, art annotations.Article, a, b *desk) {
		e := a.Doc().Mark(annotations.KindActor, c.now(), at(t, art, "Witkoff"))
		a.Do(e)
		a.gate.judge(full)
		if n, err := a.Unsaved(); n != 1 || !errors.Is(err, store.ErrFull) {
			t.Fatalf("%d unsaved, %v", n, err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		if err := a.Flush(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("flushed: %v", err)
		}
		cancel()

		other := testArticle(c, "Not kept yet.")
		a.Do(annotations.Add(other, nil))
		if err := a.Open(t.Context(), other.ID); err != nil {
			t.Errorf("what is not kept cannot be opened: %v", err)
		}
		if d, err := a.Load(t.Context(), art.ID); err != nil || lines(d) != "actor|Witkoff|" {
			t.Errorf("loaded %q, %v", lines(d), err)
		}
		if err := a.Open(t.Context(), art.ID); err != nil || lines(a.Doc()) != "actor|Witkoff|" {
			t.Errorf("opened %q, %v", lines(a.Doc()), err)
		}
		all, _, err := Collect(t.Context(), a, "")
		if err != nil || len(all.Articles) != 2 || len(all.Annotations) != 1 {
			t.Errorf("exported %+v, %v", all, err)
		}

		time.Sleep(RetryAfter) // by itself
		if !a.gate.judge(lost) {
			t.Error("it was not tried again")
		}
		if n, err := a.Unsaved(); n != 2 || !errors.Is(err, errLost) {
			t.Errorf("%d unsaved, %v", n, err)
		}
		a.Retry()
		for range 2 { // the first one was written: that it is there already is no conflict
			if !a.gate.judge(granted) {
				t.Error("it was not tried again")
			}
		}
		if err := a.Flush(t.Context()); err != nil {
			t.Error(err)
		}
		b.gate.deliver()
		b.gate.deliver()
		wantLines(t, "actor|Witkoff|", a, b)
	})
}

// The session waits for work and not in vain.
func TestRests(t *testing.T) {
	two(t, func(t *testing.T, c *clock, art annotations.Article, a, b *desk) {
		a.told()
		time.Sleep(time.Hour)
		synctest.Wait()
		if events := a.told(); len(events) > 0 || a.gate.judge(granted) {
			t.Errorf("it did something: %+v", events)
		}
	})
}

// Opening sees what is kept while it reads, and the last call counts.
func TestOpenMeanwhile(t *testing.T) {
	two(t, func(t *testing.T, c *clock, art annotations.Article, a, b *desk) {
		slow := &slowReader{Store: a.gate.Store, has: make(chan bool), may: make(chan bool)}
		s := New(slow, c.now, func(Event) {})
		defer s.Close()
		opened := make(chan error)
		go func() { opened <- s.Open(t.Context(), art.ID) }()
		<-slow.has // it has read
		mark(t, c, "Putin", b)
		synctest.Wait()
		slow.may <- true
		if err := <-opened; err != nil || lines(s.Doc()) != "actor|Putin|" {
			t.Errorf("opened %q, %v", lines(s.Doc()), err)
		}

		other := testArticle(c, "Another text.")
		b.Do(annotations.Add(other, nil))
		settle(b)
		go func() { opened <- s.Open(t.Context(), art.ID) }()
		<-slow.has
		go func() { opened <- s.Open(t.Context(), other.ID) }()
		<-slow.has
		slow.may <- true
		slow.may <- true
		if err := errors.Join(<-opened, <-opened); !errors.Is(err, ErrOvertaken) {
			t.Errorf("two were opened: %v", err)
		}
		if s.Doc().Article.ID != other.ID {
			t.Error("the first call won")
		}
	})
}

// A slowReader says that it has read, and answers when it is told to.
type slowReader struct {
	store.Store
	has, may chan bool
}

func (s *slowReader) Annotations(ctx context.Context, id annotations.ID) ([]store.Record, error) {
	list, err := s.Store.Annotations(ctx, id)
	s.has <- true
	<-s.may
	return list, err
}

// What cannot be read is named, and keeps nothing else from being read or written.
func TestDamaged(t *testing.T) {
	two(t, func(t *testing.T, c *clock, art annotations.Article, a, b *desk) {
		good, bad := mark(t, c, "Witkoff", a, b), mark(t, c, "Putin", a, b)
		r, err := a.gate.Get(t.Context(), bad)
		if err != nil {
			t.Fatal(err)
		}
		base := r.Revision
		r.Revision, r.Data = r.Revision+1, "{"
		if err := b.gate.Store.Write(t.Context(), []store.Put{{Record: r, Base: base}}); err != nil {
			t.Fatal(err)
		}
		a.told()
		a.gate.deliver()
		events := a.told()
		if len(events) != 1 || !slices.Equal(events[0].Damaged, []annotations.ID{bad}) {
			t.Fatalf("told %+v", events)
		}
		if err := b.Open(t.Context(), art.ID); err != nil || b.Doc().Find(good) == nil || b.Doc().Find(bad) != nil {
			t.Errorf("opened %q, %v", lines(b.Doc()), err)
		}
		if _, err := a.Load(t.Context(), art.ID); err == nil {
			t.Error("it was loaded though a part of it is not readable")
		}

		a.Do(a.Doc().SetNote(bad, "known here", c.now()))
		a.gate.judge(granted)
		if n, err := a.Unsaved(); n != 1 || err == nil {
			t.Errorf("%d unsaved, %v", n, err)
		}
		if events := a.told(); !slices.ContainsFunc(events, func(e Event) bool { return slices.Contains(e.Damaged, bad) }) {
			t.Errorf("told %+v", events)
		}
	})
}

// A record that was set aside, or went with the whole place, is written anew by the
// tab that still has it.
func TestGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := &clock{}
		a := newDesk(memory.NewPlace(), c)
		defer a.close()
		a.Do(annotations.Add(testArticle(c, "Witkoff met Putin."), nil))
		var id annotations.ID
		for _, x := range a.queue[0].Articles {
			id = x.After.ID
		}
		if err := a.Open(t.Context(), id); err != nil {
			t.Fatal(err)
		}
		m := mark(t, c, "Witkoff", a)
		a.gate.Store = memory.NewPlace().Open() // an empty one
		a.Do(a.Doc().SetNote(m, "still here", c.now()))
		settle(a)
		r, err := a.gate.Get(t.Context(), m)
		if err != nil || r.Revision != 2 || !strings.Contains(r.Data, "still here") {
			t.Errorf("%+v, %v", r, err)
		}
	})
}

// A mark that is not where it says is found by its quote, or is an orphan, as soon as
// it is known; nothing is written for that.
func TestPlacedAnew(t *testing.T) {
	two(t, func(t *testing.T, c *clock, art annotations.Article, a, b *desk) {
		moved := annotations.NewAnnotation(art, annotations.KindActor, c.now(), at(t, art, "guard"))
		moved.Spans = []annotations.Span{{Start: 0, End: 5}}
		lost := annotations.NewAnnotation(art, annotations.KindClaim, c.now(), at(t, art, "waited"))
		lost.Quotes[0] = annotations.Quote{Exact: "nowhere to be found"}
		var puts []store.Put
		for _, n := range []annotations.Annotation{moved, lost} {
			n.Revision = 1
			puts = append(puts, store.Put{Record: AnnotationRecord(n)})
		}
		if err := b.gate.Store.Write(t.Context(), puts); err != nil {
			t.Fatal(err)
		}
		a.gate.deliver()
		if err := b.Open(t.Context(), art.ID); err != nil {
			t.Fatal(err)
		}
		for _, d := range []*desk{a, b} {
			if m := d.Doc().Find(moved.ID); m == nil || art.Check(*m) != nil || m.Spans[0] != at(t, art, "guard") {
				t.Errorf("%+v", m)
			}
			if m := d.Doc().Find(lost.ID); m == nil || !m.Orphan() {
				t.Errorf("%+v", m)
			}
		}
		if n, _ := a.Unsaved(); n > 0 {
			t.Error("it was written")
		}
		b.Do(b.Doc().SetNote(moved.ID, "found", c.now()))
		wantLines(t, "actor|guard|found; claim|nowhere to be found|", a, b)
		if !b.Changed() || a.Doc().Find(moved.ID).Revision != 2 {
			t.Errorf("changed %v, revision %d", b.Changed(), a.Doc().Find(moved.ID).Revision)
		}
	})
}

// Titles hold what files hold; what a store cannot take stays out of the label.
func TestControlCharacters(t *testing.T) {
	two(t, func(t *testing.T, c *clock, art annotations.Article, a, b *desk) {
		a.Do(art.Rename("a\x1fb\x00c", c.now()))
		a.Do(a.Doc().Mark(annotations.KindActor, c.now(), at(t, art, "Putin")))
		a.Do(a.Doc().SetNote(a.Doc().Marks()[0].ID, "\x1e\x00 \U0001F600", c.now()))
		wantLines(t, "actor|Putin|\x1e\x00 \U0001F600", a, b)
		if got := b.Doc().Article.Title; got != "a\x1fb\x00c" {
			t.Errorf("title %q", got)
		}
	})
}

// After Close nothing is heard and nothing runs: synctest would say so.
func TestClose(t *testing.T) {
	two(t, func(t *testing.T, c *clock, art annotations.Article, a, b *desk) {
		a.Do(a.Doc().Mark(annotations.KindActor, c.now(), at(t, art, "Putin")))
		synctest.Wait()
		a.close() // with a write under way
		a.told()
		b.Do(b.Doc().Mark(annotations.KindActor, c.now(), at(t, art, "Witkoff")))
		settle(b)
		a.gate.deliver()
		a.heardNothing(t)
	})
}

func (d *desk) heardNothing(t *testing.T) {
	t.Helper()
	synctest.Wait()
	if events := d.told(); len(events) > 0 {
		t.Errorf("heard %+v", events)
	}
}
