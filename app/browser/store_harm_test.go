//go:build !js

package browser_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/remote"
)

const patience = time.Minute

// A status is what the page tells of how its library is kept.
type status struct {
	Recovered, Damaged int
	Journal, Lost      bool
	NoJournal          string
}

// revisions reads lines of an ID and a revision.
func revisions(lines []string) map[string]int {
	m := map[string]int{}
	for _, l := range lines {
		if id, rev, ok := strings.Cut(l, " "); ok {
			m[id], _ = strconv.Atoi(rev)
		}
	}
	return m
}

// parseState reads what the roles state and write tell of a library.
func parseState(t *testing.T, text string) (status, map[string]int) {
	t.Helper()
	lines := strings.Split(text, "\n")
	var st status
	if len(lines) < 2 || lines[0] != "state" || json.Unmarshal([]byte(lines[1]), &st) != nil {
		t.Fatalf("%q is no state", text)
	}
	return st, revisions(lines[2:])
}

// missing returns records that were confirmed and are not there, or are older.
func missing(want, got map[string]int) (list []string) {
	for id, rev := range want {
		if got[id] < rev {
			list = append(list, fmt.Sprintf("%s: revision %d, want %d", id, got[id], rev))
		}
	}
	return list
}

func (s *site) report(t *testing.T) string {
	t.Helper()
	late := time.NewTimer(patience)
	defer late.Stop()
	select {
	case r := <-s.reports:
		return r
	case e := <-s.exits:
		select {
		case r := <-s.reports: // it said something first
			s.exits <- e
			return r
		default:
			t.Fatalf("the page ended with %s: %s", e.code, e.output)
		}
	case <-late.C:
		t.Fatal("the page reports nothing")
	}
	return ""
}

// TestKilled kills the browser while a page writes, again and again, half of the
// times soon after the page was opened. What was confirmed must be there after.
func TestKilled(t *testing.T) {
	rounds := 5
	if soak() {
		rounds = 1000
	}
	s, profile := newSite(t), t.TempDir()
	kept := map[string]int{}
	emptied, recovered := 0, 0
	for round := range rounds {
		c := startChromium(t, profile, s.run(nil, []string{"ROLE=write"}))
		var report string
		for { // what an earlier page confirmed may still arrive
			if report = s.report(t); strings.HasPrefix(report, "state\n") {
				break
			}
			note(kept, report)
		}
		st, got := parseState(t, report)
		if lost := missing(kept, got); len(lost) > 0 || st.Lost {
			t.Fatalf("after kill %d of %d confirmed records are lost: %q; %+v", round, len(kept), lost, st)
		}
		if recovered += st.Recovered; st.Recovered > 20 {
			emptied++
		}
		moment := time.After(time.Duration(rand.IntN(450)) * time.Millisecond)
		if round%2 == 0 {
			moment = time.After(time.Duration(rand.IntN(3000)) * time.Millisecond)
		}
		for waiting := true; waiting; {
			select {
			case r := <-s.reports:
				note(kept, r)
			case e := <-s.exits:
				t.Fatalf("the page ended with %s: %s", e.code, e.output)
			case <-moment:
				waiting = false
			}
		}
		c.kill()
	}
	t.Logf("%d kills, %d records confirmed and kept; %d records came back from the journal, %d times because the database was empty",
		rounds, len(kept), recovered, emptied)
}

// note notes what a page reports as kept, unless the report is cut off.
func note(kept map[string]int, report string) {
	if body, whole := strings.CutSuffix(report, "\nend"); whole && strings.HasPrefix(body, "kept\n") {
		for id, rev := range revisions(strings.Split(body, "\n")[1:]) {
			kept[id] = max(kept[id], rev)
		}
	}
}

// harms are ways in which a file goes bad.
var harms = []struct {
	name string
	harm func(path string, data []byte) error
}{
	{"flip", func(path string, data []byte) error {
		data[rand.IntN(len(data))] ^= 1 << rand.IntN(8)
		return os.WriteFile(path, data, 0o600)
	}},
	{"truncate", func(path string, data []byte) error { return os.Truncate(path, rand.Int64N(int64(len(data)))) }},
	{"zero tail", func(path string, data []byte) error {
		clear(data[rand.IntN(len(data)):])
		return os.WriteFile(path, data, 0o600)
	}},
	{"remove", func(path string, data []byte) error { return os.Remove(path) }},
}

