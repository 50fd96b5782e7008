package main

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"pressmark/annotations"
	"pressmark/annotations/record"
)

// payloads would run boom(), or ask elsewhere.invalid for something, where markup
// of theirs reached a page.
var payloads = []string{
	`<script>boom()</script>`,
	`<SCRIPT SRC=//elsewhere.invalid/x.js></SCRIPT>`,
	`<script/src=data:,boom()></script>`,
	`<scr<script>ipt>boom()</scr</script>ipt>`,
	`<script>boom()//`,
	`</title><script>boom()</script>`,
	`</textarea><script>boom()</script>`,
	`</style><script>boom()</script>`,
	`--><script>boom()</script>`,
	`]]><script>boom()</script>`,
	`"><script>boom()</script>`,
	`'><script>boom()</script>`,
	`a"><img src=x onerror=boom()>`,
	`' onmouseover='boom()' x='`,
	`" autofocus onfocus="boom()" x="`,
	"` onclick=boom() `",
	`<img src=x onerror=boom()>`,
	`<img src=x:x onerror="boom()">`,
	`<img/src=x/onerror=boom()>`,
	`<IMG """><SCRIPT>boom()</SCRIPT>">`,
	`<img src="https://elsewhere.invalid/pixel.png">`,
	`<img srcset="//elsewhere.invalid/a 1x">`,
	`<picture><source srcset="//elsewhere.invalid/a"><img></picture>`,
	`<svg onload=boom()>`,
	`<svg><script>boom()</script></svg>`,
	`<svg><animate onbegin=boom() attributeName=x dur=1s>`,
	`<svg><set onbegin=boom()>`,
	`<svg><a xlink:href="javascript:boom()"><text y=20>click</text></a></svg>`,
	`<svg><use href="//elsewhere.invalid/a.svg#x"></use></svg>`,
	`<svg><image href="//elsewhere.invalid/a.png"></svg>`,
	`<svg><foreignObject><iframe onload=boom()></iframe></foreignObject></svg>`,
	`<svg></p><style><a id="</style><img src=1 onerror=boom()>">`,
	`<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=boom()&gt;">`,
	`<math><mtext><table><mglyph><style><math><img src onerror=boom()>`,
	`<form><math><mtext></form><form><mglyph><svg><mtext><style><path id="</style><img onerror=boom() src>">`,
	`<math href="javascript:boom()">click</math>`,
	`<noscript><p title="</noscript><img src=x onerror=boom()>">`,
	`<template><script>boom()</script><img src=x onerror=boom()></template>`,
	`<xmp><p title="</xmp><img src=x onerror=boom()>">`,
	`<plaintext><img src=x onerror=boom()>`,
	`<select><template><style><!--</style><a rel="--></style></template></select><img id=x src onerror=boom()>">`,
	`<listing>&lt;img onerror=boom() src=x&gt;</listing>`,
	`<a href="javascript:boom()">click</a>`,
	`<a href=" &#1; javascript:boom()">click</a>`,
	`<a href="jav&#x09;ascript:boom()">click</a>`,
	`<a href="data:text/html,<script>boom()</script>">click</a>`,
	`<a href=# onclick=boom() onpointerenter=boom()>click</a>`,
	`<a href="//elsewhere.invalid" ping="//elsewhere.invalid/ping">click</a>`,
	`<body onload=boom() onpageshow=boom() onhashchange=boom()>`,
	`<iframe src="javascript:boom()"></iframe>`,
	`<iframe srcdoc="<script>parent.boom()</script>"></iframe>`,
	`<iframe src=//elsewhere.invalid></iframe>`,
	`<object data="data:text/html,<script>boom()</script>"></object>`,
	`<embed src="//elsewhere.invalid/x.swf">`,
	`<video><source onerror=boom()></video>`,
	`<video src=x onerror=boom() poster=//elsewhere.invalid/p></video>`,
	`<audio src=x onerror=boom()></audio>`,
	`<input autofocus onfocus=boom()>`,
	`<details open ontoggle=boom()>text</details>`,
	`<marquee onstart=boom()>text</marquee>`,
	`<div style="background:url(//elsewhere.invalid/bg)">text</div>`,
	`<style>@import "//elsewhere.invalid/a.css"; body { background: url(//elsewhere.invalid/b) }</style>`,
	`<link rel=stylesheet href="//elsewhere.invalid/a.css">`,
	`<link rel="preload prefetch dns-prefetch" href="//elsewhere.invalid/a">`,
	`<meta http-equiv=refresh content="0;url=javascript:boom()">`,
	`<meta http-equiv=refresh content="0;url=//elsewhere.invalid/">`,
	`<base href="//elsewhere.invalid/">`,
	`<form action="javascript:boom()"><button autofocus formaction="javascript:boom()">go</button></form>`,
	`<div id=paper class=paper tabindex=0><mark id=entry-x onfocus=boom() tabindex=1>x</mark></div>`,
	`<p contenteditable onbeforeinput=boom() onselectionchange=boom() onanimationend=boom() style="animation:x 1ms">text</p>`,
	`<x onclick=boom() tabindex=1 autofocus onfocus=boom()>text</x>`,
	`<?xml-stylesheet href="javascript:boom()"?><p>text</p>`,
	`<!--[if gte IE 4]><script>boom()</script><![endif]-->`,
	`<![CDATA[<script>boom()</script>]]>`,
	`&lt;script&gt;boom()&lt;/script&gt;`,
	`&lt;img src=x onerror=boom()&gt;`,
	`\u003cscript\u003eboom()\u003c/script\u003e`,
	`{{constructor.constructor('boom()')()}}`,
	`${boom()}`,
	`javascript:boom()`,
	`[click](javascript:boom())`,
	`![x](//elsewhere.invalid/x.png)`,
	`<https://elsewhere.invalid/auto> <javascript:boom()>`,
	`[x]: javascript:boom() "t"`,
	"```html\n<script>boom()</script>\n```",
	`%3Cscript%3Eboom()%3C/script%3E`,
	`+ADw-script+AD4-boom()+ADw-/script+AD4-`,
	`<a id=x name=getElementById></a><form name=body></form><img name=cookie>`,
}

