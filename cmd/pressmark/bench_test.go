package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/record"
	"pressmark/cmd/pressmark/server"
)

// The benchmarks compare what a reader waits for with floors that are measured in
// the same browser and the same run: the time a machine takes says little, the ratio
// stays. Each is the median of several runs.

// rounds is how often each thing is measured.
const rounds = 5

// A load is an article of a size, made up, with marks.
type load struct{ words, marks int }

func (l load) String() string { return fmt.Sprintf("%dk_%d", l.words/1000, l.marks) }

// doc makes the article and its marks up; the same for the same load.
func (l load) doc() annotations.Doc {
	r := rand.New(rand.NewPCG(uint64(l.words), uint64(l.marks)))
	syllables := strings.Fields("ba ce di fo gu ha ke li mo nu pa re si to vu wa ye zi con ter pro min sta ver")
	var text strings.Builder
	a := annotations.Article{ID: annotations.NewID(), Title: "Load of " + l.String(), Language: "en", Created: time.Unix(1, 0).UTC(), Modified: time.Unix(1, 0).UTC(), Revision: 1}
	var words []annotations.Span
	var starts, ends []int
	at := 0 // all of it is ASCII
	write := func(s string) { text.WriteString(s); at += len(s) }
	for n := 0; n < l.words; {
		if n > 0 {
			write("\n\n")
		}
		starts = append(starts, at)
		for end := min(n+60, l.words); n < end; n++ {
			if at > starts[len(starts)-1] {
				write(" ")
			}
			from := at
			for range 1 + r.IntN(3) {
				write(syllables[r.IntN(len(syllables))])
			}
			words = append(words, annotations.Span{Start: from, End: at})
		}
		write(".")
		ends = append(ends, at)
	}
	a.Text = annotations.NewText(text.String())
	for i := range starts {
		a.Blocks = append(a.Blocks, annotations.Block{Kind: annotations.Paragraph, Span: annotations.Span{Start: starts[i], End: ends[i]}})
	}
	lengths := map[annotations.Kind]int{annotations.KindActor: 2, annotations.KindClaim: 12, annotations.KindFigure: 2}
	var marks []annotations.Annotation
	for i := range l.marks {
		kind := annotations.Kinds[i%len(annotations.Kinds)]
		from := i * (len(words) - 12) / l.marks
		span := annotations.Span{Start: words[from].Start, End: words[from+lengths[kind]-1].End}
		if b := a.Blocks[a.BlockAt(span.Start)].Span; span.End > b.End {
			span.End = b.End
		}
		n := annotations.NewAnnotation(a, kind, time.Unix(int64(i), 0).UTC(), span)
		n.Revision = 1
		marks = append(marks, n)
	}
	return annotations.NewDoc(a, marks)
}

// collection is the load as a file to import.
func (l load) collection(d annotations.Doc) []byte {
	c := record.Collection{Articles: []annotations.Article{d.Article}}
	for _, m := range d.Marks() {
		c.Annotations = append(c.Annotations, *m)
	}
	return record.EncodeCollection(c)
}

// floor is the load as the floor page reads it.
func (l load) floor(d annotations.Doc) []byte {
	var paragraphs [][][2]string
	for _, b := range d.Article.Blocks {
		var runs [][2]string
		for _, r := range annotations.Runs(b.Span, d.In(b.Span)) {
			class := ""
			if len(r.Marks) > 0 {
				class = string(r.Marks[len(r.Marks)-1].Kind)
			}
			runs = append(runs, [2]string{d.Article.Text.Slice(r.Span), class})
		}
		paragraphs = append(paragraphs, runs)
	}
	out, err := json.Marshal(paragraphs)
	if err != nil {
		panic(err)
	}
	return out
}

// benchServer serves the client, a load, and the page that measures the floors.
func benchServer(b *testing.B, l load) (*served, annotations.Doc) {
	b.Helper()
	d := l.doc()
	collection, floor := l.collection(d), l.floor(d)
	client := server.Handler(aBundle(b, "/"))
	return serveHandler(b, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/bench/load.json":
			w.Header().Set("Content-Type", "application/json")
			w.Write(collection)
		case "/bench/floor.json":
			w.Write(floor)
		case "/bench/floor.html":
			http.ServeFile(w, r, "testdata/bench/floor.html")
		default:
			client.ServeHTTP(w, r)
		}
	})), d
}

// median measures several times and returns the middle, in milliseconds.
func median(measure func() float64) float64 {
	all := make([]float64, rounds)
	for i := range all {
		all[i] = measure()
	}
	slices.Sort(all)
	return all[rounds/2]
}

// painted is a JavaScript function: a promise of the time after the next paint.
const painted = `const painted = () => new Promise((done) => requestAnimationFrame(() => {
	const after = new MessageChannel();
	after.port1.onmessage = () => done(performance.now());
	after.port2.postMessage(null);
}));`