// copies are the places of the two copies in a profile: patterns of files, from
// those that hold most to those that only hold it together.
var copies = map[string][]string{
	"database": {"Default/IndexedDB/*.leveldb/*.log", "Default/IndexedDB/*.leveldb/*.ldb",
		"Default/IndexedDB/*.leveldb/MANIFEST-*", "Default/IndexedDB/*.leveldb/CURRENT"},
	"journal": {"Default/File System/*/t/*/*", "Default/File System/*/Paths/*.log"},
}

// harmOne harms one file of a copy and says which and how.
func harmOne(t *testing.T, profile, which string) string {
	t.Helper()
	for {
		pattern := copies[which][rand.IntN(len(copies[which]))]
		paths, err := filepath.Glob(filepath.Join(profile, pattern))
		if err != nil {
			t.Fatal(err)
		}
		paths = slices.DeleteFunc(paths, func(p string) bool {
			info, err := os.Stat(p)
			return err != nil || info.Size() == 0
		})
		if len(paths) == 0 {
			continue
		}
		path := paths[rand.IntN(len(paths))]
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		h := harms[rand.IntN(len(harms))]
		if err := h.harm(path, data); err != nil {
			t.Fatal(err)
		}
		rest, _ := filepath.Rel(profile, path)
		return h.name + " " + rest
	}
}

// TestCorrupted damages files while the browser is stopped. While one copy is
// whole, nothing is missing; if both are damaged, nothing is missing in silence.
func TestCorrupted(t *testing.T) {
	cases := 6
	if soak() {
		cases = 300
	}
	s := newSite(t)
	type library struct {
		profile string
		want    map[string]int
	}
	var libraries []library
	for _, env := range [][]string{{"ROLE=fill"}, {"ROLE=fill", "BIG=1"}} {
		if len(env) > 1 && !soak() {
			continue
		}
		profile := t.TempDir()
		c := startChromium(t, profile, s.run(nil, env))
		lines := strings.Split(s.report(t), "\n")
		awaitWitness(t, profile, lines[0])
		c.kill()
		drain(s)
		libraries = append(libraries, library{profile, revisions(lines[1:])})
	}
	told := map[string]int{}
	for i := range cases {
		targets := [][]string{{"database"}, {"journal"}, {"database", "journal"}}[i%3]
		lib := libraries[rand.IntN(len(libraries))]
		profile := filepath.Join(t.TempDir(), "profile")
		copyProfile(t, lib.profile, profile)
		var harm []string
		for _, which := range targets {
			harm = append(harm, harmOne(t, profile, which))
		}
		t.Run(strings.Join(targets, " and "), func(t *testing.T) {
			defer drain(s)
			defer func() {
				if t.Failed() {
					t.Logf("%q", harm)
				}
			}()
			c := startChromium(t, profile, s.run(nil, []string{"ROLE=state"}))
			defer c.kill()
			st, got := parseState(t, s.report(t))
			lost := missing(lib.want, got)
			t.Logf("%q: %+v, %d of %d are missing", harm, st, len(lost), len(lib.want))
			switch {
			case len(targets) == 1 && (len(lost) > 0 || st.Lost):
				t.Errorf("one copy was whole, and something is lost")
			case len(lost) > 0 && !st.Lost:
				t.Errorf("something is lost and nothing is said")
			}
			for fact, is := range map[string]bool{"lost": st.Lost, "recovered": st.Recovered > 0, "set aside": st.Damaged > 0} {
				if is {
					told[fact]++
				}
			}
		})
		os.RemoveAll(profile)
	}
	t.Logf("of %d cases: %v", cases, told)
}

