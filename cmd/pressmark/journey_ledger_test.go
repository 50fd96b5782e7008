package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pressmark/annotations"
	"pressmark/annotations/record"
)

// The ledger of two articles: each filter, each order, each table, each picture.

// twoArticles are marked so that each filter of the ledger parts them otherwise.
func twoArticles(t *testing.T) []byte {
	t.Helper()
	brandt := annotations.NewActor("Ida Brandt", time.Unix(1, 0).UTC())
	brandt.Revision, brandt.Type, brandt.Role = 1, annotations.Person, "mayor"
	c := record.Collection{Actors: []annotations.Actor{brandt}}
	var marks map[string]*annotations.Annotation
	// add adds an article; its marks are named by kind and number, with the words that each marks.
	add := func(title, published, text string, quotes []string, know func()) {
		art := annotations.Article{
			ID: annotations.NewID(), Title: title, Published: published, Language: "en", Text: annotations.NewText(text),
			Created: time.Unix(1, 0).UTC(), Modified: time.Unix(1, 0).UTC(), Revision: 1,
		}
		art.Blocks = []annotations.Block{{Kind: annotations.Paragraph, Span: annotations.Span{End: art.Text.Len()}}}
		kinds := map[byte]annotations.Kind{'a': annotations.KindActor, 'c': annotations.KindClaim, 'f': annotations.KindFigure}
		marks = map[string]*annotations.Annotation{}
		var names []string
		for i, q := range quotes {
			name, quote, _ := strings.Cut(q, " ")
			before, _, _ := strings.Cut(text, quote)
			start := utf8.RuneCountInString(before)
			n := annotations.NewAnnotation(art, kinds[name[0]], time.Unix(int64(i), 0).UTC(), annotations.Span{Start: start, End: start + utf8.RuneCountInString(quote)})
			n.Revision = 1
			marks[name], names = &n, append(names, name)
		}
		know()
		c.Articles = append(c.Articles, art)
		for _, name := range names {
			c.Annotations = append(c.Annotations, *marks[name])
		}
	}
	figure := func(name string, q annotations.Quantity) { marks[name].Figure.Quantity = q }
	by := func(claim, speaker string) {
		marks[claim].Claim.Source, marks[claim].Claim.Speakers = annotations.Named, []annotations.ID{marks[speaker].ID}
	}

	add("Trams come", "2026-11-20", `Ida Brandt said the line costs €21m. Unions answered: “40 percent of the drivers will leave in March 2027.” Officials denied that 3 km of track are missing.`, []string{"a1 Ida Brandt", "c1 the line costs €21m", "f1 €21m", "a2 Unions", "c2 “40 percent of the drivers will leave in March 2027.”", "f2 40 percent", "f3 March 2027", "c3 3 km of track are missing", "f4 3 km"}, func() {
		marks["a1"].Actor = brandt.ID
		by("c1", "a1")
		by("c2", "a2")
		c1, c2, c3 := &marks["c1"].Claim, &marks["c2"].Claim, &marks["c3"].Claim
		c1.Attribution, c1.Stance, c1.About = annotations.Indirect, annotations.Asserts, "2028-06"
		c1.Check = annotations.Check{Status: annotations.StatusDone, Verdict: annotations.Verdict{Name: "True", Value: "5", Best: "5", Worst: "1"}}
		c2.Attribution, c2.Stance = annotations.Direct, annotations.Predicts
		marks["c2"].Tags = []string{"strike"}
		c3.Source, c3.Wording, c3.Attribution, c3.Stance = annotations.Unnamed, "officials", annotations.Mixed, annotations.Denies
		c3.Check.Status = annotations.StatusOpen
		figure("f1", annotations.Quantity{Type: annotations.Money, Value: "21000000", Currency: "EUR"})
		figure("f2", annotations.Quantity{Type: annotations.Share, Value: "40", Unit: "%"})
		figure("f3", annotations.Quantity{Type: annotations.Date, Time: "2027-03"})
		figure("f4", annotations.Quantity{Type: annotations.Measure, Value: "3", Unit: "km"})
	})
	add("Ferries go", "2026-11-21", `Brandt promised 9 ferries until May. The pier stands empty: it cost €2m and held 500 people.`, []string{"a1 Brandt", "c1 9 ferries until May", "f1 9 ferries", "c2 The pier stands empty", "f2 €2m", "f3 500 people"}, func() {
		marks["a1"].Actor = brandt.ID
		by("c1", "a1")
		c1, c2 := &marks["c1"].Claim, &marks["c2"].Claim
		c1.Attribution, c1.Stance = annotations.Indirect, annotations.Promises
		c1.Check = annotations.Check{Status: annotations.StatusChecking, Verdict: annotations.Verdict{Name: "Opinion"}}
		c2.Source, c2.Attribution = annotations.Itself, annotations.Assertion
		figure("f1", annotations.Quantity{Type: annotations.Count, Value: "9", Counted: "ferries"})
		figure("f2", annotations.Quantity{Type: annotations.Money, Value: "2000000", Currency: "EUR"})
		figure("f3", annotations.Quantity{Type: annotations.Count, Value: "500", Counted: "people"})
	})
	return record.EncodeCollection(c)
}

