//go:build !js

package browser_test

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// policy is the content security policy that Pressmark is served with.
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; " +
	"connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const page = `<!doctype html><title>Tests</title><script src="/wasm_exec.js"></script><script src="/page.js"></script>`

// script runs the tests' program with the arguments and environment that stand in
// the page's query and sends its output home.
const script = `
const query = new URLSearchParams(location.search);
const go = new Go(), decoder = new TextDecoder();
let output = '';
fs.writeSync = (fd, bytes) => { output += decoder.decode(bytes, { stream: true }); return bytes.length; };
go.argv = ['browser.test', ...query.getAll('arg')];
for (const pair of query.getAll('env')) go.env[pair.split('=', 1)] = pair.slice(pair.indexOf('=') + 1);
let ended = false; // what still happens to a program that has ended is no matter
const end = (code, why = '') => {
  if (!ended) fetch('/exit?code=' + code, { method: 'POST', body: output + why });
  ended = true;
};
go.exit = end;
addEventListener('error', e => end(99, e.message));
WebAssembly.instantiateStreaming(fetch('/browser.test.wasm'), go.importObject).then(
  ({ instance }) => go.run(instance),
  e => end(98, e));
`

// asked is a worker that answers as those of web/ do.
const asked = `importScripts('/web/answer.js');
let pieces = 0;
answer({
  echo: (args) => args,
  refuse: () => { throw new DOMException('no room', 'QuotaExceededError'); },
  forget: () => new Promise(() => {}),
  count: async ({ to }, piece) => {
    for (pieces = 0; pieces < to; ) if (!await piece(++pieces)) return 'stopped';
    return 'counted';
  },
  pieces: () => pieces,
  end: () => { self.postMessage({ broken: 'it has ended' }); },
  fail: () => { setTimeout(() => { throw new Error('a fault'); }); return new Promise(() => {}); },
});
`

// program compiles this package's tests for the browser into a folder, and puts the
// script that runs Go's programs beside them.
var program = sync.OnceValues(func() (dir string, err error) {
	if dir, err = os.MkdirTemp("", "pressmark-browser-test-"); err != nil {
		return "", err
	}
	cmd := exec.Command("go", "test", "-c", "-o", filepath.Join(dir, "browser.test.wasm"), "-ldflags=-s -w", ".")
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := cmd.CombinedOutput(); err != nil {
		return dir, fmt.Errorf("%w\n%s", err, out)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return dir, err
	}
	const loader = "wasm_exec.js"
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", loader))
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, loader), data, 0o600)
	}
	if err != nil {
		return dir, err
	}
	return dir, watch(cmd.Env)
})

