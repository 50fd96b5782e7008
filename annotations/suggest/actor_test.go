package suggest_test

import (
	"fmt"
	"strings"
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
	"pressmark/annotations/suggest"
)

// record returns an actor from "Name|alias|alias: type, role, affiliation". Its ID
// follows from its name.
func record(s string) annotations.Actor {
	names, rest, _ := strings.Cut(s, ": ")
	all := strings.Split(names, "|")
	a := annotations.NewActor(all[0], start)
	a.ID = annotations.ID("urn:uuid:" + all[0])
	a.Aliases = all[1:]
	fields := strings.Split(rest+",,", ",")
	a.Type = annotations.ActorType(strings.TrimSpace(fields[0]))
	a.Role = strings.TrimSpace(fields[1])
	a.Affiliation = strings.TrimSpace(fields[2])
	return a
}

func directory(records ...string) annotations.Directory {
	var out []annotations.Actor
	for _, r := range records {
		out = append(out, record(r))
	}
	return annotations.NewDirectory(out)
}

var library = directory(
	"Vladimir Putin: person, president, Russia",
	"Robert Putnam: person, sociologist",
	"Steve Witkoff: person, special envoy, US",
	"Keith Kellogg: person, envoy, US",
	"Dmitry Peskov: person, spokesman, Kremlin",
	"Volodymyr Zelensky: person, president, Ukraine",
	"Donald Trump: person, president, US",
	"Melania Trump: person",
	"World Health Organization: organization",
	"Ministry of Defence: government",
	"Labour Party: organization",
	"Pfizer: organization",
	"United States|America: place",
	"Moscow: place",
	"Hillary Clinton|Mrs Clinton: person",
	"Bill Clinton: person",
	"Andrei Dmitriev",
	"Angela Merkel: person, chancellor, Germany",
	"Emmanuel Macron: person, president, France",
	"Recep Tayyip Erdoğan: person, president, Turkey",
	"Federal Reserve: government",
	"James Comey: person, director, FBI",
)

// A mention finds its record by what it has of the name, and nothing finds one that
// only looks like it.
func TestActors(t *testing.T) {
	for _, c := range []struct {
		mention, want string // the records offered, best first
	}{
		{"Vladimir Putin", "Vladimir Putin (name)"},
		{"Putin", "Vladimir Putin (surname)"},
		{"Mr Putin", "Vladimir Putin (surname)"},
		{"Putin’s", "Vladimir Putin (surname)"},
		{"Russia's president Vladimir Putin", "Vladimir Putin (name)"},
		{"Russian President Vladimir Putin", "Vladimir Putin (name)"},
		{"V. Putin", "Vladimir Putin (name)"},
		{"Vladimir Vladimirovich Putin", "Vladimir Putin (name)"},
		{"Maria Putina", ""},
		{"Maria Putin", ""},
		{"Putnam", "Robert Putnam (surname)"},
		{"envoy Steve Witkoff", "Steve Witkoff (name)"},
		{"Kremlin spokesman Dmitry Peskov", "Dmitry Peskov (name)"},
		{"Zelenskyy", "Volodymyr Zelensky (surname)"},
		{"Zelenskiy", "Volodymyr Zelensky (surname)"},
		{"Volodymyr Zelenskyy", "Volodymyr Zelensky (spelling)"},
		{"Volodymir Zelenskyj", "Volodymyr Zelensky (spelling)"},
		{"the WHO", "World Health Organization (acronym)"},
		{"WHO’s", "World Health Organization (acronym)"},
		{"World Health Organisation", "World Health Organization (spelling)"},
		{"the Defence Ministry", "Ministry of Defence (words)"},
		{"Labour", "Labour Party (words)"},
		{"Pfizer Inc.", "Pfizer (name)"},
		{"US", "United States (acronym)"},
		{"U.S.", "United States (acronym)"},
		{"Mrs Clinton", "Hillary Clinton (name); Bill Clinton (surname)"},
		{"Trump", "Donald Trump (surname); Melania Trump (surname)"},
		{"President Trump", "Donald Trump (surname); Melania Trump (surname)"},
		{"Dmitriev", "Andrei Dmitriev (surname)"},
		{"Dmitryev", "Andrei Dmitriev (surname)"},
		{"Erdogan", "Recep Tayyip Erdoğan (surname)"},
		{"Mr Moscow", ""},
		{"the", ""},
		{"", ""},
		{"Macaroni", ""},
		{"Come", ""},
		{"Reserve", ""},
	} {
		if got := offered(suggest.Actors(c.mention, suggest.Context{}, library)); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.mention, got, c.want)
		}
	}
}