// openLedger brings the two articles into the library and opens its ledger.
func openLedger(t *testing.T) *tab {
	t.Helper()
	srv := serveClient(t)
	p := openReader(t, openBrowser(t), srv)
	p.library()
	p.give(writeFile(t, "two.pressmark.json", twoArticles(t)))
	p.push("Import")
	p.shelved(3)
	p.saved()
	p.push("Ledger")
	return p
}

// cards waits until the ledger shows exactly these claims, in any order, each by how its
// quote begins.
func (p *tab) cards(want ...string) {
	p.t.Helper()
	p.until(`(() => {
		const want = ` + js(append([]string{}, want...)) + `.sort();
		const got = [...document.querySelectorAll(".ledger-page .card .quote")].map((e) => e.textContent).sort();
		return got.length === want.length && got.every((g, i) => g.startsWith(want[i]));
	})()`)
}

// rows waits until a table shows exactly these rows, in order, each by its head.
func (p *tab) rows(want ...string) {
	p.t.Helper()
	p.until(`[...document.querySelectorAll("table tbody th")].map((e) => e.textContent).join("|") === ` + js(strings.Join(want, "|")))
}

// view goes to a view of the ledger.
func (p *tab) view(name string) {
	p.t.Helper()
	p.click(`.ledger-head .tabs a[href*="view=` + name + `"]`)
	p.until(`document.querySelector('.ledger-head a[href*="view=` + name + `"][aria-current]')`)
}

func TestLedgerFilters(t *testing.T) {
	p := openLedger(t)
	const costs, drivers, track, ferries, pier = "the line", "“40", "3 km", "9 ferries", "The pier"
	all := []string{costs, drivers, track, ferries, pier}
	p.cards(all...)
	p.unfold("Filters")
	for _, c := range []struct {
		filter, choice string
		want           []string
	}{
		{"article", "Trams come", []string{costs, drivers, track}},
		{"article", "Ferries go", []string{ferries, pier}},
		{"speaker", "Ida Brandt", []string{costs, ferries}},
		{"speaker", "Unions", []string{drivers}},
		{"source", "Somebody named", []string{costs, drivers, ferries}},
		{"source", "The article itself", []string{pier}},
		{"source", "Somebody unnamed", []string{track}},
		{"source", "Not said", nil},
		{"attribution", "Direct quotation", []string{drivers}},
		{"attribution", "Indirect", []string{costs, ferries}},
		{"stance", "Denies", []string{track}},
		{"stance", "Not said", []string{pier}},
		{"status", "Checking", []string{ferries}},
		{"status", "Done", []string{costs}},
		{"verdict", "True", []string{costs}},
		{"verdict", "Opinion", []string{ferries}},
		{"verdict", "Not said", []string{drivers, track, pier}},
		{"figure", "Money", []string{costs}},
		{"figure", "Date", []string{drivers}},
		{"tag", "strike", []string{drivers}},
	} {
		p.choice("filter-"+c.filter, c.choice)
		p.cards(c.want...)
		p.push("Show all")
		p.cards(all...)
		p.filled("filter-"+c.filter, "-")
	}
	for query, want := range map[string][]string{"brandt": {costs, ferries}, "strike": {drivers}, "brandt costs": {costs}, "offical": {track}, "xylophone": nil} {
		p.fill("#ledger-search", query)
		p.cards(want...)
	}
	// What is searched for is to be seen as long as it is: also when one comes back.
	p.fill("#ledger-search", "brandt")
	p.cards(costs, ferries)
	p.view("audit")
	p.click(`.ledger-head a[href$="/ledger"]`)
	p.cards(costs, ferries)
	p.filled("ledger-search", "brandt")
	p.library()
	p.push("Ledger")
	p.cards(costs, ferries)
	p.filled("ledger-search", "brandt")
	p.push("Show all")
	p.filled("ledger-search", "")
	p.cards(all...)

	// Two at once; they hold in each view.
	p.choice("filter-source", "Somebody named")
	p.choice("filter-article", "Trams come")
	p.cards(costs, drivers)
	p.view("figures")
	p.rows("€21m", "40 percent", "March 2027")
	p.view("actors")
	p.rows("Ida Brandt", "Unions")
	p.push("Show all")
	p.read("5 claims by 2 speakers")
	p.view("pictures")
	p.until(`document.querySelector(".picture") && !document.getElementById("kinds-title")`) // it is of one article
	p.view("figures")
	p.until(`document.querySelectorAll("table tbody th").length === 7`)
}

