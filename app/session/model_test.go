package session

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/record"
	"pressmark/annotations/store"
	"pressmark/annotations/store/memory"
)

// inBubble runs a check where nothing happens by itself. (rapid asks a *testing.T
// for its deadline, which a bubble does not have.)
func inBubble(t *testing.T, prop func(*rapid.T)) {
	const times = 10 // the 100 runs that rapid makes of itself
	for range times {
		synctest.Test(t, func(t *testing.T) {
			rapid.Check(struct{ testing.TB }{t}, func(t *rapid.T) {
				time.Sleep(50 * time.Millisecond) // of the bubble's: or rapid would make an example smaller for ever
				prop(t)
			})
		})
	}
}

// actions is how many things happen in a run: some 100.
func actions(t *rapid.T) int { return rapid.IntRange(1, 200).Draw(t, "actions") }

// A world is several tabs over one place, driven by rapid.
type world struct {
	t     *rapid.T
	c     *clock
	place *memory.Place
	desks []*desk

	articles []annotations.ID
	exports  [][]byte
	names    int                             // used up for notes, tags and titles
	last     map[annotations.ID]store.Record // as it was last accepted
}

var texts = []string{
	"Witkoff met Putin.\nPutin’s guard waited for Witkoff, Witkoff for Putin.\n\n€21bn ($24bn) for Kyiv.",
	"Ein 👩‍👩‍👧 sagte: e\u0301t\u0301e\u0301.\n日本語のテキスト。",
}

func newWorld(t *rapid.T) *world {
	w := &world{t: t, c: &clock{}, place: memory.NewPlace(), last: map[annotations.ID]store.Record{}}
	for range rapid.IntRange(1, 3).Draw(t, "tabs") {
		w.desks = append(w.desks, newDesk(w.place, w.c))
	}
	t.Cleanup(func() {
		for _, d := range w.desks {
			d.close()
		}
	})
	for _, text := range texts {
		a := testArticle(w.c, text)
		w.articles = append(w.articles, a.ID)
		w.desks[0].Do(annotations.Add(a, nil))
	}
	settle(w.desks...)
	for _, d := range w.desks {
		w.open(d, w.articles[0])
	}
	return w
}

func (w *world) open(d *desk, id annotations.ID) {
	w.t.Helper()
	if err := d.Open(context.Background(), id); err != nil && !errors.Is(err, store.ErrNotFound) {
		w.t.Fatal(err)
	}
}

func (w *world) name(what string) string {
	w.names++
	return fmt.Sprintf("%s-%d", what, w.names)
}

func pick[T any](w *world, list []T, what string) T {
	return list[rapid.IntRange(0, len(list)-1).Draw(w.t, what)]
}

// steps are what a reader can do with the open article, one edit each.
var steps = []string{"mark", "mark", "note", "kind", "move", "extend", "tags", "mentions", "delete", "rename", "duplicate", "remove",
	"actor", "mention", "call", "merge", "split", "tie", "correct", "dismiss"}

