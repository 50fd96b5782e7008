package main

// How to write a browser journey (a file journey_*_test.go in this package):
//
//	srv := serveClient(t)                   // the built client, on a free port; srv.stop, srv.start, srv.swap
//	b := openBrowser(t)                     // a fresh profile; openBrowser(t, withProfile(b.profile)) takes it up again
//	p := b.open(srv.url + "/")              // a new tab, the program running
//	value[string](p, `document.title`)       // JavaScript into a Go value; promises are awaited
//	p.until(`document.querySelector("x")`)  // waits until an expression is true, and fails with its words
//	p.click("button.export"), p.tap(...), p.drag(...), p.press("a")
//	p.drag(p.ends("a quote on the page"))   // select text with the mouse
//	p.do(chromedp.Navigate(...), ...)       // any chromedp action
//	p.phone(), p.desktop(), p.dark(), p.light()
//	p.screenshot("reader-phone-dark")       // build/screenshots/reader-phone-dark.png
//	b.kill()                                // SIGKILL, at once, to every process of the browser
//	b.close()                               // as a reader closes it
//
// Whatever a page logs as an error, or throws, fails the test, unless p.allow was
// told a part of its words. An in-page wait is never a sleep: use until.
//
// The embedded client is the one that `make client` built last:
// build again after a change.

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	cdplog "github.com/chromedp/cdproto/log"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// journeyPatience bounds each single step in a browser.
const journeyPatience = 45 * time.Second

// A browser is a running Chromium with a profile of its own.
type browser struct {
	t       testing.TB
	profile string
	ctx     context.Context // of the browser; each tab has its own below it
	cancel  context.CancelFunc
	process *os.Process
}

type browserOption struct{ profile string }

// withProfile uses a profile folder that another browser has left.
func withProfile(dir string) func(*browserOption) {
	return func(o *browserOption) { o.profile = dir }
}

// openBrowser starts Chromium. It is closed when the test ends.
func openBrowser(t testing.TB, options ...func(*browserOption)) *browser {
	t.Helper()
	path := chromiumPath()
	if path == "" {
		missing(t, "no Chromium is installed, which the browser tests need: on Debian, apt-get install chromium")
	}
	var o browserOption
	for _, f := range options {
		f(&o)
	}
	if o.profile == "" {
		o.profile = t.TempDir()
	}
	settings := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.UserDataDir(o.profile),
		chromedp.DisableGPU,
		chromedp.WindowSize(1280, 800),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("no-proxy-server", true),
		// Otherwise a page that is hidden by nothing but another test is slowed.
		chromedp.Flag("disable-features", "Translate,CalculateNativeWinOcclusion"),
	)
	b := &browser{t: t, profile: o.profile}
	ctx, cancelAllocator := chromedp.NewExecAllocator(context.Background(), settings...)
	ctx, cancel := chromedp.NewContext(ctx)
	b.ctx, b.cancel = ctx, func() { cancel(); cancelAllocator() }
	if err := chromedp.Do(ctx); err != nil {
		b.cancel()
		t.Fatal("Chromium does not start:", err)
	}
	b.process = chromedp.FromContext(ctx).Browser.Process()
	t.Cleanup(func() { b.cancel(); b.reap() })
	return b
}

func chromiumPath() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// close closes the browser as a reader does.
func (b *browser) close() {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, journeyPatience)
	defer cancel()
	if err := chromedp.Cancel(ctx); err != nil {
		b.t.Error("the browser does not close:", err)
	}
	b.reap()
}

// kill ends every process of the browser at once, without a chance to write.
func (b *browser) kill() {
	b.process.Kill()
	b.reap()
	b.cancel()
}

// reap kills what runs on this browser's own profile until nothing does.
func (b *browser) reap() {
	for b.signalAll() > 0 {
		time.Sleep(time.Millisecond)
	}
}

