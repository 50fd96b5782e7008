package app

import (
	"bytes"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
	"pressmark/annotations/audit"
	"pressmark/annotations/record"
	"pressmark/annotations/record/schema"
	"pressmark/annotations/stored"
	"pressmark/annotations/suggest"
	"pressmark/app/platform"
)

// The marked example is written down in testdata/example.txt, in the notation of the
// guidelines: a-NAME is a mention of an actor, c-NAME a claim, f-NAME a figure, and
// r-NAME the reporting words of a claim. What is known of them beside their places is
// in the tables below; what the app reads from the text, it reads here too.
// "go test ./app -run Example -update" makes web/example.json of it.

const (
	exampleSource = "testdata/example.txt"
	exampleJSON   = "../web/example.json"
)

var exampleActors = []struct {
	name string
	is   annotations.Actor
}{
	{"trump", annotations.Actor{Name: "Donald Trump", Type: annotations.Person, Affiliation: "United States", Link: "https://www.wikidata.org/wiki/Q22686"}},
	{"witkoff", annotations.Actor{Name: "Steve Witkoff", Type: annotations.Person, Role: "envoy", Affiliation: "United States"}},
	{"kellogg", annotations.Actor{Name: "Keith Kellogg", Type: annotations.Person, Role: "envoy", Affiliation: "United States"}},
	{"usa", annotations.Actor{Name: "United States", Type: annotations.Place, Link: "https://www.wikidata.org/wiki/Q30"}},
	{"house", annotations.Actor{Name: "White House", Type: annotations.Government, Affiliation: "United States"}},
	{"putin", annotations.Actor{Name: "Vladimir Putin", Type: annotations.Person, Role: "president", Affiliation: "Russia", Link: "https://www.wikidata.org/wiki/Q7747"}},
	{"dmitriev", annotations.Actor{Name: "Kirill Dmitriev", Type: annotations.Person, Role: "special envoy", Affiliation: "Russia"}},
	{"peskov", annotations.Actor{Name: "Dmitry Peskov", Type: annotations.Person, Role: "spokesman", Affiliation: "Kremlin"}},
	{"kelin", annotations.Actor{Name: "Andrei Kelin", Type: annotations.Person, Role: "ambassador in London", Affiliation: "Russia"}},
	{"russia", annotations.Actor{Name: "Russia", Type: annotations.Place, Link: "https://www.wikidata.org/wiki/Q159"}},
	{"kremlin", annotations.Actor{Name: "Kremlin", Type: annotations.Government, Affiliation: "Russia"}},
	{"zelensky", annotations.Actor{Name: "Volodymyr Zelensky", Type: annotations.Person, Role: "president", Affiliation: "Ukraine", Link: "https://www.wikidata.org/wiki/Q3874799"}},
	{"ukraine", annotations.Actor{Name: "Ukraine", Type: annotations.Place, Link: "https://www.wikidata.org/wiki/Q212"}},
	{"europe", annotations.Actor{Name: "Europe", Type: annotations.Place}},
	{"karelina", annotations.Actor{Name: "Ksenia Karelina", Type: annotations.Person}},
	{"petrov", annotations.Actor{Name: "Arthur Petrov", Type: annotations.Person}},
}

// An exampleClaim is what is known of a claim.
type exampleClaim struct {
	source  annotations.Source // "": Named where by is said, else Itself
	by      string             // an actor
	wording string             // how the article names one without a name
	stance  annotations.Stance
	about   string
	check   annotations.Check
	note    string
}

const madeUp = "The check is made up. It shows where its parts go."