// TestTruncatedTable cuts off each table file of a database, which the browser notices
// only in the midst of reading it. All is in the journal.
func TestTruncatedTable(t *testing.T) {
	s, profile := newSite(t), t.TempDir()
	c := startChromium(t, profile, s.run(nil, []string{"ROLE=fill", "BIG=1"}))
	lines := strings.Split(s.report(t), "\n")
	awaitWitness(t, profile, lines[0])
	c.kill()
	drain(s)
	want := revisions(lines[1:])
	tables, err := filepath.Glob(filepath.Join(profile, "Default/IndexedDB/*.leveldb/*.ldb"))
	if err != nil || len(tables) == 0 {
		t.Fatalf("there are no tables: %v", err)
	}
	for _, table := range tables {
		copied := filepath.Join(t.TempDir(), "profile")
		copyProfile(t, profile, copied)
		rest, _ := filepath.Rel(profile, table)
		if err := os.Truncate(filepath.Join(copied, rest), 20); err != nil {
			t.Fatal(err)
		}
		c := startChromium(t, copied, s.run(nil, []string{"ROLE=state"}))
		st, got := parseState(t, s.report(t))
		c.kill()
		drain(s)
		if lost := missing(want, got); len(lost) > 0 || st.Lost {
			t.Errorf("%s: %d of %d are missing; %+v", filepath.Base(table), len(lost), len(want), st)
		}
		os.RemoveAll(copied)
	}
}

// awaitWitness waits until the browser has kept a line of localStorage, which takes
// it some seconds.
func awaitWitness(t *testing.T, profile, line string) {
	t.Helper()
	for late := time.Now().Add(patience); time.Now().Before(late); {
		logs, _ := filepath.Glob(filepath.Join(profile, "Default/Local Storage/leveldb/*.log"))
		for _, log := range logs {
			if data, err := os.ReadFile(log); err == nil && bytes.Contains(data, []byte(line)) {
				return
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("localStorage has not kept %q", line)
}

// drain forgets what pages that are gone have said.
func drain(s *site) {
	for {
		select {
		case <-s.reports:
		case <-s.exits:
		default:
			return
		}
	}
}

// copyProfile copies what a profile keeps of sites.
func copyProfile(t *testing.T, from, to string) {
	t.Helper()
	for _, part := range []string{"IndexedDB", "File System", "Local Storage", "WebStorage"} {
		dir := filepath.Join(from, "Default", part)
		if _, err := os.Stat(dir); err == nil {
			if err := os.CopyFS(filepath.Join(to, "Default", part), os.DirFS(dir)); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestFull lets storage run full at several fill levels.
func TestFull(t *testing.T) {
	levels := 1
	if soak() {
		levels = 20
	}
	s := newSite(t)
	for level := range levels {
		t.Run(fmt.Sprint(level), func(t *testing.T) {
			c := startChromium(t, t.TempDir(), "about:blank")
			ctx, cancel := remote.NewAllocator(t.Context(), c.devtools)
			defer cancel()
			ctx, cancel = chromedp.NewContext(ctx)
			defer cancel()
			room := float64(4_000_000 + 333_333*level)
			err := chromedp.Do(ctx)
			if err == nil {
				_, err = chromedp.Call(ctx, storage.OverrideQuotaForOrigin,
					storage.OverrideQuotaForOriginParams{Origin: s.URL, QuotaSize: &room})
			}
			if err == nil {
				err = chromedp.Do(ctx, chromedp.Navigate(s.run(nil, []string{"ROLE=quota"})))
			}
			if err != nil {
				t.Fatal(err)
			}
			t.Log(s.report(t))
			if e := s.wait(t, patience); e.code != "0" {
				t.Errorf("exit code %s\n%s", e.code, e.output)
			}
		})
	}
}

// TestSiteDataBlocked opens a library in a browser that keeps no site's data.
func TestSiteDataBlocked(t *testing.T) {
	profile := t.TempDir()
	settings := filepath.Join(profile, "Default", "Preferences")
	err := os.MkdirAll(filepath.Dir(settings), 0o700)
	if err == nil {
		err = os.WriteFile(settings, []byte(`{"profile":{"default_content_setting_values":{"cookies":2}}}`), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	s := newSite(t)
	startChromium(t, profile, s.run(nil, []string{"ROLE=blocked"}))
	if e := s.wait(t, patience); e.code != "0" {
		t.Errorf("exit code %s\n%s", e.code, e.output)
	}
}