// imported opens the client with a load in its library.
func imported(b *testing.B, br *browser, srv *served) *tab {
	b.Helper()
	p := br.open(srv.url + "/?src=/bench/load.json")
	p.click(`#import .button.primary`)
	p.until(`document.querySelectorAll("#paper .block").length > 100`)
	p.saved()
	return p
}

// BenchmarkOpen measures from the click on an article's title to its marks painted,
// against the same text with spans laid out by hand.
func BenchmarkOpen(b *testing.B) {
	for _, l := range []load{{50_000, 1_000}, {200_000, 10_000}} {
		b.Run(l.String(), func(b *testing.B) {
			srv, d := benchServer(b, l)
			br := openBrowser(b)
			floor := br.blank()
			floor.navigate(srv.url + "/bench/floor.html")
			floor.until(`parts`)
			plain := median(func() float64 { return value[float64](floor, `lay(false)`) })
			spans := median(func() float64 { return value[float64](floor, `lay(true)`) })
			floor.close()
			p := imported(b, br, srv)
			for b.Loop() {
				open := median(func() float64 {
					p.click(`.top nav a[href$="/library"]`)
					link := fmt.Sprintf(`a.title[href$=%q]`, "/a/"+d.Article.ID.Short())
					p.until(`document.querySelector('` + link + `')`)
					return value[float64](p, fmt.Sprintf(`(async () => { %s
						const start = performance.now();
						document.querySelector('%s').click();
						for (;;) {
							const now = await painted();
							const blocks = document.querySelectorAll("#paper .block").length;
							if (blocks === %d && document.querySelector("#paper .block:last-child")?.textContent.length > 0) return now - start;
						}
					})()`, painted, link, len(d.Article.Blocks)))
				})
				b.ReportMetric(open, "ms/open")
				b.ReportMetric(plain, "ms/plain-floor")
				b.ReportMetric(spans, "ms/spans-floor")
				b.ReportMetric(open/plain, "×plain")
				b.ReportMetric(open/spans, "×spans")
				b.ReportMetric(0, "ns/op")
			}
		})
	}
}

// BenchmarkMark measures from the key press to the painted mark, with few marks in
// the article and with many.
func BenchmarkMark(b *testing.B) {
	for _, l := range []load{{50_000, 10}, {50_000, 1_000}, {50_000, 10_000}} {
		b.Run(l.String(), func(b *testing.B) {
			srv, _ := benchServer(b, l)
			p := imported(b, openBrowser(b), srv)
			p.run(painted + `
				window.shown = [];
				const paper = document.getElementById("paper");
				window.addEventListener("keydown", (e) => {
					if (e.key !== "f") return;
					const start = performance.now();
					const seen = new MutationObserver(async () => { seen.disconnect(); shown.push(await painted() - start); });
					seen.observe(paper, { childList: true, subtree: true });
				}, true);`)
			p.run(`document.getElementById("paper").focus()`)
			for b.Loop() {
				n := 0
				press := median(func() float64 {
					p.press(kb.ArrowRight)
					p.press(kb.ArrowRight)
					p.press("f")
					n++
					p.until(fmt.Sprintf(`shown.length >= %d`, n))
					p.saved()
					return value[float64](p, `shown.at(-1)`)
				})
				frame := value[float64](p, `(async () => { let a = await new Promise(requestAnimationFrame), n = 20; const from = a; for (let i = 0; i < n; i++) a = await new Promise(requestAnimationFrame); return (a - from) / n; })()`)
				b.ReportMetric(press, "ms/mark")
				b.ReportMetric(press/frame, "frames/mark")
				b.ReportMetric(0, "ns/op")
			}
		})
	}
}

// BenchmarkScroll scrolls through a long article and counts frames that came late.
func BenchmarkScroll(b *testing.B) {
	srv, _ := benchServer(b, load{200_000, 10_000})
	p := imported(b, openBrowser(b), srv)
	for b.Loop() {
		late := value[[]float64](p, `(async () => {
			const frame = () => new Promise(requestAnimationFrame);
			for (let i = 0; i < 30; i++) await frame(); // settled
			let last = await frame(), late = 0, all = 0, worst = 0;
			for (let i = 0; i < 240; i++) {
				window.scrollBy(0, 120);
				const now = await frame();
				const took = now - last;
				last = now;
				all++;
				if (took > 1.5 * 1000 / 60) late++;
				worst = Math.max(worst, took);
			}
			return [late, all, worst];
		})()`)
		b.ReportMetric(late[0], "late-frames")
		b.ReportMetric(late[1], "frames")
		b.ReportMetric(late[2], "ms/worst-frame")
		b.ReportMetric(0, "ns/op")
	}
}