func TestLedgerTables(t *testing.T) {
	p := openLedger(t)
	p.permit("clipboard-read")
	p.permit("clipboard-write")
	// copied copies what is shown and returns it, a row a line, as text and as HTML.
	copied := func(rows int) string {
		t.Helper()
		p.run(`navigator.clipboard.writeText("")`)
		p.push("Copy as table")
		p.until(`navigator.clipboard.readText()`)
		text := value[string](p, `navigator.clipboard.readText()`)
		if got := strings.Count(text, "\n"); got != rows+1 {
			t.Errorf("%d rows were copied, not %d: %s", got-1, rows, text)
		}
		shape := value[[]int](p, `navigator.clipboard.read().then((items) => items[0].getType("text/html")).then((b) => b.text()).then((html) => {
			const table = new DOMParser().parseFromString(html, "text/html").querySelector("table");
			return [...table.rows].map((r) => r.cells.length);
		})`)
		columns := strings.Count(strings.SplitN(text, "\n", 2)[0], "\t") + 1
		if len(shape) != rows+1 || slices.ContainsFunc(shape, func(n int) bool { return n != columns }) {
			t.Errorf("as HTML the table of %d rows and %d columns is %v", rows, columns, shape)
		}
		return text
	}
	p.until(`document.querySelectorAll(".ledger-page .card").length === 5`)
	if got := copied(5); !strings.Contains(got, "Trams come\t2026-11-20\tIda Brandt\tmayor\tthe line costs €21m\tindirect\tasserts\t") {
		t.Errorf("the claims are copied as %s", got)
	}

	// The figures, like units together.
	p.view("figures")
	inPlace := []string{"9 ferries", "€2m", "500 people", "€21m", "40 percent", "March 2027", "3 km"} // the newest article first
	p.rows(inPlace...)
	p.click(`[data-sort="value"]`)
	p.rows("€21m", "€2m", "500 people", "9 ferries", "40 percent", "3 km", "March 2027")
	got := strings.Split(copied(7), "\n")
	if !strings.Contains(got[1], "\t€21m\t") || !strings.Contains(got[1], "\t21000000\t") || !strings.Contains(got[7], "\t2027-03\t") {
		t.Errorf("the figures by value are copied as %q", got)
	}
	p.click(`[data-sort="type"]`)
	p.rows("€2m", "€21m", "9 ferries", "500 people", "40 percent", "3 km", "March 2027")
	p.click(`[data-sort="place"]`)
	p.rows(inPlace...)
	p.until(`document.querySelector("th[aria-sort=ascending] [data-sort=place]")`)

	p.view("actors")
	p.rows("Ida Brandt", "Unions")
	p.click(`[data-sort="name"]`)
	p.until(`document.querySelector("th[aria-sort=ascending] [data-sort=name]")`)
	p.rows("Ida Brandt", "Unions")
	p.click(`[data-sort="claims"]`)
	p.until(`document.querySelector("th[aria-sort=descending] [data-sort=claims]")`)
	if got := copied(2); !strings.Contains(got, "Ida Brandt\t\tperson\tmayor\t\t\t2\t2\t2\t2\t") {
		t.Errorf("the actors are copied as %s", got)
	}
	p.fill("#ledger-search", "unions")
	p.rows("Unions")
	copied(1)

	// In the article's own panel.
	p.library()
	p.push("Trams come")
	p.laid()
	p.click("#tab-figures")
	p.rows("€21m", "40 percent", "March 2027", "3 km")
	p.push("By type")
	p.rows("€21m", "40 percent", "3 km", "March 2027")
	p.click(`.view [data-sort="place"]`)
	p.rows("€21m", "40 percent", "March 2027", "3 km")
	p.until(`document.querySelector(".figures-tab .filter[aria-pressed=true]").innerText === "By place"`)
	p.push("By value")
	p.rows("€21m", "40 percent", "3 km", "March 2027")
	p.click(`table.figures tbody tr:nth-child(2) th a`)
	p.until(`document.querySelector("#paper mark.figure.on")?.textContent === "40 percent"`)
}

