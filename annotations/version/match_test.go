package version

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pressmark/annotations"
)

func TestCanonical(t *testing.T) {
	for in, want := range map[string]string{
		"https://www.example.com/news/ferry-17/?utm_source=feed&fbclid=x#top": "example.com/news/ferry-17",
		"http://example.com/news/ferry-17":                                    "example.com/news/ferry-17",
		"HTTPS://Example.com:443/News":                                        "example.com/News",
		"https://m.example.com/a?b=2&a=1&ref=home":                            "example.com/a?a=1&b=2",
		"example.com/a/":                         "example.com/a",
		"https://example.com/?p=12":              "example.com/?p=12",
		"https://example.com/":                   "",
		"https://www.example.com?utm_campaign=x": "",
		"file:///home/me/ferry.html":             "",
		"ferry.html":                             "",
		"a note of mine. See p. 3/4":             "",
		"":                                       "",
	} {
		if got := Address(in); got != want {
			t.Errorf("%q is %q, not %q", in, got, want)
		}
	}
}

// paragraph makes a paragraph of words that no other seed has.
func paragraph(seed uint64, n int) string {
	r := rand.New(rand.NewPCG(seed, 3))
	var b strings.Builder
	for range n {
		fmt.Fprintf(&b, "w%x ", r.IntN(5000))
	}
	return b.String()
}

func TestMatch(t *testing.T) {
	const url = "https://example.com/2026/ferry"
	a, b, c, other := paragraph(1, 60), paragraph(2, 60), paragraph(3, 60), paragraph(4, 180)
	kept := func(source, title, text string) annotations.Article {
		return annotations.Article{ID: "kept", Source: source, Title: title, Text: annotations.NewText(text)}
	}
	for _, x := range []struct {
		why              string
		kept             annotations.Article
		url, title, text string
		found, same      bool
	}{
		{"the very same", kept(url, "Ferry sinks", a+b+c), "", "Another title", a + b + c, true, true},
		{"the same address", kept(url, "Ferry sinks", a+b+c), "http://www.example.com/2026/ferry/?utm_medium=x", "Many dead", a + other, true, false},
		{"the same address, another text", kept(url, "Ferry sinks", a+b+c), url, "Ferry sinks", other, false, false},
		{"the front page", kept("https://example.com/", "Example", a+b+c), "https://example.com/", "News", a + other, false, false},
		{"nearly the same title", kept("", "Ferry sinks off Harrow Point", a+b+c), "", "Ferry sinks off Harrow Point, 19 dead", a + b + other, true, false},
		{"the same title, another text", kept("", "Morning briefing", a+b+c), "", "Morning briefing", other, false, false},
		{"another title, most of the text", kept(url, "Ferry sinks", a+b+c), "", "Nineteen drown", a + b + c + other[:200], true, false},
		{"another title, some of the text", kept(url, "Ferry sinks", a+b+c), "", "Nineteen drown", a + other, false, false},
		{"another address there", kept(url, "Ferry sinks", a+b+c), "https://example.com/2026/ferry-2", "Ferry sinks", a + b + c + other[:200], true, false},
		{"a template", kept(url, "Stocks close", a+b+c), "https://example.com/2026/stocks-2", "Stocks close", a + b + other[:400], false, false},
		{"an agency's text in two papers", kept(url, "Ferry sinks", a+b+c), "https://example.org/ferry", "Ferry sinks", a + b + c + other[:200], false, false},
		{"nothing known", kept("", "", a), "", "", b, false, false},
		{"no text", kept(url, "", ""), url, "", a, false, false},
	} {
		fresh := annotations.Article{ID: "fresh", Source: x.url, Title: x.title, Text: annotations.NewText(x.text)}
		f, ok := Match(fresh, []annotations.Article{kept("", "Another", paragraph(9, 100)), x.kept})
		if ok != x.found || f.Same != x.same || ok && f.Article != "kept" {
			t.Errorf("%s: %+v, %v", x.why, f, ok)
		}
		x.kept.Deleted = true
		if f, ok := Match(fresh, []annotations.Article{x.kept}); ok {
			t.Errorf("%s, deleted: %+v", x.why, f)
		}
	}
}

