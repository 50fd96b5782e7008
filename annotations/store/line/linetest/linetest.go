// Package linetest holds what every reader of a stored record's line must make of it:
// golden.json, in which JSON's escapes stand for what cannot be seen. Package line is
// tested with it natively, the two readers in JavaScript by app/browser in Chromium.
package linetest

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"testing"

	"pressmark/annotations/store"
)

//go:embed golden.json
var golden []byte

// A Line is a text and the record that it is the line of.
type Line struct {
	Name   string
	Text   string
	Record *store.Record // nil: it is none
}

// A Journal is a file of the journal, as a tab that is gone has left it, and what is
// read from it.
type Journal struct {
	Name    string
	File    string
	Cut     int // bytes cut off its end
	Records []store.Record
	Torn    bool // it ends in something that is no entry
	Harmed  bool // it is damaged elsewhere
}

// Bytes returns the file.
func (j Journal) Bytes() []byte { return []byte(j.File)[:len(j.File)-j.Cut] }

// Golden returns all cases.
func Golden(t testing.TB) (lines []Line, journals []Journal) {
	t.Helper()
	var all struct {
		Lines    []Line
		Journals []Journal
	}
	if err := json.Unmarshal(golden, &all); err != nil {
		t.Fatal(err)
	}
	return all.Lines, all.Journals
}

// Entry returns the entry of the journal that has a body.
func Entry(body string) string {
	return fmt.Sprintf("\x1d%08x%08x%s\n", crc32.ChecksumIEEE([]byte(body)), len(body), body)
}