// A watch notes whatever a payload could have done.
type watch struct {
	mu    sync.Mutex
	noted []string
}

func (w *watch) note(s string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.noted = append(w.noted, s)
}

// guard sets up a canary in a new tab and notes every request to elsewhere.
func guard(t *testing.T, b *browser, origin string) (*tab, *watch) {
	w := &watch{}
	p := b.blank()
	requests := chromedp.Events(p.ctx, network.RequestWillBeSent)
	go func() {
		for e, err := range requests {
			if err != nil {
				return
			}
			if u := e.Request.URL; !strings.HasPrefix(u, origin) && !strings.HasPrefix(u, "blob:"+origin) && !strings.HasPrefix(u, "data:") && u != "about:blank" {
				w.note("a request for " + u)
			}
		}
	}()
	p.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, network.Enable, network.EnableParams{})
		return err
	}))
	p.onNewDocument(`
		globalThis.boomed = 0;
		globalThis.boom = () => { globalThis.boomed++; };
		globalThis.violations = [];
		document.addEventListener("securitypolicyviolation", (e) => violations.push(e.violatedDirective + " " + e.blockedURI));
	`)
	return p, w
}

// unharmed fails the test where anything ran, was blocked or was asked for.
func (w *watch) unharmed(p *tab, where string) {
	p.t.Helper()
	if n := value[int](p, `boomed`); n != 0 {
		p.t.Errorf("%s: a script ran, %d times", where, n)
	}
	if v := value[[]string](p, `violations`); len(v) > 0 {
		p.t.Errorf("%s: only the policy stopped %q", where, v)
	}
	if bad := value[[]string](p, `[...document.querySelectorAll("#app-wasm-layout *, body > *, body *")].filter((e) =>
		["IFRAME", "OBJECT", "EMBED", "IMG", "SVG", "VIDEO", "AUDIO", "BASE", "MATH", "FORM", "STYLE", "TEMPLATE"].includes(e.tagName.toUpperCase()) && !e.matches(".paste, .renaming, .reason, #rail > svg.pic, .picture > svg.pic, #app-wasm-loader-icon")
		|| [...e.attributes].some((a) => /^on/i.test(a.name) || /^\s*javascript:/i.test(a.value) && a.name !== "aria-label")
		|| e.tagName === "SCRIPT" && !e.src.startsWith(location.origin)).map((e) => e.outerHTML.slice(0, 120))`); len(bad) > 0 {
		p.t.Errorf("%s: in the page stands %q", where, bad)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, s := range w.noted {
		p.t.Errorf("%s: %s", where, s)
	}
	w.noted = nil
}

// fileName makes a file name of a payload.
func fileName(i int, ext string) string {
	r := strings.NewReplacer("/", "∕", "\x00", "", "\n", " ")
	name := fmt.Sprintf("%02d ", i) + r.Replace(payloads[i])
	for len(name) > 120 {
		name = name[:len(name)-1]
	}
	return strings.ToValidUTF8(name, "") + ext
}

// walk opens every article that the library page lists and returns how many.
func (p *tab) walk(w *watch, where string) int {
	p.t.Helper()
	p.library()
	w.unharmed(p, where+", the library")
	titles := p.shelf()
	links := value[[]string](p, `[...document.querySelectorAll(".article-row .title")].map((e) => e.getAttribute("href"))`)
	for i, link := range links {
		// As a click on the link does, which only has to be scrolled to.
		p.run(`document.querySelector('a.title[href="` + link + `"]').click()`)
		p.until(`location.pathname === ` + quoted(link) + ` && document.querySelector("button.export") && document.querySelector("#paper .block") && document.title === ` + quoted(titles[i]+" · Pressmark") + `.replace(/\s+/g, " ").trim()`)
		w.unharmed(p, where+", "+titles[i])
		p.run(`document.querySelector('nav a[href="/library"]').click()`)
		p.until(`document.querySelector(".article-row")`)
	}
	return len(titles)
}

func TestHostileMarkup(t *testing.T) {
	if len(payloads) < 60 {
		t.Fatal("too few payloads")
	}
	srv := serveClient(t)
	p, w := guard(t, openBrowser(t), srv.url)
	p.navigate(srv.url + "/")
	p.ready()
	p.until(`document.querySelector("button.export")`)
	p.library()

	// As files, under names that are payloads too: a page for each, for one may hide
	// the next; in Markdown and plain text they cannot.
	var files []string
	for i, x := range payloads {
		files = append(files, writeFile(t, fileName(i, ".html"), []byte(fmt.Sprintf("<p>before %d</p>%s<p>after</p>", i, x))))
	}
	files = append(files,
		writeFile(t, fileName(0, ".md"), []byte(strings.Join(payloads, "\n\nbetween\n\n"))),
		writeFile(t, fileName(1, ".txt"), []byte(strings.Join(payloads, "\n")+"\nThe end of it.")))
	p.give(files...)
	p.shelved(1 + len(files))
	p.saved()
	w.unharmed(p, "after import")

	// Pasted as HTML, all at once.
	p.push("Paste an article")
	p.until(`document.getElementById("paste-text")`)
	p.click(`input[value="html"]`)
	p.fill("#paste-title", payloads[12])
	p.fill("#paste-text", strings.Join(payloads, "\n<p>between</p>\n"))
	p.push("Read it")
	p.laid()
	p.saved()
	w.unharmed(p, "pasted")

	// In the fields of our own JSON: title, byline, publisher, text, note, tags.
	p.library()
	p.give(writeFile(t, `"><img src=x onerror=boom()>.json`, record.EncodeCollection(hostileRecords())))
	p.read("will be added")
	w.unharmed(p, "the import dialog")
	p.push("Import")
	p.until(`location.pathname.startsWith("/a/") && document.querySelector(".entry")`)
	p.expectCount(len(payloads))
	w.unharmed(p, "records")
	p.click(".entry .go")
	p.run(`document.getElementById("paper").focus()`)
	for i := range payloads { // each is chosen, its note and tags shown
		p.until(`document.querySelector("[aria-posinset='` + strconv.Itoa(i+1) + `'].on #note")?.value === ` + js(payloads[i]))
		p.press(kb.Tab)
	}
	w.unharmed(p, "a record's note")
	p.press("k", chromedp.ModifierCtrl)
	p.until(`document.activeElement?.id === "palette-input"`)
	p.press("boom")
	p.until(`document.querySelectorAll(".result b").length > 20`)
	w.unharmed(p, "the palette")
	p.press(kb.Escape)
	p.push("Export")
	p.read("It holds")
	w.unharmed(p, "the export dialog")
	p.push("Close")

	// And again with the policy off: the words are harmless by themselves.
	p.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, cdppage.SetBypassCSP, cdppage.SetBypassCSPParams{Enabled: true})
		return err
	}))
	p.do(reload)
	p.ready()
	p.laid()
	w.unharmed(p, "without the policy")
	if n := p.walk(w, "without the policy"); n != len(files)+3 {
		t.Errorf("%d articles were walked, of %d", n, len(files)+3)
	}
}