// Of several versions it is the nearest, of equally near ones the newest.
func TestMatchNearest(t *testing.T) {
	a, b := paragraph(1, 60), paragraph(2, 60)
	at := func(id annotations.ID, day int, text string) annotations.Article {
		return annotations.Article{ID: id, Title: "Ferry sinks", Text: annotations.NewText(text), Created: time.Date(2026, 11, day, 0, 0, 0, 0, time.UTC)}
	}
	kept := []annotations.Article{at("first", 1, a+"one"), at("third", 3, a+b+"two"), at("second", 2, a+b+"two.")}
	fresh := at("fresh", 4, a+b+"three")
	if f, ok := Match(fresh, kept); !ok || f.Article != "third" {
		t.Errorf("%+v, %v", f, ok)
	}
}

// Pairs of different articles do not match, and edited copies do, whatever of title and
// address is known.
func TestMatchCorpus(t *testing.T) {
	const corpus = "../../../shared/corpora/polnear"
	files, _ := filepath.Glob(filepath.Join(corpus, "*", "*.txt"))
	if len(files) == 0 {
		t.Skip("the corpus is not here: ", corpus)
	}
	var kept []annotations.Article
	for i, file := range append(files, "../../../shared/articles/witkoff-putin.txt") {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		title, _, _ := strings.Cut(strings.TrimSpace(string(data)), "\n")
		kept = append(kept, annotations.Article{ID: annotations.ID(fmt.Sprint(i)), Title: title, Text: annotations.NewText(string(data))})
	}
	const every = 10
	matched := 0
	for i := 0; i < len(kept); i += every {
		a := kept[i]
		others := append(append([]annotations.Article{}, kept[:i]...), kept[i+1:]...)
		if f, ok := Match(a, others); ok {
			matched++
			for _, k := range others {
				if k.ID == f.Article {
					t.Logf("%.2f %s | %s", f.Overlap, a.Title, k.Title)
				}
			}
		}
	}
	t.Logf("%d of every tenth of %d articles match another one", matched, len(kept))
	if matched > 14 { // seven stories are there in two editions
		t.Errorf("%d articles match another one", matched)
	}
	r := rand.New(rand.NewPCG(1, 1))
	for _, know := range []string{"address", "title", "nothing"} {
		found, wrong, all := 0, 0, 0
		for i := 0; i < len(kept); i += every {
			a := kept[i]
			all++
			var edited strings.Builder
			for _, s := range a.Text.Sentences(annotations.Span{End: a.Text.Len()}) {
				switch r.IntN(8) {
				case 0: // left out
				case 1:
					edited.WriteString("He said it again on Monday in other words. ")
					fallthrough
				default:
					edited.WriteString(strings.Replace(a.Text.Slice(s), "said", "told us", 1))
				}
			}
			fresh := annotations.Article{ID: "fresh", Title: "Another headline", Text: annotations.NewText(edited.String())}
			switch know {
			case "address":
				fresh.Source = "https://example.com/" + string(a.ID)
				kept[i].Source = "https://www.example.com/" + string(a.ID) + "/?utm_source=x"
			case "title":
				fresh.Title = a.Title
			}
			if f, ok := Match(fresh, kept); ok && f.Article == a.ID {
				found++
			} else if ok {
				wrong++
			}
			kept[i].Source = ""
		}
		t.Logf("edited copies of which %s is known: %d of %d found, %d taken for another", know, found, all, wrong)
		if 100*found < 95*all || wrong > 2 {
			t.Errorf("%s: %d of %d found, %d wrong", know, found, all, wrong)
		}
	}
}

func BenchmarkMatch(b *testing.B) {
	var kept []annotations.Article
	for i := range 5000 {
		text := paragraph(uint64(i), 900)
		kept = append(kept, annotations.Article{
			ID: annotations.ID(fmt.Sprint(i)), Title: "Headline " + text[:40], Text: annotations.NewText(text),
			Source: fmt.Sprintf("https://www.example.com/2026/%d/?utm_source=feed", i),
		})
	}
	for _, known := range []string{"address", "nothing"} {
		fresh := kept[4321]
		fresh.ID, fresh.Title = "fresh", "Another one"
		fresh.Text = annotations.NewText(fresh.Text.String()[:4000] + paragraph(7777, 40))
		if known == "nothing" {
			fresh.Source = ""
		}
		b.Run(known, func(b *testing.B) {
			for b.Loop() {
				if _, ok := Match(fresh, kept); !ok {
					b.Fatal("not found")
				}
			}
		})
	}
}