// signalAll kills the processes that name the profile, and counts those that
// are still there.
func (b *browser) signalAll() (alive int) {
	want := []byte("--user-data-dir=" + b.profile)
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return 0 // no Linux: the main process takes its children along
	}
	for _, e := range entries {
		pid, err := strconv.Atoi(e.Name())
		if err != nil {
			continue
		}
		line, err := os.ReadFile(filepath.Join("/proc", e.Name(), "cmdline"))
		if err != nil {
			continue
		}
		for arg := range bytes.SplitSeq(line, []byte{0}) {
			if bytes.Equal(arg, want) {
				syscall.Kill(pid, syscall.SIGKILL)
				alive++
				break
			}
		}
	}
	return alive
}

// A tab is one page of a browser, and what is done with it.
type tab struct {
	t   testing.TB
	b   *browser
	ctx context.Context

	mu      sync.Mutex
	wrong   []string // errors and exceptions
	logged  []string // what else it said: Go's panics among it
	allowed []string
}

// blank opens an empty tab.
func (b *browser) blank() *tab {
	b.t.Helper()
	p := &tab{t: b.t, b: b}
	ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithListener(p.listen))
	p.ctx = ctx
	if err := chromedp.Do(ctx); err != nil {
		cancel()
		b.t.Fatal("no tab:", err)
	}
	p.desktop()
	b.t.Cleanup(func() { p.check(); cancel() })
	return p
}

// open opens a tab at an address and waits until the program runs.
func (b *browser) open(url string) *tab {
	b.t.Helper()
	p := b.blank()
	p.navigate(url)
	p.ready()
	return p
}

// navigate goes to an address and waits for the page to load.
func (p *tab) navigate(url string) {
	p.t.Helper()
	p.do(chromedp.Navigate(url))
}

// ready waits until the program has taken over the page.
func (p *tab) ready() {
	p.t.Helper()
	p.until(`document.readyState === "complete" && !document.getElementById("app-wasm-loader")`)
	if value[bool](p, `Boolean(document.querySelector(".boot-notice"))`) {
		p.fatal(errors.New("the program does not run"))
	}
}

// installed waits until the service worker has stored the whole version and
// answers for this page.
func (p *tab) installed() {
	p.t.Helper()
	p.until(`navigator.serviceWorker.controller?.state === "activated"`)
}

// close closes the tab.
func (p *tab) close() {
	p.t.Helper()
	p.check()
	if err := chromedp.Cancel(p.ctx); err != nil {
		p.t.Error("the tab does not close:", err)
	}
}

// do runs actions and fails the test where one fails.
func (p *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, journeyPatience)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		p.fatal(err)
	}
}

// value evaluates JavaScript, awaits a promise, and returns the value.
func value[T any](p *tab, script string) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, journeyPatience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		p.fatal(fmt.Errorf("%w\nin: %s", err, script))
	}
	return v
}

// run evaluates JavaScript for what it does.
func (p *tab) run(script string) {
	p.t.Helper()
	value[chromedp.Void](p, script)
}

// until waits until a JavaScript expression (or its promise) is true. The page
// may be loading or reloading meanwhile.
func (p *tab) until(expression string) {
	p.t.Helper()
	var last error
	for end := time.Now().Add(journeyPatience); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		ctx, cancel := context.WithDeadline(p.ctx, end)
		is, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("(async () => Boolean(await ("+expression+")))()", chromedp.EvalAwaitPromise))
		cancel()
		if is {
			return
		}
		if last = err; p.ctx.Err() != nil {
			break
		}
	}
	p.fatal(fmt.Errorf("it never came true: %s (%v)", expression, last))
}

// fatal ends the test with what the page has said so far.
func (p *tab) fatal(err error) {
	p.t.Helper()
	p.mu.Lock()
	said := strings.Join(p.wrong, "\n") + "\nlog: " + p.log()
	p.wrong = nil
	p.mu.Unlock()
	var where, text string
	ctx, cancel := context.WithTimeout(p.ctx, 2*time.Second)
	defer cancel()
	where, _ = chromedp.Run(ctx, chromedp.Location())
	text, _ = chromedp.Run(ctx, chromedp.Evaluate[string]("document.documentElement.innerText.slice(0, 600)"))
	p.t.Fatalf("%v\nat: %s\nerrors: %s\npage: %s", err, where, said, text)
}