// hostileRecords is an article whose every word is a payload, and a mark on each.
func hostileRecords() record.Collection {
	at := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	a := annotations.Article{
		ID: annotations.NewID(), Title: payloads[13], Byline: payloads[0], Publisher: payloads[16], Published: payloads[10],
		Language: payloads[14], Source: "javascript:boom()", Created: at, Modified: at, Revision: 1,
	}
	a.Text = annotations.NewText(strings.Join(payloads, "\n"))
	c := record.Collection{}
	start := 0
	for i, x := range payloads {
		s := annotations.Span{Start: start, End: start + len([]rune(x))}
		a.Blocks = append(a.Blocks, annotations.Block{Kind: annotations.Paragraph, Span: s})
		start = s.End + 1
		n := annotations.NewAnnotation(a, annotations.Kinds[i%3], at, s)
		n.Note, n.Tags, n.Creator, n.Revision = x, []string{x}, x, 1
		c.Annotations = append(c.Annotations, n)
	}
	c.Articles = []annotations.Article{a}
	return c
}

func TestHostileRecords(t *testing.T) {
	srv := serveClient(t)
	p, w := guard(t, openBrowser(t), srv.url)
	p.navigate(srv.url + "/")
	p.ready()
	p.until(`document.querySelector("button.export")`)
	p.markAs("Steve Witkoff", "a")
	p.chosen("Steve Witkoff")
	before := p.exported()
	good := string(before)
	swap := func(old, new string) string {
		if !strings.Contains(good, old) {
			t.Fatalf("the export holds no %s", old)
		}
		return strings.Replace(good, old, new, 1)
	}
	depth := strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000)
	for _, x := range []struct{ name, data, words string }{
		{"empty", "", ":1:1: "},
		{"a text", "This is no JSON.", ":1:1: "},
		{"cut off", good[:len(good)/2], "line "},
		{"more behind it", good + "{}", "line "},
		{"a name twice", swap(`"motivation"`, `"id":"urn:uuid:0196230b-5c00-7000-8000-000000000000","motivation"`), "a name stands twice"},
		{"a name in other case", swap(`"motivation"`, `"ID":"evil","motivation"`), "letter case"},
		{"half a surrogate pair", swap(`"Steve Witkoff"`, `"Steve \ud83d Witkoff"`), "a character that cannot be"},
		{"bad UTF-8", swap(`"Steve Witkoff"`, "\"Steve \xff Witkoff\""), "a character that cannot be"},
		{"another quote", swap(`"exact":"Steve Witkoff"`, `"exact":"Steve Witkofg"`), "the quote is not what the text says there"},
		{"out of the text", swap(`"end":`, `"end":9`), "the span is not a place in the text"},
		{"a negative place", swap(`"start":`, `"start":-`), "line "},
		{"a broken place", swap(`"start":`, `"start":0.`), "line "},
		{"a huge number", swap(`"start":`, `"start":99999999999999999999999`), "line "},
		{"a string for a number", swap(`"pressmark:revision":1`, `"pressmark:revision":"1"`), "wrong type"},
		{"no ID", swap(`"id":"urn:uuid:0196230b-5c00-7000-8000-5a3b1e000001",`, ``), "has no id"},
		{"an ID that is none", swap(`"id":"urn:uuid:0196230b-5c00-7000-8000-5a3b1e000001"`, `"id":"<script>boom()</script>"`), "UUID"},
		{"an unknown kind", swap(`foaf:Agent`, `foaf:Nothing`), "has no body of type"},
		{"another context", swap(`http://www.w3.org/ns/anno.jsonld`, `https://elsewhere.invalid/context`), "@context"},
		{"pages elsewhere", swap(`"first":{`, `"first":"https://elsewhere.invalid/page","x":{`), "elsewhere"},
		{"another thing", `{"type":"FeatureCollection","features":[]}`, "not Pressmark"},
		{"a prototype", `{"__proto__":{"type":"AnnotationCollection"},"constructor":1}`, "not Pressmark"},
		{"deep", depth, "nested too deep"},
		{"deep inside", swap(`"motivation"`, `"x":`+depth+`,"motivation"`), "nested too deep"},
		{"a long name", `{"` + strings.Repeat("x", 5_000_000) + `":1}`, ":1:1: "},
		{"NaN", swap(`"start":`, `"start":NaN,"x":`), "line "},
		{"a comment", "/* */" + good, ":1:1: "},
		{"a byte order mark of another kind", "\xff\xfe{\x00}\x00", ":1:1: "},
	} {
		p.give(writeFile(t, x.name+" <img src=x onerror=boom()>.json", []byte(x.data)))
		p.until(`document.querySelector("#import[open] .refused")`)
		text := value[string](p, `document.querySelector("#import").innerText`)
		if !strings.Contains(text, "Nothing of this file was taken in.") || !strings.Contains(text, x.words) {
			t.Errorf("%s: the page says %q", x.name, text)
		}
		if strings.Contains(text, "\nImport\n\n") || value[bool](p, `[...document.querySelectorAll("#import button")].some((e) => e.innerText === "Import")`) {
			t.Errorf("%s: it can be imported", x.name)
		}
		p.push("Close")
		p.until(`!document.querySelector("dialog[open]")`)
		w.unharmed(p, x.name)
	}
	p.screenshot("hostile-library")

	// Too large is said before it is read.
	huge := slices.Repeat([]byte("["), 101<<20)
	p.give(writeFile(t, "huge.json", huge))
	p.read("huge.json: It is too large.")
	p.push("Close")

	// A file that is right but for one record says which.
	alone := swap(`"pressmark:articles":[`, `"pressmark:articles":[],"x":[`)
	alone = strings.ReplaceAll(alone, "0196230b-5c00-7000-8000-5a3b1e000001", "0196230b-5c00-7000-8000-5a3b1e00ffff")
	alone = strings.Replace(alone, `"id":"urn:uuid:01a`, `"id":"urn:uuid:02b`, 2)
	p.give(writeFile(t, "alone.json", []byte(alone)))
	p.read("neither in the file nor in this library")
	p.push("Close")
	same(t, "after all that", before, p.exported())
}