var exampleClaims = map[string]exampleClaim{
	"hours":  {stance: annotations.Asserts},
	"moving": {by: "trump", stance: annotations.Demands},
	"length": {stance: annotations.Asserts, note: madeUp, check: annotations.Check{
		Worth: annotations.Worthy, Status: annotations.StatusDone,
		Verdict:   annotations.Verdict{Name: "True", Value: "5", Best: "5", Worst: "1"},
		Reasoning: "Two who were outside timed it, and came to more than four hours each.",
		Evidence: []annotations.Evidence{
			{URL: "https://example.org/agency/talks", Quote: "The envoy left after four hours and a half.", Date: "2025-04-11"},
			{URL: "https://example.org/diary", Date: "2025-04-12"},
		},
	}},
	"third":      {stance: annotations.Asserts, about: "2025"},
	"aspects":    {by: "kremlin", stance: annotations.Asserts},
	"productive": {by: "dmitriev", stance: annotations.Asserts, check: annotations.Check{Worth: annotations.Unworthy}},
	"russia":     {by: "trump", stance: annotations.Demands, check: annotations.Check{Worth: annotations.Unworthy}},
	"dying":      {by: "trump", stance: annotations.Asserts},
	"end":        {by: "trump", stance: annotations.Promises},
	"begun":      {by: "trump", stance: annotations.Asserts, about: "2022-02", check: annotations.Check{Worth: annotations.Unworthy}},
	"little":     {source: annotations.Unnamed, wording: "His critics", stance: annotations.Asserts},
	"tense":      {source: annotations.Unnamed, wording: "His critics", stance: annotations.Asserts},
	"partition":  {by: "kellogg", stance: annotations.Denies, note: "Who understood him so, the article does not say."},
	"force":      {by: "kellogg", stance: annotations.Asserts},
	"silent":     {stance: annotations.Asserts},
	"aid": {stance: annotations.Asserts, note: madeUp, check: annotations.Check{
		Worth: annotations.Worthy, Status: annotations.StatusDone,
		Verdict:   annotations.Verdict{Name: "Mostly true", Value: "4", Best: "5", Worst: "1"},
		Reasoning: "The sum in euros is the one announced. The sum in dollars is rounded up.",
		Evidence:  []annotations.Evidence{{URL: "https://example.org/ministers/aid", Quote: "€21bn (some $23.8bn)", Date: "2025-04-11"}},
	}},
	"few":           {stance: annotations.Predicts},
	"heading":       {by: "peskov", stance: annotations.Asserts},
	"breakthroughs": {by: "peskov", stance: annotations.Asserts},
	"normal":        {by: "peskov", stance: annotations.Predicts},
	"settled":       {by: "kelin", stance: annotations.Predicts},
	"distrust":      {source: annotations.Unnamed, wording: "Russian officials", stance: annotations.Asserts},
	"missile":       {stance: annotations.Asserts, about: "2025-04-04"},
	"drawing":       {by: "zelensky", stance: annotations.Asserts},
	"chinese":       {by: "zelensky", stance: annotations.Asserts, check: annotations.Check{Worth: annotations.Worthy, Status: annotations.StatusChecking}},
	"prolong":       {by: "zelensky", stance: annotations.Predicts},
	"prisoners":     {stance: annotations.Asserts, about: "2025-04-07/2025-04-13"},
	"exporting":     {source: annotations.Unnamed, stance: annotations.Asserts},
}

// exampleTies are what figures are to one another, and exampleFigures to which claims
// they are tied that do not hold them.
var (
	exampleTies = []struct {
		from string
		is   annotations.Relation
		to   string
	}{
		{"usd", annotations.SameAmount, "eur"},
		{"children", annotations.PartOf, "killed"},
	}
	exampleFigures = map[string]string{"friday": "moving", "this-week": "prisoners"}
)

// exampleIgnored is what the audit lists and the guidelines leave unmarked.
var exampleIgnored = []struct {
	kind         audit.Kind
	text, reason string
}{
	{audit.BareName, "ST PETERSBURG", "Only a place."},
	{audit.BareName, "Ukraine", "Only a place here."},
	{audit.BareName, "London", "Only a place."},
	{audit.BareName, "Kryvyi Rih", "Only a place."},
	{audit.BareName, "Germany", "It says of which country he is a citizen."},
	{audit.BareName, "Russia", "It says of which country he is a citizen."},
	{audit.BareNumber, "two men", "It points back, and counts nobody new."},
	{audit.BareNumber, "two capitals", "It points back, and counts nothing new."},
	{audit.BareNumber, "two governments", "It points back, and counts nothing new."},
}

// exampleOpen is what the audit of the example is left with, on purpose: sources that
// the article does not name, and a claim that is still being checked.
var exampleOpen = []string{
	"no-name: there is little progress to show",
	"no-name: his dealings with Kyiv have at times been tense",
	"no-name: “total distrust” between the two capitals",
	"no-verdict: hundreds of Chinese nationals … are fighting in Russian ranks",
	"no-name: exporting goods illegally to makers of Russian arms",
}