// A pictured is what a picture says of itself.
type pictured struct{ title, desc string }

// readSVG reads a picture as XML, strictly.
func readSVG(t *testing.T, data []byte) (p pictured) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(data))
	var path []string
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("no XML: %v in %.200s", err, data)
		}
		switch x := token.(type) {
		case xml.StartElement:
			path = append(path, x.Name.Local)
			if len(path) == 1 && x.Name != (xml.Name{Space: "http://www.w3.org/2000/svg", Local: "svg"}) {
				t.Errorf("it begins with %v", x.Name)
			}
			if slices.Contains([]string{"script", "foreignObject", "image"}, x.Name.Local) {
				t.Errorf("it holds a %s", x.Name.Local)
			}
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			switch strings.Join(path, ">") {
			case "svg>title":
				p.title += string(x)
			case "svg>desc":
				p.desc += string(x)
			}
		}
	}
	return p
}

func TestLedgerPictures(t *testing.T) {
	p := openLedger(t)
	// drawn downloads each picture that is shown, and holds it to what it must say.
	drawn := func(want map[string]pictured) {
		t.Helper()
		p.until(`document.querySelectorAll(".picture > svg").length === ` + js(len(want)))
		for name, says := range want {
			file, data := p.downloaded(func() { p.push("Download SVG: " + name) })
			if file != "pressmark-"+name+".svg" {
				t.Errorf("%s is downloaded as %q", name, file)
			}
			got := readSVG(t, data)
			if got.title != says.title || !strings.Contains(got.desc, says.desc) {
				t.Errorf("%s is called %q and says %q; want %q and %q", name, got.title, got.desc, says.title, says.desc)
			}
			if !bytes.Contains(data, []byte("prefers-color-scheme")) {
				t.Errorf("%s has one colour scheme only", name)
			}
			// On the page it says the same.
			p.until(`document.getElementById(` + js(name+"-title") + `)?.textContent === ` + js(got.title) + ` && document.getElementById(` + js(name+"-desc") + `)?.textContent === ` + js(got.desc))
		}
	}
	p.view("pictures")
	drawn(map[string]pictured{
		"shares":   {"Who makes the claims", "Ida Brandt 2"},
		"matrix":   {"Who says what", "Ida Brandt"},
		"timeline": {"When it happened", "2027"},
	})
	p.unfold("Filters")
	p.choice("filter-stance", "Predicts")
	p.until(`document.getElementById("shares-desc").textContent.includes("Unions") && !document.getElementById("shares-desc").textContent.includes("Brandt")`)
	p.push("Show all")

	// Of one article, from its panel.
	p.library()
	p.push("Ferries go")
	p.laid()
	p.click("#tab-ledger")
	p.click(".see-all a")
	p.until(`document.querySelectorAll(".ledger-page .card").length === 2`)
	p.view("pictures")
	drawn(map[string]pictured{
		"shares":   {"Who makes the claims", "Ida Brandt 1"},
		"matrix":   {"Who says what", "Ida Brandt"},
		"timeline": {"When it happened", "Nothing"},
		"kinds":    {"Where the marks stand", "3 figures"},
	})
}