// allow lets errors pass that hold one of these words.
func (p *tab) allow(words ...string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.allowed = append(p.allowed, words...)
}

// listen notes what a page logs as an error, and what it throws.
func (p *tab) listen(event any) {
	words := ""
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		words = "uncaught: " + e.ExceptionDetails.Text
		if x := e.ExceptionDetails.Exception; x != nil {
			words += " " + x.Description
		}
	case *runtime.EventConsoleAPICalled:
		for _, a := range e.Args {
			words += " " + string(a.Value) + a.Description
		}
		if e.Type != runtime.ConsoleAPICalledTypeError {
			p.mu.Lock()
			defer p.mu.Unlock()
			p.logged = append(p.logged, words)
			return
		}
		words = "console.error:" + words
	case *cdplog.EventEntryAdded:
		if e.Entry.Level != cdplog.EntryLevelError {
			return
		}
		words = fmt.Sprintf("%s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL)
	default:
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.wrong = append(p.wrong, words)
}

// check fails the test for what the page has said and nobody allowed.
func (p *tab) check() {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, e := range p.wrong {
		allowed := false
		for _, a := range p.allowed {
			allowed = allowed || strings.Contains(e, a)
		}
		if !allowed {
			p.t.Error("the page says:", e)
			if p.logged != nil {
				p.t.Log("and before:", p.log())
				p.logged = nil
			}
		}
	}
	p.wrong = nil
}

// log returns what was logged: of a panic how it begins, else the last lines.
func (p *tab) log() string {
	const most = 30
	from := slices.IndexFunc(p.logged, func(line string) bool { return strings.Contains(line, "panic: ") })
	if from < 0 {
		from = max(len(p.logged)-most, 0)
	}
	return strings.Join(p.logged[from:min(from+most, len(p.logged))], "\n")
}

// A spot is a place in the window, in CSS pixels.
type spot struct{ X, Y float64 }

// middle returns the middle of the first element that a selector finds, scrolled
// into view, drawn and at rest: until then a click would pass through it or beside it.
func (p *tab) middle(selector string) spot {
	p.t.Helper()
	p.until(`(async () => {
		const place = () => {
			const e = document.querySelector(` + strconv.Quote(selector) + `);
			e?.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
			const r = e?.checkVisibility({ contentVisibilityAuto: true }) && e.getBoundingClientRect();
			return r && { X: r.left + r.width / 2, Y: r.top + r.height / 2 };
		};
		const was = place();
		await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
		const is = place();
		globalThis.found = is;
		return was && is && Math.abs(was.X - is.X) < 1 && Math.abs(was.Y - is.Y) < 1;
	})()`)
	return value[spot](p, `found`)
}

// ends returns the spots just inside the first and the last character of the first
// place where the page's text holds a quote, scrolled into view: what to drag over
// to select it. The quote may cross elements but not blocks.
func (p *tab) ends(quote string) (from, to spot) {
	p.t.Helper()
	find := `(() => {
		const quote = ` + strconv.Quote(quote) + `;
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		const nodes = [];
		let text = "";
		for (let n; (n = walker.nextNode());) {
			nodes.push([text.length, n]);
			text += n.data;
		}
		const at = text.indexOf(quote);
		if (at < 0) return null;
		const char = (i) => {
			const [start, node] = nodes.findLast(([start]) => start <= i);
			const range = document.createRange();
			range.setStart(node, i - start);
			range.setEnd(node, i - start + 1);
			return range;
		};
		const first = char(at), last = char(at + quote.length - 1);
		first.startContainer.parentElement.scrollIntoView({ block: "center", behavior: "instant" });
		const a = first.getBoundingClientRect(), z = last.getBoundingClientRect();
		return [{ X: a.left + 1, Y: a.top + a.height / 2 }, { X: z.right - 1, Y: z.top + z.height / 2 }];
	})()`
	p.until(find)
	both := value[[]spot](p, find)
	return both[0], both[1]
}

// click clicks the middle of an element with the mouse.
func (p *tab) click(selector string, options ...chromedp.MouseOption) {
	p.t.Helper()
	at := p.middle(selector)
	p.do(chromedp.MouseClickXY(at.X, at.Y, options...))
}

// tap touches the middle of an element (after phone).
func (p *tab) tap(selector string) {
	p.t.Helper()
	at := p.middle(selector)
	p.do(chromedp.TapXY(at.X, at.Y))
}

// drag presses the mouse at one spot, moves it and lets it go at another, as one
// does to select text. Alt and the like are given by chromedp.ModifierAlt.
func (p *tab) drag(from, to spot, modifiers ...chromedp.Modifier) {
	p.t.Helper()
	held := int64(0)
	for _, m := range modifiers {
		held |= int64(m)
	}
	send := func(kind input.DispatchMouseEventType, at spot, buttons int64) chromedp.Action[chromedp.Void] {
		return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
			_, err := cdp.Call(ctx, t, input.DispatchMouseEvent, input.DispatchMouseEventParams{
				Type: kind, X: at.X, Y: at.Y, Button: input.MouseButtonLeft, Buttons: buttons, ClickCount: 1, Modifiers: held,
			})
			return err
		})
	}
	p.do(
		send(input.DispatchMouseEventTypeMousePressed, from, 1),
		send(input.DispatchMouseEventTypeMouseMoved, spot{(from.X + to.X) / 2, (from.Y + to.Y) / 2}, 1),
		send(input.DispatchMouseEventTypeMouseMoved, to, 1),
		send(input.DispatchMouseEventTypeMouseReleased, to, 0),
	)
}