// step makes an edit of the doc that a tab shows.
func (w *world) step(d *desk) annotations.Edit {
	doc := d.Doc()
	now := w.c.now()
	span := func() annotations.Span {
		words := doc.Article.Text.Words(annotations.Span{End: doc.Article.Text.Len()})
		i := rapid.IntRange(0, len(words)-1).Draw(w.t, "from")
		return words[i].Cover(words[min(i+rapid.IntRange(0, 3).Draw(w.t, "more"), len(words)-1)])
	}
	what := pick(w, steps, "step")
	if doc.Article.ID == "" || doc.Article.Deleted {
		return annotations.Edit{}
	}
	switch marks := doc.Marks(); {
	case what == "mark":
		return doc.Mark(pick(w, annotations.Kinds, "kind"), now, span())
	case what == "rename":
		return doc.Article.Rename(w.name("title"), now)
	case what == "duplicate" && len(w.articles) < 5:
		e := doc.Duplicate(w.name("copy"), now)
		w.articles = append(w.articles, e.Articles[0].After.ID)
		return e
	case what == "dismiss":
		return doc.Article.Dismiss(w.name("finding"), w.name("reason"), now)
	case what == "call" && len(d.Actors().List()) > 0:
		return d.Actors().SetActor(pick(w, d.Actors().List(), "actor").ID, annotations.ActorSet, now, func(a annotations.Actor) annotations.Actor {
			return a.Called(w.name("alias"))
		})
	case what == "merge" && len(d.Actors().List()) > 1 && rapid.IntRange(0, 3).Draw(w.t, "really") == 0:
		people := d.Actors().List()
		return w.corpus(d).MergeActors(pick(w, people, "from").ID, pick(w, people, "into").ID, now)
	case what == "remove" && rapid.IntRange(0, 3).Draw(w.t, "really") == 0:
		return doc.Remove(now)
	case len(marks) > 0:
		m := pick(w, marks, "mark")
		switch what {
		case "note":
			return doc.SetNote(m.ID, w.name("note"), now)
		case "kind":
			return doc.SetKind(pick(w, annotations.Kinds, "kind"), now, m.ID)
		case "move":
			return doc.Move(m.ID, now, span())
		case "extend":
			return doc.Extend(m.ID, now, span())
		case "tags":
			tags := m.Tags
			if len(tags) > 0 && rapid.Bool().Draw(w.t, "drop") {
				tags = tags[1:]
			}
			return doc.SetTags(m.ID, append(slices.Clone(tags), w.name("tag")), now)
		case "actor":
			a := annotations.NewActor(w.name("actor"), now)
			return doc.SetActor(a.ID, now, m.ID).And(annotations.AddActor(a))
		case "mention":
			if people := d.Actors().List(); len(people) > 0 {
				return doc.SetActor(pick(w, people, "actor").ID, now, m.ID)
			}
		case "split":
			return w.corpus(d).Split(w.name("actor"), now, m.ID)
		case "tie":
			return doc.Tie(m.ID, pick(w, marks, "other").ID, now)
		case "correct":
			return doc.SetFigure(m.ID, annotations.FigureSet, now, func(f annotations.Figure) annotations.Figure {
				f.Counted, f.Corrected = w.name("counted"), true
				return f
			})
		case "mentions":
			return doc.MarkMentions(m.ID, now)
		case "delete":
			return doc.Delete(now, m.ID)
		}
	}
	return annotations.Edit{}
}

// corpus is all that a tab shows, once it has read everything.
func (w *world) corpus(d *desk) annotations.Corpus {
	c, err := d.Corpus(context.Background())
	if err != nil {
		w.t.Fatal(err)
	}
	return c
}

// importing makes an edit of an export made before, some of it changed elsewhere.
func (w *world) importing(d *desk) annotations.Edit {
	if len(w.exports) == 0 {
		return annotations.Edit{}
	}
	c, err := record.DecodeCollection(pick(w, w.exports, "file"))
	if err != nil {
		w.t.Fatal(err)
	}
	for i := range c.Annotations {
		if rapid.IntRange(0, 2).Draw(w.t, "changed") == 0 {
			n := &c.Annotations[i]
			n.Note, n.Modified = w.name("import"), w.c.now()
			n.Revision += rapid.IntRange(0, 3).Draw(w.t, "ahead")
		}
	}
	here, err := readKept(context.Background(), d)
	if err != nil {
		w.t.Fatal(err)
	}
	edit, back, err := here.planImport(c)
	if err != nil {
		w.t.Fatal(err)
	}
	if rapid.Bool().Draw(w.t, "back") {
		return edit.And(back)
	}
	return edit
}

func (w *world) export(d *desk) {
	c, _, err := Collect(context.Background(), d, "")
	if err != nil {
		w.t.Fatal(err)
	}
	w.exports = append(w.exports, record.EncodeCollection(c))
}

// reopen closes a tab and opens it anew, as reloading does.
func (w *world) reopen(i int) {
	old := w.desks[i]
	id := old.Doc().Article.ID
	old.close()
	w.desks[i] = newDesk(w.place, w.c)
	w.open(w.desks[i], id)
}

// kept reads everything that is kept.
func (w *world) kept() map[annotations.ID]store.Record {
	records, err := readKept(context.Background(), w.desks[0].gate.Store)
	if err != nil {
		w.t.Fatal(err)
	}
	return records
}

// rises checks that revisions only rise, and that what they stand for never changes.
func (w *world) rises() {
	now := w.kept()
	for id, was := range w.last {
		if is := now[id]; is != was && is.Revision <= was.Revision {
			w.t.Fatalf("%s went from revision %d to %d", id, was.Revision, is.Revision)
		}
	}
	w.last = now
}

