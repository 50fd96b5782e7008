package line_test

import (
	"cmp"
	"errors"
	"fmt"
	"hash/crc32"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pressmark/annotations/store"
	"pressmark/annotations/store/line"
	"pressmark/annotations/store/line/linetest"
)

func TestGoldenLines(t *testing.T) {
	lines, _ := linetest.Golden(t)
	for _, c := range lines {
		switch r, err := line.DecodeOne(c.Text); {
		case c.Record == nil:
			if !errors.Is(err, line.ErrNone) {
				t.Errorf("%s: read as %+v, %v", c.Name, r, err)
			}
		case err != nil || r != *c.Record:
			t.Errorf("%s: read as %+v, %v", c.Name, r, err)
		case line.Encode(r) != c.Text:
			t.Errorf("%s: written as %q", c.Name, line.Encode(r))
		}
	}
}

// The journals' expectations follow from what package line says of entries.
func TestGoldenJournals(t *testing.T) {
	_, journals := linetest.Golden(t)
	for _, c := range journals {
		newest, torn, harmed := readJournal(string(c.Bytes()))
		if !slices.Equal(newest, c.Records) || torn != c.Torn || harmed != c.Harmed {
			t.Errorf("%s: torn %v, harmed %v, %+v", c.Name, torn, harmed, newest)
		}
	}
}

var entryHead = regexp.MustCompile("^\x1d[0-9a-f]{16}")

// body returns the body of the whole entry that a file begins with.
func body(file string) (body string, ok bool) {
	if !entryHead.MatchString(file) {
		return "", false
	}
	sum, _ := strconv.ParseUint(file[1:9], 16, 32)
	n, _ := strconv.ParseUint(file[9:17], 16, 32)
	if uint64(len(file)) < 17+n+1 || file[17+n] != '\n' || uint64(crc32.ChecksumIEEE([]byte(file[17:17+n]))) != sum {
		return "", false
	}
	return file[17 : 17+n], true
}

// readJournal returns the newest state of each record in the order of their IDs.
func readJournal(file string) (newest []store.Record, torn, harmed bool) {
	copies := map[string]store.Record{}
	skipped := false
	for file != "" {
		text, ok := body(file)
		if !ok {
			skipped, file = true, file[1:]
			continue
		}
		harmed = harmed || skipped
		skipped, file = false, file[len(linetest.Entry(text)):]
		for one := range strings.SplitAfterSeq(text, line.End) {
			r, err := line.DecodeOne(one)
			if harmed = harmed || one != "" && err != nil; one == "" || err != nil {
				continue
			}
			if old := copies[string(r.ID)]; cmp.Or(cmp.Compare(r.Revision, old.Revision), cmp.Compare(r.Modified, old.Modified)) >= 0 {
				copies[string(r.ID)] = r
			}
		}
	}
	for _, r := range copies {
		newest = append(newest, r)
	}
	slices.SortFunc(newest, func(a, b store.Record) int { return cmp.Compare(a.ID, b.ID) })
	return newest, skipped, harmed
}

func ExampleEncode() {
	fmt.Printf("%q\n", line.Encode(store.Record{
		ID: "urn:uuid:1", Type: store.Annotation, Article: "urn:uuid:2", Label: "claim", Revision: 3, Modified: 1764000000000, Data: "{}",
	}))
	// Output: "urn:uuid:1\x1fannotation\x1furn:uuid:2\x1fclaim\x1f3\x1f0\x1f1764000000000\x1f{}\x1e"
}