// exampleRecord returns the ID of one of the example's records, which stays the same
// as long as its name does: a version 7 UUID of the time of the article's.
func exampleRecord(t *testing.T, name string) annotations.ID {
	t.Helper()
	article := uuid.MustParse(exampleID.Short())
	id := uuid.NewSHA1(article, []byte(name))
	copy(id[:6], article[:6])
	id[6] = id[6]&0x0f | 0x70
	out, err := annotations.ParseID(id.String())
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// An exampleMaker puts the example together.
type exampleMaker struct {
	t        *testing.T
	article  annotations.Article
	actors   map[string]*annotations.Actor
	marks    []annotations.Annotation
	index    map[string]int // of a claim or figure among the marks, by its name
	mentions map[string][]int
	cues     map[string][]annotations.Span
}

// example makes the marked example of what is written down.
func example(t *testing.T) record.Collection {
	t.Helper()
	source, err := os.ReadFile(exampleSource)
	if err != nil {
		t.Fatal(err)
	}
	text, brackets, err := readBrackets(string(source))
	if err != nil {
		t.Fatal(err)
	}
	m := exampleMaker{
		t: t, article: sample(), actors: map[string]*annotations.Actor{}, index: map[string]int{},
		mentions: map[string][]int{}, cues: map[string][]annotations.Span{},
	}
	if strings.TrimSuffix(text, "\n") != strings.TrimSuffix(m.article.Text.String(), "\n") {
		t.Fatalf("%s is not the sample without its brackets:\n%q\n%q", exampleSource, text, m.article.Text.String())
	}
	m.article.ID, m.article.Revision = exampleID, 1
	m.article.Title += " (marked example)"
	for _, a := range exampleActors {
		who := a.is
		who.ID, who.Revision, who.Created, who.Modified = exampleRecord(t, "a-"+a.name), 1, sampleTime, sampleTime
		m.actors[a.name] = &who
	}
	for _, b := range brackets {
		m.mark(b)
	}
	for name, i := range m.index {
		if c, ok := strings.CutPrefix(name, "c-"); ok {
			m.claim(c, &m.marks[i])
		} else {
			m.figure(strings.TrimPrefix(name, "f-"), &m.marks[i])
		}
	}
	m.ignore()
	c := record.Collection{Articles: []annotations.Article{m.article}, Annotations: m.marks}
	for _, a := range exampleActors {
		c.Actors = append(c.Actors, *m.actors[a.name])
	}
	return c
}

// mark adds a mark, or a part of one.
func (m *exampleMaker) mark(b bracket) {
	sort, name, _ := strings.Cut(b.name, "-")
	if sort == "r" {
		m.cues[name] = append(m.cues[name], b.span)
		return
	}
	if i, ok := m.index[b.name]; ok {
		n := &m.marks[i]
		*n = n.At(m.article.Text, append(slices.Clone(n.Spans), b.span)...)
		return
	}
	kind, ok := b.kind()
	if !ok {
		m.t.Fatalf("%q is of no kind", b.name)
	}
	n := annotations.NewAnnotation(m.article, kind, sampleTime, b.span)
	n.ID, n.Revision = exampleRecord(m.t, b.name), 1
	if kind == annotations.KindActor {
		who := m.actors[name]
		if who == nil {
			m.t.Fatalf("nobody is called %q", name)
		}
		n.ID = exampleRecord(m.t, b.name+" "+strconv.Itoa(len(m.mentions[name])))
		n.Actor = who.ID
		before, after := around(m.article, n.Cover())
		*who = learnt(*who, suggest.Describe(n.Exact(), before, after))
		m.mentions[name] = append(m.mentions[name], len(m.marks))
	} else {
		m.index[b.name] = len(m.marks)
	}
	m.marks = append(m.marks, n)
}

// claim says what is known of a claim. Its speaker is the mention nearest to the
// reporting words.
func (m *exampleMaker) claim(name string, n *annotations.Annotation) {
	x, ok := exampleClaims[name]
	if !ok {
		m.t.Fatalf("nothing is known of the claim %q", name)
	}
	c := &n.Claim
	c.Cue = annotations.CueAt(m.article.Text, m.cues[name]...)
	c.Stance, c.About, c.Check, n.Note = x.stance, x.about, x.check, x.note
	switch {
	case x.source != "":
		c.Source, c.Wording = x.source, x.wording
	case x.by == "":
		c.Source = annotations.Itself
	default:
		c.Source = annotations.Named
		at := n.Cover()
		if !c.Cue.Empty() {
			at = c.Cue.Spans[0]
		}
		best, least := annotations.ID(""), 0
		for _, i := range m.mentions[x.by] {
			s := m.marks[i].Cover()
			away := max(at.Start-s.End, s.Start-at.End)
			if best == "" || away < least {
				best, least = m.marks[i].ID, away
			}
		}
		c.Speakers = []annotations.ID{best}
	}
	c.Attribution = suggest.Attribution(m.article, n.Spans, c.Source != annotations.Itself)
}

// figure says what is known of a figure.
func (m *exampleMaker) figure(name string, n *annotations.Annotation) {
	n.Figure.Quantity = readFigure(m.article, *n)
	if claim := exampleFigures[name]; claim != "" {
		n.Figure.Claim = m.marks[m.index["c-"+claim]].ID
	}
	for _, x := range exampleTies {
		if x.from == name {
			n.Figure.Ties = append(n.Figure.Ties, annotations.Tie{Relation: x.is, Figure: m.marks[m.index["f-"+x.to]].ID})
		}
	}
}

// ignore dismisses what is to be left unmarked.
func (m *exampleMaker) ignore() {
	open, _ := audit.Gaps(annotations.NewDoc(m.article, m.marks), annotations.Directory{})
	for _, x := range exampleIgnored {
		found := false
		for _, g := range open {
			if g.Kind == x.kind && g.Text == x.text {
				m.article.Dismissals = append(m.article.Dismissals, annotations.Dismissal{Finding: g.Key, Reason: x.reason})
				found = true
			}
		}
		if !found {
			m.t.Errorf("%q is to be ignored, and the audit does not list it", x.text)
		}
	}
}

// The site serves what is written down.
func TestExample(t *testing.T) {
	c := example(t)
	data := record.EncodeCollection(c)
	if *annotationtest.Update {
		if err := os.WriteFile(exampleJSON, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(exampleJSON)
	if err != nil || !bytes.Equal(kept, data) {
		t.Errorf("web/example.json is not what %s says (%v): run the test with -update", exampleSource, err)
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(schema.JSON))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if err := compiler.MustCompile("schema.json").Validate(instance); err != nil {
		t.Error(err)
	}
	again, err := record.DecodeCollection(data)
	if err != nil || !bytes.Equal(record.EncodeCollection(again), data) {
		t.Errorf("it does not come back as it was: %v", err)
	}
}

// Everything that is written down is there once, and in its place.
func TestExampleMarks(t *testing.T) {
	c := example(t)
	claims, figures := 0, 0
	ids := map[annotations.ID]bool{}
	for _, n := range c.Annotations {
		if err := c.Articles[0].Check(n); err != nil {
			t.Error(err)
		}
		if ids[n.ID] {
			t.Errorf("%s: its ID is another's", n.Exact())
		}
		ids[n.ID] = true
		switch n.Kind {
		case annotations.KindClaim:
			claims++
			if cued := n.Claim.Source == annotations.Named || n.Claim.Source == annotations.Unnamed; n.Claim.Cue.Empty() == cued && n.Exact() != "“No need to expect breakthroughs”" {
				t.Errorf("%s: reporting words are there, or are not, against its source", n.Exact())
			}
		case annotations.KindFigure:
			figures++
			if n.Figure.Type == "" {
				t.Errorf("%s is of no type", n.Exact())
			}
		}
	}
	if claims != len(exampleClaims) {
		t.Errorf("%d claims are marked, and %d are described", claims, len(exampleClaims))
	}
	for _, a := range c.Actors {
		if !slices.ContainsFunc(c.Annotations, func(n annotations.Annotation) bool { return n.Actor == a.ID }) {
			t.Errorf("nothing mentions %s", a.Name)
		}
	}
}

// The audit finds nothing in the example but what it is meant to show.
func TestExampleAudit(t *testing.T) {
	c := example(t)
	d := annotations.NewDoc(c.Articles[0], c.Annotations)
	actors := annotations.NewDirectory(c.Actors)
	open, dismissed := audit.Gaps(d, actors)
	var got []string
	for _, g := range open {
		got = append(got, string(g.Kind)+": "+g.Text)
	}
	if !slices.Equal(got, exampleOpen) {
		t.Errorf("open are\n%s\nnot\n%s", strings.Join(got, "\n"), strings.Join(exampleOpen, "\n"))
	}
	if len(dismissed) != len(c.Articles[0].Dismissals) {
		t.Errorf("%d of %d dismissals dismiss something", len(dismissed), len(c.Articles[0].Dismissals))
	}
	if found, _ := audit.Check([]annotations.Doc{d}, actors); len(found) > 0 {
		t.Errorf("it does not add up: %s", found[0].Message())
	}
}

// Importing the example brings all of it; doing it again changes nothing; once it was
// deleted it is brought back.
func TestExampleImport(t *testing.T) {
	f := platform.File{Name: "example.json", Data: record.EncodeCollection(example(t))}
	k := snapshot{}
	h := newHolding(k)
	in := h.planFile(f)
	if e := in.edit; in.err != nil || len(e.Articles) != 1 || len(e.Annotations) == 0 || len(e.Actors) != len(exampleActors) {
		t.Fatalf("%v: %d articles, %d actors", in.err, len(e.Articles), len(e.Actors))
	}
	n := len(in.edit.Annotations)
	if in := h.planFile(f); in.err != nil || !in.edit.Empty() || !in.back.Empty() {
		t.Errorf("again: %v, %v", in.edit, in.err)
	}
	gone := *in.edit.Articles[0].After
	gone.Deleted, gone.Revision = true, gone.Revision+1
	k[gone.ID] = stored.Article(gone)
	for _, x := range in.edit.Annotations {
		mark := *x.After
		mark.Deleted, mark.Revision = true, mark.Revision+1
		k[mark.ID] = stored.Annotation(mark)
	}
	in = newHolding(k).planFile(f)
	if e := in.edit.And(in.back); in.err != nil || len(e.Articles) != 1 || len(e.Annotations) != n {
		t.Errorf("deleted: %v, %d articles, %d of %d marks", in.err, len(e.Articles), len(e.Annotations), n)
	}
}
