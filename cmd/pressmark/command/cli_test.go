package command

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// writeTexts writes so many small articles, one in ten with annotations, into folders of a
// thousand.
func writeTexts(t testing.TB, n int) (folder string) {
	t.Helper()
	folder = t.TempDir()
	for i := range n {
		dir := filepath.Join(folder, fmt.Sprint(i/1000))
		if i%1000 == 0 {
			if err := os.Mkdir(dir, 0o777); err != nil {
				t.Fatal(err)
			}
		}
		text := fmt.Sprintf("Envoy %d said that %d people were hurt.\n\n%s\n", i, i, strings.Repeat("More was said. ", 20))
		marks := fmt.Sprintf("T1\tSource 0 %d\tEnvoy %d\n", len(fmt.Sprint(i))+6, i)
		for name, data := range map[string]string{"a%06d.txt": text, "a%06d.ann": marks} {
			if data == marks && i%10 > 0 {
				continue
			}
			if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf(name, i)), []byte(data), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	return folder
}

// runCommand runs a command and returns what it wrote.
func runCommand(ctx context.Context, args ...string) (stdout, stderr string, err error) {
	var out, complaint bytes.Buffer
	root := newRoot()
	root.SetArgs(args)
	root.SetOut(&out)
	root.SetErr(&complaint)
	err = root.ExecuteContext(ctx)
	return out.String(), complaint.String(), err
}

// peak returns the largest heap that lives while something is done.
func peak(do func()) uint64 {
	defer debug.SetGCPercent(debug.SetGCPercent(50))
	var most atomic.Uint64
	heap := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case <-stop:
				return
			case <-time.After(5 * time.Millisecond):
				metrics.Read(heap)
				most.Store(max(most.Load(), heap[0].Value.Uint64()))
			}
		}
	}()
	do()
	close(stop)
	<-stopped
	return most.Load()
}

// Twenty times as many articles are converted in as much memory, into a file and into an
// archive.
func TestConstantMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("it writes 20,000 articles")
	}
	many := writeTexts(t, 20_000)
	few := filepath.Join(many, "0")
	for _, out := range []string{"all.jsonl", "all.zip"} {
		convert := func(folder string) func() {
			return func() {
				_, stderr, err := runCommand(t.Context(), "convert", folder, "--to", "jsonl", "-o", filepath.Join(t.TempDir(), out))
				if err != nil {
					t.Fatal(err, stderr)
				}
			}
		}
		small := peak(convert(few))
		large := peak(convert(many))
		const more = 16 << 20 // the names of files in an archive are kept until its end
		t.Logf("%s: 1,000 articles need %d MB, 20,000 need %d MB", out, small>>20, large>>20)
		if large > small+more {
			t.Errorf("%s: 1,000 articles need %d MB, 20,000 need %d MB", out, small>>20, large>>20)
		}
	}
}

// An interrupting is a standard input that interrupts who reads it, and on which nothing
// ever comes.
type interrupting struct {
	interrupt context.CancelFunc
	end       <-chan struct{}
}

func (in interrupting) Read([]byte) (int, error) {
	in.interrupt()
	<-in.end
	return 0, io.EOF
}

// An interrupt leaves nothing half-written, and ends the waiting for standard input.
func TestInterrupt(t *testing.T) {
	folder := writeTexts(t, 500)
	for _, out := range []string{"out/", "out.jsonl", "out.json", "out.zip"} {
		dir := t.TempDir()
		ctx, cancel := context.WithCancel(t.Context())
		root := newRoot()
		root.SetArgs([]string{"convert", folder, "-", "--to", "json", "-o", filepath.Join(dir, out)})
		root.SetIn(interrupting{cancel, t.Context().Done()})
		root.SetErr(io.Discard)
		if err := root.ExecuteContext(ctx); exitCode(err) != exitInterrupted {
			t.Errorf("%s: %v", out, err)
		}
		filepath.WalkDir(dir, func(path string, d os.DirEntry, _ error) error {
			if strings.HasPrefix(d.Name(), ".pressmark-") || path == filepath.Join(dir, out) && !d.IsDir() {
				t.Errorf("%s: %s is left", out, path)
			}
			return nil
		})
	}
}

// A full disk takes nothing.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

