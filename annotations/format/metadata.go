package format

import (
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pressmark/annotations"
	"pressmark/annotations/plain"
	"pressmark/annotations/record"
	"pressmark/annotations/standard"
)

// A meta is what a page or a file says about its article.
type meta struct {
	title, byline, publisher, published, language, source string
}

// fill writes the metadata into an article.
func (m meta) fill(a *annotations.Article) {
	a.Title = plain.OneLine(m.title)
	a.Byline = plain.OneLine(m.byline)
	a.Publisher = plain.OneLine(m.publisher)
	a.Published = date(m.published)
	a.Language = standard.Language(m.language)
	a.Source = standard.Address(m.source)
}

// or takes from o what is missing.
func (m *meta) or(o meta) {
	for _, f := range []struct{ mine, other *string }{
		{&m.title, &o.title}, {&m.byline, &o.byline}, {&m.publisher, &o.publisher},
		{&m.published, &o.published}, {&m.language, &o.language}, {&m.source, &o.source},
	} {
		if plain.OneLine(*f.mine) == "" {
			*f.mine = *f.other
		}
	}
}

// metaNames lists the meta elements that are read: for each field, the best first.
var metaNames = []struct {
	field func(*meta) *string
	names []string
}{
	{func(m *meta) *string { return &m.title }, []string{"og:title", "twitter:title", "dc.title", "dcterms.title", "headline"}},
	{func(m *meta) *string { return &m.byline }, []string{"author", "byl", "article:author", "dc.creator", "dcterms.creator", "sailthru.author", "parsely-author"}},
	{func(m *meta) *string { return &m.publisher }, []string{"og:site_name", "article:publisher", "dc.publisher", "dcterms.publisher", "publisher", "application-name"}},
	{func(m *meta) *string { return &m.published }, []string{"article:published_time", "datepublished", "og:published_time", "date", "dc.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dcterms.date", "pubdate", "publishdate", "publish-date", "parsely-pub-date", "sailthru.date"}},
	{func(m *meta) *string { return &m.language }, []string{"og:locale", "dc.language", "dcterms.language"}},
	{func(m *meta) *string { return &m.source }, []string{"og:url"}},
}

// metadata reads what a page says about its article: JSON-LD counts most, then meta
// elements, then the rest of the markup.
func metadata(page *html.Node) meta {
	var data, rest meta
	named := map[string]string{}
	for n := range page.Descendants() {
		switch n.DataAtom {
		case atom.Html:
			rest.language = attr(n, "lang")
		case atom.Title:
			if rest.title == "" && n.Namespace == "" {
				rest.title = content(n)
			}
		case atom.Link:
			if strings.EqualFold(attr(n, "rel"), "canonical") && rest.source == "" {
				rest.source = attr(n, "href")
			}
		case atom.Meta:
			for _, key := range []string{"property", "name", "itemprop"} {
				name := strings.ToLower(attr(n, key))
				if name != "" && named[name] == "" && !looksLikeURL(name, attr(n, "content")) {
					named[name] = attr(n, "content")
				}
			}
		case atom.Script:
			if strings.EqualFold(attr(n, "type"), jsonLDType) {
				data.or(linkedData(content(n)))
			}
		case atom.Time:
			if rest.published == "" {
				rest.published = attr(n, "datetime")
			}
		}
		if rest.byline == "" && (attr(n, "rel") == "author" || attr(n, "itemprop") == "author") {
			rest.byline = content(n)
		}
	}
	var m meta
	for _, f := range metaNames {
		for _, name := range f.names {
			if into := f.field(&m); *into == "" {
				*into = named[name]
			}
		}
	}
	// A page's own address and language are better known to its markup than to
	// what is made for other sites.
	m.source, m.language = "", ""
	data.or(m)
	data.or(rest)
	data.or(meta{source: named["og:url"], language: named["og:locale"]})
	return data
}

// looksLikeURL reports whether a person or publisher is given as an address: some
// pages name their profiles on other sites.
func looksLikeURL(name, value string) bool {
	return strings.HasPrefix(name, "article:") && strings.HasPrefix(value, "http")
}

// content returns the text in a node.
func content(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// linkedData reads the first article that a JSON-LD text describes. What it cannot
// read it leaves out.
func linkedData(s string) meta {
	doc, err := record.Parse(s)
	if err != nil {
		return meta{}
	}
	article := findArticle(doc, 0)
	return meta{
		title:     wording(article.Get("headline")),
		byline:    wording(article.Get("author")),
		publisher: wording(article.Get("publisher")),
		published: wording(article.Get("datePublished")),
		language:  wording(article.Get("inLanguage")),
		source:    wording(article.Get("url")),
	}
}

// findArticle returns the first object of a type of article; it may not exist.
func findArticle(v record.Value, depth int) record.Value {
	const deepest = 8
	if depth > deepest {
		return record.Value{}
	}
	if v.Array() {
		for _, x := range v.Items() {
			if found := findArticle(x, depth+1); found.Exists() {
				return found
			}
		}
		return record.Value{}
	}
	for _, t := range v.Get("@type").Items() {
		if t := t.Text(); strings.HasSuffix(t, "Article") || t == "BlogPosting" || t == "Report" {
			return v
		}
	}
	for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
		if found := findArticle(v.Get(key), depth+1); found.Exists() {
			return found
		}
	}
	return record.Value{}
}

// wording returns a value of JSON-LD as text: a string, a thing's name, a language's
// tag, or a list of them.
func wording(v record.Value) string {
	switch {
	case v.IsText():
		return html.UnescapeString(v.Text())
	case v.Array():
		var all []string
		for _, x := range v.Items() {
			if s := wording(x); s != "" && !slices.Contains(all, s) {
				all = append(all, s)
			}
		}
		return strings.Join(all, ", ")
	}
	for _, key := range []string{"name", "alternateName", "@value"} {
		if s := v.Get(key); s.IsText() && s.Text() != "" {
			return html.UnescapeString(s.Text())
		}
	}
	return ""
}

// dateLayouts are the ways of writing a date that are read. Those whose order of day
// and month depends on the country are not among them.
var dateLayouts = []struct{ in, out string }{
	{"2006-01-02", "2006-01-02"},
	{time.RFC3339, time.RFC3339},
	{"2006-01-02T15:04Z07:00", time.RFC3339},
	{"2006-01-02T15:04:05-0700", time.RFC3339},
	{"2006-01-02T15:04:05", "2006-01-02T15:04:05"},
	{"2006-01-02 15:04:05 -0700", time.RFC3339},
	{"2006-01-02 15:04:05", "2006-01-02T15:04:05"},
	{"2006-01-02 15:04", "2006-01-02T15:04:05"},
	{"2006/01/02", "2006-01-02"},
	{"20060102", "2006-01-02"},
	{time.RFC1123Z, time.RFC3339},
	{time.RFC1123, time.RFC3339},
	{"January 2, 2006", "2006-01-02"},
	{"Jan 2, 2006", "2006-01-02"},
	{"Jan. 2, 2006", "2006-01-02"},
	{"2 January 2006", "2006-01-02"},
	{"2 Jan 2006", "2006-01-02"},
	{"Monday, January 2, 2006", "2006-01-02"},
	{"Monday, 2 January 2006", "2006-01-02"},
}

// date returns a date, or date and time, in ISO 8601 where it can be read, else as it
// is given.
func date(s string) string {
	s = plain.OneLine(s)
	for _, l := range dateLayouts {
		if t, err := time.Parse(l.in, s); err == nil {
			return t.Format(l.out)
		}
	}
	return s
}
