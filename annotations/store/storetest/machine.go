package storetest

import (
	"errors"
	"maps"
	"slices"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/store"
)

// machine does random things with two stores over one place and compares them with
// a map after each.
func machine(t *rapid.T, open func() store.Store) {
	m := &model{kept: map[annotations.ID]store.Record{}, open: open}
	for i := range m.tabs {
		m.tabs[i] = m.start(t)
	}
	t.Cleanup(func() {
		for _, tab := range m.tabs {
			tab.Close()
		}
	})
	t.Repeat(map[string]func(*rapid.T){
		"":       m.check,
		"write":  m.write,
		"stale":  m.stale,
		"repeat": m.repeat,
		"reopen": m.reopen,
		"told":   m.told,
	})
	m.told(t)
}

type model struct {
	open func() store.Store
	kept map[annotations.ID]store.Record
	last []store.Put // the last write that was accepted
	tabs [2]*tab
}

// A tab is a store with what its user knows: what was there when it opened, what
// it wrote, what it was told.
type tab struct {
	store.Store
	heard *listener
	knew  map[annotations.ID]store.Record
}

const firstActor = 16

func (m *model) start(t *rapid.T) *tab {
	s := m.open()
	n := &tab{Store: s, heard: listen(s), knew: map[annotations.ID]store.Record{}}
	for _, r := range all(t, s) {
		n.knew[r.ID] = r
	}
	return n
}

func (m *model) pick(t *rapid.T) *tab {
	return m.tabs[rapid.IntRange(0, len(m.tabs)-1).Draw(t, "tab")]
}

// records draws different records: two articles, some annotations of them, and some
// actors.
func records(t *rapid.T) []store.Record {
	ns := rapid.SliceOfNDistinct(rapid.IntRange(0, firstActor+5), 1, 6, rapid.ID[int]).Draw(t, "records")
	list := make([]store.Record, len(ns))
	for i, n := range ns {
		r := store.Record{
			ID: ID(n), Article: ID(n % 2), Type: store.Annotation,
			Label:    rapid.SampledFrom([]string{"actor", "claim", "figure"}).Draw(t, "label"),
			Deleted:  rapid.IntRange(0, 3).Draw(t, "deleted") == 0,
			Modified: rapid.Int64Range(0, 1<<45).Draw(t, "modified"),
			Data:     rapid.StringMatching(`\{"[a-z<é👍]{0,9}": ?[0-9]\}`).Draw(t, "data"),
		}
		switch {
		case n < 2:
			r.Type, r.Label = store.Article, rapid.StringMatching(`[A-Zé 中]{0,8}`).Draw(t, "title")
		case n >= firstActor:
			r.Type, r.Article = store.Actor, r.ID
			r.Label = rapid.StringMatching(`[A-Zé 中]{0,8}`).Draw(t, "name")
		}
		list[i] = r
	}
	return list
}

// write builds on what is kept.
func (m *model) write(t *rapid.T) {
	tab := m.pick(t)
	var puts []store.Put
	for _, r := range records(t) {
		base := m.kept[r.ID].Revision
		r.Revision = base + rapid.IntRange(1, 3).Draw(t, "step")
		puts = append(puts, store.Put{Record: r, Base: base})
	}
	if err := tab.Write(t.Context(), puts); err != nil {
		t.Fatal(err)
	}
	m.last = puts
	for _, p := range puts {
		m.kept[p.ID] = p.Record
		tab.knew[p.ID] = p.Record
	}
}

// stale builds on something else, in at least one record.
func (m *model) stale(t *rapid.T) {
	var puts []store.Put
	var conflicts []store.Record
	for i, r := range records(t) {
		kept := m.kept[r.ID]
		base := kept.Revision
		if i == 0 || rapid.Bool().Draw(t, "stale") {
			base = rapid.IntRange(0, kept.Revision+3).Filter(func(b int) bool { return b != kept.Revision }).Draw(t, "base")
			kept.ID = r.ID
			conflicts = append(conflicts, kept)
		}
		r.Revision = base + 1
		if r == kept {
			r.Modified++
		}
		puts = append(puts, store.Put{Record: r, Base: base})
	}
	wantConflict(t, m.pick(t).Write(t.Context(), puts), conflicts...)
}

// repeat writes again what was written, if nothing has changed it since.
func (m *model) repeat(t *rapid.T) {
	for _, p := range m.last {
		if m.kept[p.ID] != p.Record {
			return
		}
	}
	if err := m.pick(t).Write(t.Context(), m.last); err != nil {
		t.Fatal(err)
	}
}

func (m *model) reopen(t *rapid.T) {
	i := rapid.IntRange(0, len(m.tabs)-1).Draw(t, "tab")
	if err := m.tabs[i].Close(); err != nil {
		t.Fatal(err)
	}
	m.tabs[i] = m.start(t)
}

// check compares what a store answers with the model.
func (m *model) check(t *rapid.T) {
	s := m.pick(t)
	want := slices.Collect(maps.Values(m.kept))
	switch rapid.IntRange(0, 4).Draw(t, "look") {
	case 0:
		store.Sort(want)
		if got := all(t, s); !slices.Equal(got, want) {
			t.Fatalf("all are %+v, want %+v", got, want)
		}
	case 1:
		article := ID(rapid.SampledFrom([]int{0, 1, 2, firstActor}).Draw(t, "article"))
		want = slices.DeleteFunc(want, func(r store.Record) bool {
			return r.Article != article || r.Deleted || r.Type != store.Annotation
		})
		if got, err := s.Annotations(t.Context(), article); err != nil || !sameSet(got, want) {
			t.Fatalf("annotations are %+v, %v; want %+v", got, err, want)
		}
	case 2:
		got, err := s.Summaries(t.Context())
		if want := store.Summarize(want); err != nil || !slices.EqualFunc(got, want, equalSummary) {
			t.Fatalf("summaries are %+v, %v; want %+v", got, err, want)
		}
	case 3:
		id := ID(rapid.IntRange(0, firstActor+6).Draw(t, "id"))
		got, err := s.Get(t.Context(), id)
		if _, ok := m.kept[id]; got != m.kept[id] || ok != (err == nil) || !ok && !errors.Is(err, store.ErrNotFound) {
			t.Fatalf("got %+v, %v; want %+v", got, err, m.kept[id])
		}
	case 4:
		want = slices.DeleteFunc(want, func(r store.Record) bool { return r.Type != store.Actor })
		if got, err := s.Actors(t.Context()); err != nil || !sameSet(got, want) {
			t.Fatalf("actors are %+v, %v; want %+v", got, err, want)
		}
	}
}

func equalSummary(a, b store.Summary) bool {
	return a.Record == b.Record && a.Annotated == b.Annotated && maps.Equal(a.Counts, b.Counts)
}

// told waits until every tab knows all that is kept, by itself or because it was
// told, and looks whether that came in order.
func (m *model) told(t *rapid.T) {
	for _, tab := range m.tabs {
		tab.heard.until(t, func(heard []store.Record) bool {
			knows := maps.Clone(tab.knew)
			for _, r := range heard {
				if r.Revision > knows[r.ID].Revision {
					knows[r.ID] = r
				}
			}
			return maps.Equal(knows, m.kept)
		})
		tab.heard.inOrder(t)
	}
}
