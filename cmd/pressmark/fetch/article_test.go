package fetch

import (
	"errors"
	"strings"
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
	"pressmark/annotations/plain"
)

// blocks describes the blocks of an article, one a line.
func blocks(a annotations.Article) string {
	var b strings.Builder
	for _, x := range a.Blocks {
		b.WriteString(string(x.Kind) + " " + a.Text.Slice(x.Span) + "\n")
	}
	return b.String()
}

const said = "Minister Ada Klint said on Sunday, after long talks, that the port would cost twice what was planned, and that nobody else was asked. "

// The frame of a page is left out, the headline and the deck are kept, and so are headings,
// lists and quotations.
func TestArticle(t *testing.T) {
	page := `<html lang="en"><head><title>Port deal is signed - The Quay Weekly</title>
<meta property="og:title" content="Port deal is signed"><meta property="og:site_name" content="The Quay Weekly">
<meta property="article:published_time" content="2026-11-22T08:15:00+01:00"><meta name="author" content="Zoë Marten"></head><body>
<div class="header"><a href="/">The Quay Weekly</a> <a href="/ports">Ports</a></div>
<div class="content"><div class="top"><h1>Port deal is signed</h1><h2>The largest of the country costs twice what was once planned</h2></div>
<div class="share"><a href="x">Share</a><a href="y">Tweet</a></div>
<div class="body"><p>` + said + said + `</p><h2>What was said</h2><p>` + said + `</p><blockquote><p>“We will build it,” she said.</p></blockquote>
<ul><li>17 ships a day</li><li>300 jobs</li></ul><p>` + said + said + `</p></div></div>
<div class="related"><h3>More on this</h3><ul><li><a href="a">Another article about something else</a></li><li><a href="b">A third article</a></li></ul></div>
<div class="comments"><div class="comment"><p>I do not believe a word of it.</p></div></div>
</body></html>`
	a, err := Article([]byte(page), "https://news.example/a", now)
	if err != nil {
		t.Fatal(err)
	}
	one := strings.TrimSpace(said)
	want := "heading Port deal is signed\nheading The largest of the country costs twice what was once planned\n" +
		"paragraph " + one + " " + one + "\nheading What was said\nparagraph " + one +
		"\nquotation “We will build it,” she said.\nlistitem 17 ships a day\nlistitem 300 jobs\nparagraph " + one + " " + one + "\n"
	if got := blocks(a); got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
	if a.Title != "Port deal is signed" || a.Byline != "Zoë Marten" || a.Publisher != "The Quay Weekly" ||
		a.Published != "2026-11-22T08:15:00+01:00" || a.Language != "en" || a.Source != "https://news.example/a" {
		t.Errorf("got %+v", a)
	}
}

// Where readability finds nothing, or next to nothing, the page is read as the browser does.
func TestArticleFallsBack(t *testing.T) {
	long := strings.Repeat("<p>"+said, 20)
	for name, page := range map[string]string{
		"too many elements":  "<main>" + strings.Repeat("<i>a</i> ", mostElements) + "<p>the end",
		"only a line":        "<main><p>the end",
		"a table of figures": "<main><table>" + strings.Repeat("<tr><td>17<td>the end", 50) + "</table>",
		"long":               "<main>" + long + "<p>the end",
	} {
		a, err := Article([]byte(page), "https://news.example/a", now)
		if err != nil || !strings.HasSuffix(a.Text.String(), "the end") {
			t.Errorf("%s: %q, %v", name, a.Text.String()[max(0, len(a.Text.String())-40):], err)
		}
	}
	if _, err := Article([]byte("<main></main>"), "https://news.example/a", now); !errors.Is(err, plain.ErrEmpty) {
		t.Errorf("an empty page: %v", err)
	}
	if a, err := Article([]byte("<p>a"), "\x00", now); err != nil || a.Text.String() != "a" {
		t.Errorf("a bad address: %v", err)
	}
}

// No markup of a page comes through, whatever readability makes of it.
func TestHostileArticles(t *testing.T) {
	for _, part := range []string{
		`<script>alert(1)</script>`, `<img src=x onerror=alert(1)>`, `<svg><script>alert(1)</script></svg>`, `<a href="javascript:alert(1)">a</a>`,
		`<iframe srcdoc="<script>alert(1)</script>"></iframe>`, `<noscript><img title="</noscript><script>alert(1)</script>"></noscript>`,
		`<math><mtext><script>alert(1)</script></mtext></math>`, `<template><script>alert(1)</script></template>`, `<style>x{}</style>`,
		strings.Repeat("<div>", 300), strings.Repeat("<blockquote>", 200), strings.Repeat("<table><tr><td>", 60), "<!--", "<plaintext>",
	} {
		page := "<article><h1>Port</h1><p>" + said + said + "</p>" + part + "<p>" + said + said + said + "</article>"
		a, err := Article([]byte(page), "https://news.example/a", now)
		if err != nil || !strings.Contains(a.Text.String(), "nobody else was asked") {
			t.Errorf("%.40s: %v", part, err)
		}
		if text := a.Text.String(); part != "<plaintext>" && (strings.Contains(text, "<") || strings.Contains(text, "alert")) {
			t.Errorf("%.40s: %q", part, text)
		}
	}
}

func FuzzArticle(f *testing.F) {
	f.Add([]byte("<article><h1>Port</h1><p>" + said + said + said + said + "</p><ul><li>a</ul></article><div class=comment><p>" + said))
	f.Add([]byte("<p>a<br><br>b<table><tr><td>c"))
	annotationtest.Seeds(f)
	f.Fuzz(func(t *testing.T, page []byte) {
		a, err := Article(page, "https://news.example/a", now)
		if err != nil {
			return
		}
		end := 0
		for _, b := range a.Blocks {
			if b.Span.Empty() || b.Span.Start < end || b.Span.End > a.Text.Len() || a.Text.Whole(b.Span) != b.Span {
				t.Errorf("block %v after %d of %d", b.Span, end, a.Text.Len())
			}
			end = b.Span.End
		}
		if a.Title == "" || len(a.Blocks) == 0 {
			t.Errorf("title %q, %d blocks", a.Title, len(a.Blocks))
		}
	})
}
