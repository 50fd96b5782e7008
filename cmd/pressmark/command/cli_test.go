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
	"strings"
	"sync/atomic"
	"testing"
	"time"
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
