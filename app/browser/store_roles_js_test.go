package browser

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"syscall/js"
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/store"
	"pressmark/annotations/store/storetest"
)

// roles are what a page can do besides running the tests: the tests in
// store_harm_test.go start them, kill them and damage what they leave.
var roles = map[string]func(context.Context) error{
	"fill":    fill,
	"state":   state,
	"write":   writeOn,
	"quota":   quota,
	"blocked": blocked,
}

func TestMain(m *testing.M) {
	role := roles[os.Getenv("ROLE")]
	if role == nil {
		os.Exit(m.Run())
	}
	if err := role(context.Background()); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	os.Exit(0)
}

// report sends lines home. It does not wait for them to arrive.
func report(lines ...string) js.Value {
	return js.Global().Call("fetch", "/report", map[string]any{"method": "POST", "body": strings.Join(lines, "\n")})
}

// openHere opens the library of a role once both copies were compared, or there is
// nothing to compare with.
func openHere(ctx context.Context) (*Store, Status, error) {
	news := make(chan Status, 100)
	s, err := OpenStore(ctx, Options{Name: "pressmark", Worker: workerPath, Status: func(st Status) { news <- st }})
	if err != nil {
		return nil, Status{}, err
	}
	for st := range news {
		if st.Compared && st.Journal || st.NoJournal != "" {
			return s, st, nil
		}
	}
	return s, Status{}, nil
}

// listing tells a status and the revision of every record.
func listing(ctx context.Context, s *Store, st Status) ([]string, error) {
	facts, err := json.Marshal(st)
	lines := []string{"state", string(facts)}
	if err == nil {
		err = s.All(ctx, func(r store.Record) error {
			if r != roleRecord(r.ID, r.Revision) {
				return fmt.Errorf("%+v was never written", r)
			}
			lines = append(lines, fmt.Sprint(r.ID, " ", r.Revision))
			return nil
		})
	}
	return lines, err
}

// roleRecord is what roles write: what is in it follows from ID and revision.
func roleRecord(id annotations.ID, rev int) store.Record {
	return store.Record{ID: id, Article: storetest.ID(0), Type: store.Annotation, Label: "claim", Revision: rev,
		Modified: int64(rev), Data: fmt.Sprintf(`{"id":%q,"rev":%d,"body":%q}`, id, rev, strings.Repeat("text ", 40*(rev%5)))}
}

func state(ctx context.Context) error {
	s, st, err := openHere(ctx)
	if err != nil {
		return err
	}
	lines, err := listing(ctx, s, st)
	if err != nil {
		return err
	}
	if err := s.Write(ctx, storetest.New(roleRecord(annotations.NewID(), 1))); err != nil {
		return fmt.Errorf("it cannot be written to: %w", err)
	}
	_, err = await(ctx, report(lines...))
	return err
}

// randomChange makes a random change: new records, and new revisions of kept ones.
func randomChange(kept map[annotations.ID]int, size int) []store.Put {
	var puts []store.Put
	old, all := rand.IntN(3), 1+rand.IntN(size)
	for id, rev := range kept {
		if len(puts) == min(old, all) {
			break
		}
		puts = append(puts, store.Put{Record: roleRecord(id, rev+1), Base: rev})
	}
	for len(puts) < all {
		puts = append(puts, store.Put{Record: roleRecord(annotations.NewID(), 1)})
	}
	return puts
}

// fill makes a library of many changes in three sessions, and tells what is in it.
func fill(ctx context.Context) error {
	kept := map[annotations.ID]int{}
	for session := range 3 {
		s, _, err := openHere(ctx)
		if err != nil {
			return err
		}
		for i := range 15 {
			size := 5
			if os.Getenv("BIG") != "" && i < 3 {
				size = 3000
			}
			puts := randomChange(kept, size)
			if err := s.Write(ctx, puts); err != nil {
				return err
			}
			for _, p := range puts {
				kept[p.ID] = p.Revision
			}
		}
		if session < 2 {
			s.Close()
		}
	}
	var lines []string
	total := 0
	for id, rev := range kept {
		lines = append(lines, fmt.Sprint(id, " ", rev))
		total += rev
	}
	lines = append([]string{strconv.Itoa(total)}, lines...) // the witness
	_, err := await(ctx, report(lines...))
	return err
}