// What somebody types finds a record by the beginning of any word of its names.
func TestTyped(t *testing.T) {
	for typed, want := range map[string]string{
		"merk":       "Angela Merkel (prefix)",
		"reserve":    "Federal Reserve (prefix)",
		"vladimir p": "Vladimir Putin (prefix)",
		"zel":        "Volodymyr Zelensky (prefix)",
		"erkel":      "",
		"p":          "",
		"mrs cl":     "Hillary Clinton (prefix)",
	} {
		if got := offered(suggest.Actors(typed, suggest.Context{Typed: true}, library)); got != want {
			t.Errorf("%q:\n got %s\nwant %s", typed, got, want)
		}
	}
	// It is typed about a mention, and is not in its place.
	d, dir := marked(t, "[a:Melania Trump] spoke. She left.")
	she := annotations.Span{Start: 21, End: 24}
	for _, typed := range []string{"envoy", "she"} {
		if got := suggest.Actors(typed, suggest.Context{Doc: d, At: she, Typed: true}, dir); len(got) > 0 {
			t.Errorf("%q finds %s", typed, offered(got))
		}
	}
}

func offered(matches []suggest.Match) string {
	var out []string
	for _, m := range matches {
		out = append(out, fmt.Sprintf("%s (%s)", m.Actor.Name, m.Reason))
	}
	return strings.Join(out, "; ")
}

// Records that the article mentions come before others that fit about as well, the
// last mentioned first. A name that fits better wins all the same.
func TestActorsInContext(t *testing.T) {
	d, dir := marked(t, "[a:Melania Trump] met [a:Bill Clinton]. Later Trump spoke with Clinton.")
	last := annotations.Span{Start: d.Article.Text.Len() - 1, End: d.Article.Text.Len()}
	for _, c := range []struct {
		mention string
		context suggest.Context
		want    string
	}{
		{"Trump", suggest.Context{}, "Donald Trump"},
		{"Trump", suggest.Context{Doc: d, At: last}, "Melania Trump"},
		{"Donald Trump", suggest.Context{Doc: d, At: last}, "Donald Trump"},
	} {
		got := suggest.Actors(c.mention, c.context, dir)
		if len(got) == 0 || got[0].Actor.Name != c.want {
			t.Errorf("%q: %s, not %s first", c.mention, offered(got), c.want)
		}
	}
	got := suggest.Actors("Trump", suggest.Context{Doc: d, At: last}, dir)
	if m := d.Find(got[0].Mark); m == nil || m.Exact() != "Melania Trump" {
		t.Errorf("the last mention is %v", m)
	}
}

// A record that was merged into another is offered as that one; a deleted one is not.
func TestMergedActors(t *testing.T) {
	gone := record("Volodymyr Selenskyj: person")
	gone.Deleted, gone.MergedInto = true, "urn:uuid:Volodymyr Zelensky"
	dir := annotations.NewDirectory([]annotations.Actor{gone, record("Volodymyr Zelensky: person")})
	a := annotationtest.Article("Zelensky spoke. He left.")
	m := annotations.NewAnnotation(a, annotations.KindActor, start, annotations.Span{End: 8})
	m.Actor = gone.ID
	d := annotations.NewDoc(a, []annotations.Annotation{m})
	if got := offered(suggest.Antecedents(d, dir, annotations.Span{Start: 16, End: 18})); got != "Volodymyr Zelensky (mention)" {
		t.Error(got)
	}
	if got := offered(suggest.Actors("Selenskyj", suggest.Context{}, dir)); got != "" {
		t.Error(got)
	}
}