// agree checks that every tab shows what is kept, and that all of it is sound.
func (w *world) agree() {
	w.t.Helper()
	for i, d := range w.desks {
		if n, err := d.Unsaved(); n > 0 || err != nil {
			w.t.Fatalf("tab %d has %d unsaved, %v", i, n, err)
		}
		fresh := newDesk(w.place, w.c)
		w.open(fresh, d.Doc().Article.ID)
		got, want := d.Doc(), fresh.Doc()
		all, known := w.corpus(fresh), w.corpus(d)
		people, met := fresh.Actors().List(), d.Actors().List()
		fresh.close()
		if !slices.EqualFunc(all.Actors.List(), known.Actors.List(), sameActor) || !slices.EqualFunc(people, met, sameActor) {
			w.t.Fatalf("tab %d does not know the actors as they are kept", i)
		}
		for _, x := range all.Docs() {
			y, ok := known.Doc(x.Article.ID)
			if how := differing(y.Marks(), x.Marks()); how != "" || !ok || !x.Article.Same(y.Article) {
				w.t.Fatalf("tab %d knows of %q %v %s", i, x.Article.Title, ok, how)
			}
		}
		if len(all.Docs()) != len(known.Docs()) {
			w.t.Fatalf("tab %d knows %d articles, and kept are %d", i, len(known.Docs()), len(all.Docs()))
		}
		if !got.Article.Same(want.Article) || got.Article.Revision != want.Article.Revision {
			w.t.Fatalf("tab %d shows the article %q revision %d, kept is %q revision %d",
				i, got.Article.Title, got.Article.Revision, want.Article.Title, want.Article.Revision)
		}
		if !slices.EqualFunc(got.Marks(), want.Marks(), func(a, b *annotations.Annotation) bool { return a.Equal(*b) }) {
			w.t.Fatalf("tab %d shows %s", i, differing(got.Marks(), want.Marks()))
		}
	}
	kept := w.kept()
	for _, r := range kept {
		if r.Type != store.Annotation {
			continue
		}
		n, err := record.DecodeAnnotation(r.Data)
		if err != nil {
			w.t.Fatal(err)
		}
		a, err := record.DecodeArticle(kept[r.Article].Data)
		if err == nil {
			err = a.Check(n)
		}
		if err != nil || n.Revision != r.Revision || n.Deleted != r.Deleted {
			w.t.Fatalf("%+v: %v", r, err)
		}
	}
}

func sameActor(a, b *annotations.Actor) bool { return a.Same(*b) && a.Revision == b.Revision }

// differing says how two lists of marks differ.
func differing(got, want []*annotations.Annotation) string {
	is := map[annotations.ID]*annotations.Annotation{}
	for _, n := range got {
		is[n.ID] = n
	}
	var b strings.Builder
	for _, n := range want {
		if x := is[n.ID]; x == nil {
			fmt.Fprintf(&b, "\nnot what is kept: %+v", *n)
		} else if !x.Equal(*n) {
			fmt.Fprintf(&b, "\n%+v\nand not what is kept: %+v", *x, *n)
		}
		delete(is, n.ID)
	}
	for _, x := range is {
		fmt.Fprintf(&b, "\nwhat is not kept: %+v", *x)
	}
	return b.String()
}

// A fact is one thing that a reader put into the library: who looks for it finds it
// in the mark, or in a copy, for a copy was made when the mark was.
type fact struct {
	made  int64 // when the mark was made
	field string
	value string
}

// facts are what an annotation says.
func facts(into map[fact]bool, n *annotations.Annotation) {
	if n == nil || n.Deleted {
		return
	}
	add := func(field, value string) { into[fact{n.Created.Unix(), field, value}] = true }
	add("kind", string(n.Kind))
	add("place", fmt.Sprint(n.Spans))
	if n.Note != "" {
		add("note", n.Note)
	}
	for _, t := range n.Tags {
		add("tag", t)
	}
}