// BenchmarkReady measures a repeat visit from the start of the navigation until the
// program has drawn the page, against the smallest go-app page.
func BenchmarkReady(b *testing.B) {
	hello := serveHandler(b, helloHandler(b))
	srv := serveClient(b)
	br := openBrowser(b)
	visit := func(url, drawn string) float64 {
		p := br.blank()
		p.navigate(url)
		p.until(drawn)
		p.until(`navigator.serviceWorker.ready`)
		p.until(`caches.keys().then((k) => k.length)`)
		p.close()
		return median(func() float64 {
			p := br.blank()
			p.onNewDocument(`addEventListener("DOMContentLoaded", () => {
				const look = () => { if (` + drawn + `) window.drawn ??= performance.now(); else requestAnimationFrame(look); };
				look();
			});`)
			p.navigate(url)
			p.until(`window.drawn`)
			t := value[float64](p, `window.drawn`)
			p.close()
			return t
		})
	}
	for b.Loop() {
		floor := visit(hello.url+"/", `document.getElementById("hello")`)
		ready := visit(srv.url+"/", `document.querySelector(".state.ok") && document.querySelector("#paper .block")`)
		b.ReportMetric(floor, "ms/hello")
		b.ReportMetric(ready, "ms/ready")
		b.ReportMetric(ready/floor, "×hello")
		b.ReportMetric(0, "ns/op")
	}
}

// helloHandler builds the smallest go-app page and serves it as go-app does.
func helloHandler(b *testing.B) http.Handler {
	b.Helper()
	dir := b.TempDir()
	build := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", filepath.Join(dir, "app.wasm"), "./testdata/bench/hello")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	h := &goapp.Handler{Name: "Hello", Resources: goapp.LocalDir(""), Version: "1"}
	h.Icon.Default, h.Icon.Large, h.Icon.SVG, h.Icon.Maskable = "/web/i.svg", "/web/i.svg", "/web/i.svg", "/web/i.svg"
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/web/app.wasm":
			http.ServeFile(w, r, filepath.Join(dir, "app.wasm"))
		case "/web/i.svg":
			w.Header().Set("Content-Type", "image/svg+xml")
			fmt.Fprint(w, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>`)
		default:
			h.ServeHTTP(w, r)
		}
	})
}

// libraryOf is many articles with claims that have speakers, figures and attributions: as
// a file to import.
func libraryOf(articles, marks int) []byte {
	c := record.Collection{}
	now := time.Unix(1, 0).UTC()
	for i := range 50 {
		a := annotations.NewActor(fmt.Sprintf("Actor number %d", i), now)
		a.Revision, a.Type = 1, annotations.Person
		c.Actors = append(c.Actors, a)
	}
	for i := range articles {
		d := load{600 + i%7, marks / articles}.doc()
		d.Article.Title = fmt.Sprintf("Article %d of the library", i)
		c.Articles = append(c.Articles, d.Article)
		for k, m := range d.Marks() {
			n := *m
			n.ID = annotations.NewID()
			who := c.Actors[(i+k)%len(c.Actors)].ID
			switch n.Kind {
			case annotations.KindActor:
				n.Actor = who
			case annotations.KindClaim:
				n.Claim = annotations.Claim{
					Source: annotations.Named, Speakers: []annotations.ID{who},
					Attribution: annotations.Indirect, Stance: annotations.Asserts,
				}
			case annotations.KindFigure:
				n.Figure.Quantity = annotations.Quantity{Type: annotations.Count, Value: annotations.Decimal(fmt.Sprint(k + 1)), Counted: "things"}
			}
			c.Annotations = append(c.Annotations, n)
		}
	}
	return record.EncodeCollection(c)
}

// BenchmarkLedger measures from the click on "Ledger" to the claims of a whole library
// painted: with the library read in the background, as it is soon after the start, and
// before it was.
func BenchmarkLedger(b *testing.B) {
	data := libraryOf(200, 10_000)
	client := server.Handler(aBundle(b, "/"))
	srv := serveHandler(b, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/bench/load.json" {
			w.Header().Set("Content-Type", "application/json")
			w.Write(data)
			return
		}
		client.ServeHTTP(w, r)
	}))
	p := openBrowser(b).open(srv.url + "/?src=/bench/load.json")
	p.click(`#import .button.primary`)
	p.read("Imported 200 articles")
	p.saved()
	open := func() float64 {
		return value[float64](p, `(async () => { `+painted+`
			const start = performance.now();
			document.querySelector('.top nav a[href$="/ledger"]').click();
			for (;;) {
				const now = await painted();
				if (document.querySelectorAll(".ledger-page .card").length > 3000) return now - start;
			}
		})()`)
	}
	for b.Loop() {
		p.navigate(srv.url + "/library")
		p.ready()
		p.until(`document.querySelector(".article-row")`)
		cold := open()
		warm := median(func() float64 {
			p.click(`.top nav a[href$="/library"]`)
			p.click(`.article-row [id^="duplicate-"]`) // so that it is worked out anew
			p.read("Added")
			p.saved()
			return open()
		})
		b.ReportMetric(cold, "ms/before-it-was-read")
		b.ReportMetric(warm, "ms/ledger")
		b.ReportMetric(0, "ns/op")
	}
}
