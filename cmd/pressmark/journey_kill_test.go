package main

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// The browser is killed right after the page has said "Saved", again and again, on
// one profile: what was saved is there.
func TestKill(t *testing.T) {
	killed(t, 25, func(int) time.Duration { return -1 })
}

// The same a thousand times, half of them at a random moment of the first 450 ms
// after a mark, saved or not.
func TestSoakKill(t *testing.T) {
	times := soaking(0, 1000)
	if times == 0 {
		t.Skip("a soak: PRESSMARK_SOAK is not set")
	}
	killed(t, times, func(i int) time.Duration {
		if i%2 == 0 {
			return -1
		}
		return rand.N(450 * time.Millisecond)
	})
}

// killed marks a word and kills the browser, a number of times: after a while, or,
// where that is negative, when the page has said that the mark is saved.
func killed(t *testing.T, times int, after func(i int) time.Duration) {
	srv := serveClient(t)
	profile := t.TempDir()
	words := numberWords(times)
	var safe []string // what was said to be saved
	address, mended := srv.url+"/", 0
	for i := range times + 1 {
		b := openBrowser(t, withProfile(profile))
		p := b.open(address)
		p.until(`document.querySelector("button.export")`)
		p.laid()
		p.saved()
		if i == 0 {
			p.paste(paragraphsOf(words))
			p.saved()
			address = value[string](p, `location.href`)
		}
		kept := value[[]string](p, `[...document.querySelectorAll("#paper mark")].map((m) => m.textContent)`)
		for _, word := range safe {
			if !slices.Contains(kept, word) {
				t.Fatalf("start %d: the mark on %q was saved, and is gone; there are %q", i, word, kept)
			}
		}
		if notices := value[string](p, `document.querySelector(".notices").innerText`); notices != "" {
			t.Errorf("start %d says %q", i, notices)
		}
		if value[bool](p, `document.body.innerText.includes("put right from its second copy")`) {
			mended++
		}
		if i == times {
			break
		}
		p.sweep(words[i])
		p.offered()
		p.press("a")
		if wait := after(i); wait < 0 {
			p.until(acknowledged(words[i]))
			safe = append(safe, words[i])
		} else if saw(p, words[i], wait) {
			safe = append(safe, words[i])
		}
		b.kill()
	}
	t.Logf("%d kills, %d marks saved and kept; %d starts brought something back from the second copy", times, len(safe), mended)
}

// acknowledged is whether the page shows the mark on a word as the chosen one and
// says that everything is saved.
func acknowledged(word string) string {
	return `document.querySelector(".entry.on .quote")?.textContent === ` + quoted(word) + ` &&
		document.querySelector(".state.ok")?.innerText.trim() === "Saved"`
}

// saw waits so long and reports whether the page has acknowledged a mark by then.
func saw(p *tab, word string, wait time.Duration) bool {
	ctx, cancel := context.WithTimeout(p.ctx, wait)
	defer cancel()
	is := false
	for ctx.Err() == nil && !is {
		is, _ = chromedp.Run(ctx, chromedp.Evaluate[bool]("Boolean("+acknowledged(word)+")"))
	}
	<-ctx.Done()
	return is
}

// numberWords returns so many words, none of which is in another.
func numberWords(n int) []string {
	list := make([]string, n)
	for i := range list {
		var b strings.Builder
		for rest := i + 1000; rest > 0; rest /= 10 {
			b.WriteString([]string{"no", "wa", "tu", "ri", "fo", "ve", "si", "se", "ai", "ni"}[rest%10])
		}
		list[i] = b.String()
	}
	return list
}

// paragraphsOf puts words into lines of 25.
func paragraphsOf(words []string) string {
	var lines []string
	for line := range slices.Chunk(words, 25) {
		lines = append(lines, strings.Join(line, " ")+".")
	}
	return strings.Join(lines, "\n\n")
}