// Tabs at work at once, with a store that is slow, full, or does not answer: what a
// reader put in is there at the end, unless the reader saw it and changed it; what
// was deleted for all to see stays deleted.
func TestTabsAtOnce(t *testing.T) {
	inBubble(t, func(t *rapid.T) {
		w := newWorld(t)
		owed := map[fact]bool{}              // what must be there in the end
		gone := map[annotations.ID]bool{}    // what must not be
		dropped := map[fact]map[*desk]bool{} // who took it away
		change := func(d *desk, before, after map[fact]bool) {
			for f := range before {
				if !after[f] {
					delete(owed, f)
					if dropped[f] == nil {
						dropped[f] = map[*desk]bool{}
					}
					dropped[f][d] = true
				}
			}
			for f := range after {
				// What comes back by undo is not owed if another tab took it away, too.
				if others := len(dropped[f]); !before[f] && (others == 0 || others == 1 && dropped[f][d]) {
					owed[f] = true
				}
			}
		}
		// What an edit takes away on purpose, and what it puts in.
		count := func(d *desk, e annotations.Edit) {
			before, after := map[fact]bool{}, map[fact]bool{}
			for _, c := range e.Annotations {
				facts(before, c.Before)
				facts(after, c.After)
				// What a file brings replaces what the tombstone has, which another tab's
				// undo would bring back.
				if c.Before != nil && c.Before.Deleted {
					was := *c.Before
					was.Deleted = false
					facts(before, &was)
				}
			}
			change(d, before, after)
		}
		shown := func(d *desk) map[fact]bool {
			all := map[fact]bool{}
			for _, n := range d.Doc().Marks() {
				facts(all, n)
			}
			return all
		}
		// Everybody sees a mark as it is here.
		known := func(n *annotations.Annotation) bool {
			for _, d := range w.desks {
				if m := d.marks.newest[n.ID]; m == nil || !m.Equal(*n) || d.queued()[n.ID] {
					return false
				}
			}
			return true
		}
		touch := func(e annotations.Edit) {
			for _, c := range e.Annotations {
				gone[c.After.ID] = e.Name == annotations.Deleted && c.After.Deleted && known(c.Before)
			}
		}
		turn := func(d *desk, step func() (annotations.Edit, error)) {
			before := shown(d)
			e, err := step()
			if err != nil {
				return
			}
			touch(annotations.Edit{Annotations: e.Annotations})
			after := shown(d)
			change(d, before, after)
			for _, c := range e.Annotations { // what a tombstone of a file said is taken back, too
				if c.After.Deleted {
					said, was := map[fact]bool{}, *c.After
					was.Deleted = false
					facts(said, &was)
					maps.DeleteFunc(said, func(f fact, _ bool) bool { return after[f] })
					change(d, said, nil)
				}
			}
			for _, c := range e.Annotations { // elsewhere it may take away, but owes nothing
				if c.After.Article != d.Doc().Article.ID {
					was := map[fact]bool{}
					facts(was, c.Before)
					facts(was, c.After)
					change(d, was, nil)
				}
			}
		}
		for range actions(t) {
			i := rapid.IntRange(0, len(w.desks)-1).Draw(t, "tab")
			d := w.desks[i]
			switch action := rapid.IntRange(0, 19).Draw(t, "action"); action {
			case 0, 1, 2, 3, 4, 5:
				e := w.step(d)
				count(d, e)
				touch(e)
				d.Do(e)
			case 6, 7:
				turn(d, d.Undo)
			case 8:
				turn(d, d.Redo)
			case 9:
				e := w.importing(d)
				count(d, e)
				touch(e)
				d.Do(e)
			case 10:
				w.export(d)
			case 11:
				w.open(d, pick(w, w.articles, "article"))
			case 12:
				settle(d) // nobody closes a tab that says it has not saved
				w.reopen(i)
			case 13:
				d.gate.judge(full)
				d.Retry()
			case 14:
				d.gate.judge(lost)
				d.Retry()
			case 15, 16:
				d.gate.judge(granted)
			case 17:
				d.gate.commit()
			case 18, 19:
				d.gate.deliver()
			}
			w.rises()
		}
		settle(w.desks...)
		w.rises()
		w.agree()

		live := map[fact]bool{}
		for _, r := range w.kept() {
			if r.Type != store.Annotation {
				continue
			}
			n, err := record.DecodeAnnotation(r.Data)
			if err != nil {
				t.Fatal(err)
			}
			facts(live, &n)
			if gone[n.ID] && !n.Deleted {
				t.Fatal("a mark was deleted, and is back")
			}
		}
		for f := range owed {
			if !live[f] {
				t.Fatalf("a %s is lost", f.field)
			}
		}
	})
}