// writeOn tells what there is and then writes until it is killed, and tells what
// was confirmed.
func writeOn(ctx context.Context) error {
	s, st, err := openHere(ctx)
	if err != nil {
		return err
	}
	kept := map[annotations.ID]int{}
	err = s.All(ctx, func(r store.Record) error {
		if len(kept) < 50 {
			kept[r.ID] = r.Revision
		}
		return nil
	})
	if err != nil {
		return err
	}
	lines, err := listing(ctx, s, st)
	if err != nil {
		return err
	}
	if _, err := await(ctx, report(lines...)); err != nil { // or a later report could overtake it
		return err
	}
	for {
		puts := randomChange(kept, 4)
		if err := s.Write(ctx, puts); err != nil {
			return err
		}
		lines := []string{"kept"}
		for _, p := range puts {
			kept[p.ID] = p.Revision
			lines = append(lines, fmt.Sprint(p.ID, " ", p.Revision))
		}
		report(append(lines, "end")...)
	}
}

// quota fills the storage to the brim and then goes on with changes of all sizes:
// each must be kept in both copies or in none.
func quota(ctx context.Context) error {
	s, _, err := openHere(ctx)
	if err != nil {
		return err
	}
	model := map[annotations.ID]store.Record{}
	refused := 0
	try := func(puts ...store.Put) error {
		err := s.Write(ctx, puts)
		s.telling.Lock()
		full := s.status.Full
		s.telling.Unlock()
		switch {
		case errors.Is(err, store.ErrFull):
			if refused++; !full {
				return errors.New("storage is full and that was not said")
			}
			return nil
		case err != nil:
			return err
		case full:
			return errors.New("storage is said to be full though there was room")
		}
		for _, p := range puts {
			model[p.ID] = p.Record
		}
		return nil
	}
	put := func(id annotations.ID, bytes int) store.Put {
		base := model[id].Revision
		r := roleRecord(id, base+1)
		r.Data = `"` + strings.Repeat("x", bytes) + `"`
		return store.Put{Record: r, Base: base}
	}
	for refused == 0 {
		if err := try(put(annotations.NewID(), 100_000)); err != nil {
			return err
		}
	}
	filled := len(model)
	some := storetest.ID(1)
	for id := range model {
		some = id
	}
	for _, size := range []int{50_000, 10_000, 100, 3_000, 10, 200_000, 1_000_000} {
		if err := errors.Join(try(put(annotations.NewID(), size)), try(put(some, size))); err != nil {
			return err
		}
	}
	gone := put(some, 10)
	gone.Deleted = true
	if err := try(gone); err != nil {
		return err
	}
	var bulk []store.Put
	for range 100 {
		bulk = append(bulk, put(annotations.NewID(), 500))
	}
	if err := try(bulk...); err != nil {
		return err
	}
	check := func(what string) error {
		got := map[annotations.ID]store.Record{}
		err := s.All(ctx, func(r store.Record) error { got[r.ID] = r; return nil })
		if err == nil && !maps.Equal(got, model) {
			err = fmt.Errorf("%s: %d records are there, %d were confirmed", what, len(got), len(model))
		}
		return err
	}
	if err := check("full"); err != nil {
		return err
	}
	s.Close()
	for _, what := range []string{"the database", "the journal"} {
		if what == "the journal" {
			done := make(chan bool)
			f := js.FuncOf(func(js.Value, []js.Value) any { close(done); return nil })
			js.Global().Get("indexedDB").Call("deleteDatabase", "pressmark").Set("onsuccess", f)
			<-done
		}
		s, _, err = openHere(ctx)
		if errors.Is(err, store.ErrFull) && what == "the journal" {
			break // the lost database still takes its room
		}
		if err != nil {
			return err
		}
		if err := check(what); err != nil {
			return err
		}
		s.Close()
	}
	_, err = await(ctx, report("quota", fmt.Sprintf("%d records of 100 kB, then %d changes refused", filled, refused-1)))
	return err
}

// blocked opens a library where the reader lets no site keep data.
func blocked(ctx context.Context) error {
	if _, _, err := openHere(ctx); !errors.Is(err, store.ErrBlocked) {
		return fmt.Errorf("got %v, want %v", err, store.ErrBlocked)
	}
	return nil
}