// watch looks at the program's sources, or the go command would not know that these
// tests depend on them, and would repeat an old result.
func watch(env []string) error {
	cmd := exec.Command("go", "list", "-test", "-deps", "-f", "{{with .Module}}{{if .Main}}{{$.Dir}}{{end}}{{end}}", ".")
	cmd.Env = env
	out, err := cmd.Output()
	if err != nil {
		return err
	}
	for dir := range strings.FieldsSeq(string(out)) {
		files, err := os.ReadDir(dir)
		if err != nil {
			return err
		}
		for _, f := range files {
			if _, err := os.Stat(filepath.Join(dir, f.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

func TestMain(m *testing.M) {
	code := m.Run()
	if built {
		dir, _ := program()
		os.RemoveAll(dir)
	}
	os.Exit(code)
}

var built bool // some test has asked for the program

// An exit is how the program in the page ended.
type exit struct {
	code   string
	output string
}

// A site serves the tests' program and hears what it reports.
type site struct {
	*httptest.Server
	exits   chan exit
	reports chan string // bodies posted to /report
}

func newSite(t *testing.T) *site {
	t.Helper()
	built = true
	dir, err := program()
	if err != nil {
		t.Fatal(err)
	}
	s := &site{exits: make(chan exit, 1), reports: make(chan string, 1<<16)}
	body := func(r *http.Request) string {
		b, _ := io.ReadAll(r.Body) // a killed page sends half of it: what cannot be parsed does not count
		return string(b)
	}
	mux := http.NewServeMux()
	text := func(path, mediaType, content string) {
		mux.HandleFunc("GET "+path, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", mediaType)
			io.WriteString(w, content)
		})
	}
	text("/{$}", "text/html", page)
	text("/page.js", "text/javascript", script)
	text("/asked.js", "text/javascript", asked)
	mux.Handle("GET /", http.FileServer(http.Dir(dir)))
	mux.Handle("GET /web/", http.StripPrefix("/web/", http.FileServer(http.Dir("../../web"))))
	mux.HandleFunc("POST /exit", func(w http.ResponseWriter, r *http.Request) {
		s.exits <- exit{r.FormValue("code"), body(r)}
	})
	mux.HandleFunc("POST /report", func(w http.ResponseWriter, r *http.Request) { s.reports <- body(r) })
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

// run is the address of a page that runs the program.
func (s *site) run(args, env []string) string {
	return s.URL + "/?" + url.Values{"arg": args, "env": env}.Encode()
}

// wait waits for the program to end.
func (s *site) wait(t *testing.T, limit time.Duration) exit {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	select {
	case e := <-s.exits:
		return e
	case <-ctx.Done():
		t.Fatal("the page did not end:", ctx.Err())
	}
	return exit{}
}

// A chromium is a running browser.
type chromium struct {
	cmd      *exec.Cmd
	devtools string // address of its protocol
}

// startChromium starts a browser on a profile and opens an address.
func startChromium(t *testing.T, profile, address string) *chromium {
	t.Helper()
	path := ""
	for _, name := range []string{os.Getenv("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil && name != "" {
			path = p
			break
		}
	}
	if path == "" {
		t.Fatal("Chromium is missing: apt-get install chromium, or set CHROMIUM to its path")
	}
	cmd := exec.Command(path, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
		"--disable-background-timer-throttling", "--disable-renderer-backgrounding",
		"--remote-debugging-port=0", "--user-data-dir="+profile, address)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	stderr, err := cmd.StderrPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	c := &chromium{cmd: cmd}
	t.Cleanup(c.kill)
	said := make(chan string, 1)
	go func() {
		var all bytes.Buffer
		listening := regexp.MustCompile(`DevTools listening on (ws://\S+)`)
		buf := make([]byte, 4096)
		for found := false; ; {
			n, err := stderr.Read(buf)
			if all.Write(buf[:n]); !found {
				if m := listening.FindStringSubmatch(all.String()); m != nil {
					found = true
					said <- m[1]
				}
			}
			if err != nil {
				close(said)
				return
			}
		}
	}()
	c.devtools = <-said
	if c.devtools == "" {
		t.Fatal("Chromium did not start")
	}
	return c
}

// kill ends the browser and all its processes at once, as a power cut would.
func (c *chromium) kill() {
	if c.cmd.ProcessState == nil {
		syscall.Kill(-c.cmd.Process.Pid, syscall.SIGKILL)
		c.cmd.Wait()
	}
}

// TestInChromium runs this package's tests in Chromium and reports their results as
// its own.
func TestInChromium(t *testing.T) {
	s := newSite(t)
	args := []string{"-test.v", "-test.timeout=5m", "-rapid.nofailfile", "-rapid.checks=" + checks()}
	run := os.Getenv("PRESSMARK_RUN") // a pattern, as for go test -run
	if run == "" {
		run = "^Test" // fuzz targets ask for a file system
	}
	args = append(args, "-test.run="+run)
	startChromium(t, t.TempDir(), s.run(args, nil))
	end := s.wait(t, 6*time.Minute)
	results := regexp.MustCompile(`(?m)^ *--- (PASS|FAIL|SKIP): (\S+) \(([\d.]+s)\)`).FindAllStringSubmatch(end.output, -1)
	failed := end.code != "0" || len(results) == 0
	for _, r := range results {
		t.Run(strings.ReplaceAll(r[2], "/", "_"), func(t *testing.T) {
			t.Log(r[3], "in the browser")
			if r[1] != "PASS" {
				t.Error(r[1])
			}
		})
	}
	t.Logf("exit code %s\n%s", end.code, end.output)
	if failed {
		t.Fail()
	}
}

func soak() bool { return os.Getenv("PRESSMARK_SOAK") != "" }

func checks() string {
	if soak() {
		return "300"
	}
	return "15"
}
