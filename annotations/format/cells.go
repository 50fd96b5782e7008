package format

import (
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/plain"
	"pressmark/annotations/words"
)

// ErrQuote says that a quotation mark around a cell is missing.
const ErrQuote = words.ErrCellQuote

// A csvRow is a row of a table.
type csvRow struct {
	line  int // of the file, where it begins
	cells []string
}

// csvRows yields the rows of a table (RFC 4180) as they are: unlike encoding/csv, with
// the line breaks that cells have, and with quotation marks inside cells that have none
// around them. Empty lines are skipped. It returns the line of a cell that does not end.
func csvRows(s string, delimiter byte, yield func(csvRow) error) (unclosed int, err error) {
	line := 1
	for s != "" {
		row := csvRow{line: line}
		more := true
		for more {
			var cell string
			at := line
			if strings.HasPrefix(s, `"`) {
				var closed bool
				cell, s, closed = quotedCell(s[1:])
				line += strings.Count(cell, "\n")
				if !closed {
					return at, nil
				}
				// What follows a quoted cell before the next belongs to it all the same.
			}
			var rest string
			rest, s, more = plainCell(s, delimiter)
			row.cells = append(row.cells, cell+rest)
		}
		line++
		if len(row.cells) == 1 && row.cells[0] == "" {
			continue
		}
		if err := yield(row); err != nil {
			return 0, err
		}
	}
	return 0, nil
}

// quotedCell reads a cell whose first quotation mark is behind it.
func quotedCell(s string) (cell, rest string, closed bool) {
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '"')
		if i < 0 {
			return "", "", false
		}
		b.WriteString(s[:i])
		s = s[i+1:]
		if !strings.HasPrefix(s, `"`) {
			return b.String(), s, true
		}
		b.WriteByte('"')
		s = s[1:]
	}
}

// plainCell reads up to a delimiter or the end of a line; more tells the former.
func plainCell(s string, delimiter byte) (cell, rest string, more bool) {
	i := strings.IndexAny(s, string([]byte{delimiter, '\n', '\r'}))
	switch {
	case i < 0:
		return s, "", false
	case s[i] == delimiter:
		return s[:i], s[i+1:], true
	}
	return s[:i], strings.TrimPrefix(strings.TrimPrefix(s[i:], "\r"), "\n"), false
}

// appendCell writes a cell.
func appendCell(b []byte, s string) []byte {
	s = harmless(s)
	if !strings.ContainsAny(s, "\",\r\n") && strings.TrimSpace(s) == s {
		return append(b, s...)
	}
	b = append(b, '"')
	b = append(b, strings.ReplaceAll(s, `"`, `""`)...)
	return append(b, '"')
}

// harmless puts an apostrophe before what a spreadsheet would take for a formula, and
// before what looks like that afterwards. Numbers stay as they are.
func harmless(s string) string {
	if formula(s) {
		if _, number := annotations.ParseDecimal(s); !number {
			return "'" + s
		}
	}
	return s
}

// plainWords takes off the apostrophe again.
func plainWords(s string) string {
	if strings.HasPrefix(s, "'") && formula(s) {
		return s[1:]
	}
	return s
}

// formula reports whether s begins like a formula, behind any apostrophes. Tabs and line
// breaks may vanish on the way, whatever follows them.
func formula(s string) bool {
	s = strings.TrimLeft(s, "'")
	return strings.IndexAny(s, "\t\r\n") == 0 || plain.Formula(s)
}

// A pair is one of a list in a cell.
type pair struct {
	name, value string
	valued      bool // "name=value"
}

// joinPairs writes a list: "stance=denies; a tag". A backslash takes the meaning of what
// follows it.
func joinPairs(pairs []pair) string {
	var b strings.Builder
	escape := func(s, special string) {
		for i := range len(s) {
			if s[i] == '\\' || strings.IndexByte(special, s[i]) >= 0 {
				b.WriteByte('\\')
			}
			b.WriteByte(s[i])
		}
	}
	for i, p := range pairs {
		if i > 0 {
			b.WriteString("; ")
		}
		escape(p.name, ";=")
		if p.valued {
			b.WriteByte('=')
			escape(p.value, ";")
		}
	}
	return b.String()
}

// splitPairs reads a list. What is empty is left out.
func splitPairs(s string) []pair {
	var out []pair
	var p pair
	var b strings.Builder
	end := func() {
		if p.valued {
			p.value = b.String()
		} else {
			p.name = b.String()
		}
		if p != (pair{}) {
			out = append(out, p)
		}
		p = pair{}
		b.Reset()
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s):
			i++
			b.WriteByte(s[i])
		case c == ';':
			end()
			if strings.HasPrefix(s[i+1:], " ") {
				i++
			}
		case c == '=' && !p.valued:
			p.name, p.valued = b.String(), true
			b.Reset()
		default:
			b.WriteByte(c)
		}
	}
	end()
	return out
}
