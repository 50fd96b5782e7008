package format

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"pressmark/annotations"
	"pressmark/annotations/plain"
)

// csvNames are the columns that are known, with what else they are called: in lower case,
// letters and digits alone. The first that a table has counts.
var csvNames = map[string][]string{
	"article":   {"article", "document", "doc", "documentid", "docid", "articleid", "textid", "file", "filename"},
	"title":     {"title", "headline"},
	"kind":      {"kind"},
	"label":     {"label", "entitytype", "entity", "tag", "category", "class", "code", "annotation", "type"},
	"quote":     {"quote", "exact", "spantext", "coveredtext", "entitytext", "mention", "surface", "selection", "words", "span"},
	"start":     {"start", "begin", "startoffset", "startchar", "charstart", "from"},
	"end":       {"end", "stop", "endoffset", "endchar", "charend", "to"},
	"annotator": {"annotator", "annotatorid", "coder", "user", "username", "creator"},
	"speaker":   {"speaker"},
	"cue":       {"cue"},
	"claim":     {"claim"},
	"link":      {"link", "uri", "wikidata"},
	"note":      {"note", "notes", "comment", "comments"},
	"tags":      {"tags"},
	"url":       {"url", "sourceurl", "address"},
	"byline":    {"byline", "author", "authors"},
	"publisher": {"publisher"},
	"published": {"published", "date"},
	"language":  {"language", "lang"},
	"created":   {"created", "createdat"},
	"modified":  {"modified", "updated", "updatedat"},
	"id":        {"id", "annotationid", "markid"},
	"ties":      {"ties"},
	"fragments": {"fragments"},
	"more":      {"more"},
	"text":      {"text", "fulltext", "articletext", "documenttext", "content", "body", "context", "sentence"},
}

// shownOnly are the columns that say again what ties says.
var shownOnly = []string{"kind", "speaker", "cue", "claim"}

// mostColumns is how many columns a table may have.
const mostColumns = 1000

// A csvHeader is what the first row says.
type csvHeader struct {
	at      map[string]int // places of columns
	details map[int]string // the names of those that are attributes
	width   int
}

func (h csvHeader) has(name string) bool { _, ok := h.at[name]; return ok }

// headerOf reads the first row.
func headerOf(cells []string) csvHeader {
	h := csvHeader{at: map[string]int{}, details: map[int]string{}, width: len(cells)}
	names := make([]string, len(cells))
	for i, c := range cells {
		names[i] = strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return unicode.ToLower(r)
			}
			return -1
		}, c)
	}
	known := map[int]bool{}
	for column, called := range csvNames {
		for _, name := range called {
			if i := slices.Index(names, name); i >= 0 {
				h.at[column], known[i] = i, true
				break
			}
		}
	}
	details := lower(csvDetails)
	for i, name := range names {
		switch k := slices.Index(details, name); {
		case known[i]:
		case k >= 0:
			h.details[i] = csvDetails[k]
		case plain.OneLine(cells[i]) != "":
			h.details[i] = plain.OneLine(cells[i])
		default:
			h.details[i] = "column " + strconv.Itoa(i+1)
		}
	}
	if !h.has("ties") {
		for _, column := range shownOnly {
			if i, ok := h.at[column]; ok && !(column == "kind" && !h.has("label")) {
				h.details[i] = plain.OneLine(cells[i])
				if column == "speaker" {
					h.details[i] = speakerDetail
				}
			}
		}
	}
	return h
}

// useful reports whether a table with this header can hold marks or articles.
func (h csvHeader) useful() bool {
	return h.has("start") && h.has("end") || h.has("quote") || h.has("kind") && h.has("text")
}

// delimiterOf returns what parts the cells of a first row.
func delimiterOf(s string) byte {
	line, _ := nextLine(s)
	best, most := byte(','), 0
	for _, d := range []byte{',', '\t', ';'} {
		n, inside := 0, false
		for i := range len(line) {
			switch line[i] {
			case '"':
				inside = !inside
			case d:
				if !inside {
					n++
				}
			}
		}
		if n > most {
			best, most = d, n
		}
	}
	return best
}

func looksLikeCSV(data []byte) bool {
	const enough = 1 << 12 // bytes
	s, err := characters(data[:min(len(data), enough)])
	if err != nil {
		return false
	}
	looks := false
	stop := errors.New("one row")
	csvRows(s, delimiterOf(s), func(r csvRow) error {
		h := headerOf(r.cells[:min(len(r.cells), mostColumns)])
		looks = h.has("start") && h.has("end") && (h.has("text") || h.has("quote"))
		return stop
	})
	return looks
}

// csvMetadata are the columns of an article.
var csvMetadata = []struct {
	column string
	field  func(*annotations.Article) *string
}{
	{"title", func(a *annotations.Article) *string { return &a.Title }},
	{"url", func(a *annotations.Article) *string { return &a.Source }},
	{"byline", func(a *annotations.Article) *string { return &a.Byline }},
	{"publisher", func(a *annotations.Article) *string { return &a.Publisher }},
	{"published", func(a *annotations.Article) *string { return &a.Published }},
	{"language", func(a *annotations.Article) *string { return &a.Language }},
}