// What cannot be written is told, whatever the command.
func TestFullOutput(t *testing.T) {
	folder := filepath.Join(writeTexts(t, 10), "0")
	for _, args := range [][]string{
		{"convert", folder, "--to", "jsonl"}, {"convert", folder, "--to", "iob", "--dry-run"}, {"merge", folder, folder, "--to", "json"}, {"merge", folder, folder, "--to", "iob", "--dry-run"},
		{"validate", folder}, {"validate", folder, "--json"}, {"stats", folder}, {"show", folder}, {"show", folder, "--json"},
		{"import", folder, "--into", t.TempDir()}, {"import", folder, "--into", t.TempDir(), "--json"},
		{"diff", filepath.Join(folder, "a000000.txt"), filepath.Join(folder, "a000001.txt")},
	} {
		root := newRoot()
		root.SetArgs(args)
		root.SetOut(full{})
		root.SetErr(io.Discard)
		if err := root.Execute(); exitCode(err) != exitTrouble || !strings.Contains(err.Error(), "no space left") {
			t.Errorf("%q: %v", args, err)
		}
	}
}

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		pattern, name string
		want          bool
	}{
		{"*.txt", "a.txt", true},
		{"*.txt", "a/b.txt", false},
		{"**/*.txt", "a.txt", true},
		{"**/*.txt", "a/b/c.txt", true},
		{"a/**", "a/b/c", true},
		{"a/**/c", "a/c", true},
		{"a/**/**/c", "a/x/c", true},
		{"a/**/d", "a/b/c", false},
		{"[ab].txt", "b.txt", true},
		{"[ab", "a", false}, // no pattern
		{"?.txt", "é.txt", true},
	} {
		if got := match(c.pattern, c.name); got != c.want {
			t.Errorf("%q, %q: %v", c.pattern, c.name, got)
		}
	}
	for pattern, want := range map[string][2]string{
		"*.txt": {".", "*.txt"}, "a/b/*/c": {"a/b", "*/c"}, "/*": {"/", "*"}, "/a/?": {"/a", "?"},
	} {
		if base, rest := splitPattern(pattern); base != want[0] || rest != want[1] {
			t.Errorf("%q: %q, %q", pattern, base, rest)
		}
	}
}

// What comes of groups is handed over in their order, whatever the number of workers, and
// no more of their bytes are worked on than there may be.
func TestPipeline(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sizes := rapid.SliceOf(rapid.Int64Range(0, inFlight)).Draw(t, "sizes")
		jobs := rapid.IntRange(1, 5).Draw(t, "jobs")
		fails := rapid.IntRange(-1, 20).Draw(t, "fails")
		var busy atomic.Int64
		next := 0
		bad := errors.New("bad")
		err := pipeline(context.Background(), jobs, func(yield func(group, error) bool) {
			for i, n := range sizes {
				if !yield(group{root: i, size: n}, nil) {
					return
				}
			}
		}, func(g group, _ error) int {
			if n := busy.Add(g.size); n > inFlight {
				t.Errorf("%d bytes are worked on", n)
			}
			busy.Add(-g.size)
			return g.root
		}, func(i int) error {
			if i != next {
				t.Fatalf("%d comes after %d", i, next-1)
			}
			if next++; i == fails {
				return bad
			}
			return nil
		})
		if failed := fails >= 0 && fails < len(sizes); failed != errors.Is(err, bad) || !failed && next != len(sizes) {
			t.Fatalf("%v after %d of %d", err, next, len(sizes))
		}
	})
}

func TestProgressLine(t *testing.T) {
	p := &progress{columns: 40, began: time.Unix(0, 0), done: 150, current: "corpus/a.txt"}
	if got, want := p.line(time.Unix(10, 0)), "150 files, 15 a second: corpus/a.txt"; got != want {
		t.Errorf("%q", got)
	}
	p.total.Store(3000)
	p.current = "corpus/\x1b[31m" + strings.Repeat("long", 10)
	if got, want := p.line(time.Unix(10, 0)), "150 of 3000 files, 15 a second: corpus…"; got != want || len([]rune(got)) >= 40 {
		t.Errorf("%q", got)
	}
	if newProgress(io.Discard, inputs{}, false) != nil {
		t.Error("it is no terminal")
	}
}

// Files keep their names in the output, once each, whatever their endings and letter case.
func TestStems(t *testing.T) {
	s := stems{}
	var got []string
	for _, name := range []string{"a.txt", "A.md", "talk.pressmark.json", "x.dna.csv", "noending", ".json", "a.b.c"} {
		got = append(got, s.once(stemOf(name)))
	}
	if want := []string{"a", "A-2", "talk", "x", "noending", ".json", "a.b"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// BenchmarkConvert converts small articles of brat's to JSON.
func BenchmarkConvert(b *testing.B) {
	folder := writeTexts(b, 1000)
	out := b.TempDir()
	for b.Loop() {
		if _, stderr, err := runCommand(b.Context(), "convert", folder, "--to", "json", "-o", out); err != nil {
			b.Fatal(err, stderr)
		}
	}
	b.ReportMetric(float64(b.N)*1000/b.Elapsed().Seconds(), "articles/s")
}