// press presses one key or a text's keys, one after the other: "a", kb.Enter;
// modifiers are held meanwhile.
func (p *tab) press(keys string, modifiers ...chromedp.Modifier) {
	p.t.Helper()
	p.do(chromedp.KeyEvent(keys, chromedp.KeyModifiers(modifiers...)))
}

// desktop makes the window 1280 × 800.
func (p *tab) desktop() {
	p.t.Helper()
	p.do(chromedp.EmulateViewport(1280, 800))
}

// phone makes the window that of a phone with touch, 390 × 844.
func (p *tab) phone() {
	p.t.Helper()
	p.do(chromedp.EmulateViewport(390, 844, chromedp.EmulateScale(2),
		chromedp.EmulateMobile, chromedp.EmulateTouch, chromedp.EmulatePortrait))
}

// dark and light set the reader's colour scheme.
func (p *tab) dark() { p.t.Helper(); p.media("prefers-color-scheme", "dark") }

func (p *tab) light() { p.t.Helper(); p.media("prefers-color-scheme", "light") }

// media sets a media feature, such as prefers-reduced-motion, and unsets others.
func (p *tab) media(feature, value string) {
	p.t.Helper()
	p.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: feature, Value: value}},
		})
		return err
	}))
}

// screenshot writes a picture of the window to build/screenshots/NAME.png, and
// returns its path.
func (p *tab) screenshot(name string) string {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, journeyPatience)
	defer cancel()
	picture, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.fatal(err)
	}
	path := filepath.Join("..", "..", "build", "screenshots", name+".png")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(path, picture, 0o644); err != nil {
		p.t.Fatal(err)
	}
	return path
}

// onNewDocument runs a script in every page that this tab loads from now on,
// before the page's own.
func (p *tab) onNewDocument(script string) {
	p.t.Helper()
	p.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: script})
		return err
	}))
}

// reload loads the page again.
var reload = chromedp.Reload()