// Tabs at work one after the other: all show what a plain model says.
func TestTabsInTurn(t *testing.T) {
	inBubble(t, func(t *rapid.T) {
		w := newWorld(t)
		model := map[annotations.ID]annotations.Annotation{}
		history := map[*desk][]map[annotations.ID]annotations.Annotation{} // what undo goes back to, while nobody else has done a thing
		set := func(e annotations.Edit) {
			for _, c := range e.Annotations {
				model[c.After.ID] = *c.After
			}
		}
		for range actions(t) {
			i := rapid.IntRange(0, len(w.desks)-1).Draw(t, "tab")
			d := w.desks[i]
			switch action := rapid.IntRange(0, 9).Draw(t, "action"); action {
			case 0, 1, 2, 3, 4:
				e := w.step(d)
				if e.Empty() {
					break
				}
				mine := append(history[d], maps.Clone(model))
				history = map[*desk][]map[annotations.ID]annotations.Annotation{d: mine}
				set(e)
				d.Do(e)
			case 5, 6:
				n := len(history[d]) - 1
				if n < 0 {
					break
				}
				if _, err := d.Undo(); err != nil {
					t.Fatal(err)
				}
				was := history[d][n]
				history[d] = history[d][:n]
				for id, x := range model {
					if old, ok := was[id]; ok {
						model[id] = old
					} else {
						x.Deleted = true
						model[id] = x
					}
				}
				if rapid.Bool().Draw(t, "redo") {
					e, err := d.Redo()
					if err != nil {
						t.Fatal(err)
					}
					history[d] = append(history[d], was)
					set(e)
				}
			case 7:
				w.export(d)
				e := w.importing(d)
				history = map[*desk][]map[annotations.ID]annotations.Annotation{}
				set(e)
				d.Do(e)
			case 8:
				w.open(d, pick(w, w.articles, "article"))
			case 9:
				history = map[*desk][]map[annotations.ID]annotations.Annotation{}
				w.reopen(i)
			}
			settle(w.desks...)
			w.rises()
		}
		w.agree()
		kept := w.kept()
		for id, want := range model {
			got, err := record.DecodeAnnotation(kept[id].Data)
			if err != nil || !got.Same(want) {
				t.Fatalf("kept is %+v, want %+v (%v)", got, want, err)
			}
		}
		marks := 0
		for _, r := range kept {
			if r.Type == store.Annotation {
				marks++
			}
		}
		if marks != len(model) {
			t.Fatalf("%d marks, want %d", marks, len(model))
		}
	})
}

// Undoing everything leads back to where a reader began, and redoing it all forward
// again, with reading other articles in between.
func TestUndoAll(t *testing.T) {
	inBubble(t, func(t *rapid.T) {
		w := newWorld(t)
		d := w.desks[0]
		view := func() map[annotations.ID]string {
			all := map[annotations.ID]string{}
			c, _, err := Collect(context.Background(), d, "")
			if err != nil {
				t.Fatal(err)
			}
			for _, a := range c.Articles {
				if !a.Deleted {
					a.Modified, a.Revision = time.Time{}, 0
					all[a.ID] = string(record.EncodeArticle(a))
				}
			}
			for _, n := range c.Annotations {
				if !n.Deleted {
					n.Modified, n.Revision = time.Time{}, 0
					all[n.ID] = string(record.EncodeAnnotation(n))
				}
			}
			for _, x := range c.Actors {
				if !x.Deleted {
					x.Modified, x.Revision = time.Time{}, 0
					all[x.ID] = string(record.EncodeActor(x))
				}
			}
			return all
		}
		begin := view()
		n := 0
		for range actions(t) {
			switch rapid.IntRange(0, 5).Draw(t, "action") {
			case 0:
				w.open(d, pick(w, w.articles, "article"))
			case 1:
				d.gate.judge(granted)
			default:
				e := w.step(d)
				if !e.Empty() {
					n++
				}
				d.Do(e)
			}
		}
		end := view()
		for range n {
			if _, err := d.Undo(); err != nil {
				t.Fatal(err)
			}
		}
		if got := view(); !maps.Equal(got, begin) {
			t.Fatalf("undone, there is %v, and was %v", got, begin)
		}
		for range n {
			if _, err := d.Redo(); err != nil {
				t.Fatal(err)
			}
		}
		if got := view(); !maps.Equal(got, end) {
			t.Fatalf("done again, there is %v, and was %v", got, end)
		}
		settle(w.desks...)
		w.agree()
	})
}
