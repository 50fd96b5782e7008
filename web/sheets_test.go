package web_test

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pressmark/annotations/colour"
	"pressmark/annotations/picture"
	"pressmark/web"
)

var update = flag.Bool("update", false, "write the sheets that are made")

// made are the sheets that packages make, so that what they say stands once.
var made = []struct{ name, head, rules string }{
	{"colours.css", "The colours, made of the list in package colour", colour.Style()},
	{"picture.css", "Pictures of the ledger, made by package picture", picture.Style()},
}

// A made sheet is what its package makes.
func TestMadeSheets(t *testing.T) {
	for _, m := range made {
		want := "/* " + m.head + ": go test ./web -update */\n" + m.rules
		if *update {
			if err := os.WriteFile(m.name, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if have, err := os.ReadFile(m.name); err != nil || string(have) != want {
			t.Errorf("%s is not what its package makes: go test ./web -update (%v)", m.name, err)
		}
	}
}

// A sheet that is written is loaded, and one that is loaded is there.
func TestSheetsAreListed(t *testing.T) {
	found, err := filepath.Glob("*.css")
	if err != nil {
		t.Fatal(err)
	}
	want := append(slices.Clone(web.Sheets), "loader.css") // in the place of go-app's own
	slices.Sort(want)
	if !slices.Equal(found, want) {
		t.Errorf("there are %q, loaded are %q", found, want)
	}
}

// Nobody reads a longer sheet.
func TestSheetsAreShort(t *testing.T) {
	for _, name := range append(slices.Clone(web.Sheets), "loader.css") {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(text), "\n"); n > 500 {
			t.Errorf("%s has %d lines", name, n)
		}
	}
}

var (
	literal = regexp.MustCompile(`(?i)#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b|\b(?:rgb|rgba|hsl|hsla|hwb|lab|lch|oklab|oklch)\([^)]*\)`)
	named   = regexp.MustCompile(`(?i):[^;{}]*\b(?:aqua|black|blue|brown|cyan|fuchsia|gold|gr[ae]y|green|lime|magenta|maroon|navy|olive|orange|pink|purple|red|silver|teal|violet|white|yellow)\b(?:[^-;{}][^;{}]*)?;`)
	aside   = regexp.MustCompile(`(?s)/\*.*?\*/|var\([^)]*\)`)
)

// A colour stands in the list of package colour and nowhere else. What the icons are
// painted with is in the list. (Colours of the system, in forced colours, have names of
// their own.)
func TestColoursStandOnce(t *testing.T) {
	listed := map[string]bool{}
	list, err := os.ReadFile("../annotations/colour/colour.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, value := range literal.FindAllString(string(list), -1) {
		if listed[value] {
			t.Errorf("the list has %s twice", value)
		}
		listed[value] = true
	}
	for _, root := range []string{"../annotations", "../app", "../cmd", "../web"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.IsDir() {
				if d.Name() == "testdata" || d.Name() == "build" || d.Name() == "colour" || d.Name() == "node_modules" {
					return fs.SkipDir
				}
				return nil
			}
			kind := filepath.Ext(path)
			if strings.HasSuffix(path, "_test.go") || filepath.Base(path) == "colours.css" || !slices.Contains([]string{".go", ".css", ".js", ".svg", ".html"}, kind) {
				return nil
			}
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			for _, value := range literal.FindAllString(string(text), -1) {
				switch {
				case kind == ".svg" && listed[value]:
				case value == "rgba(0, 0, 0, 0)": // as a browser writes transparent
				default:
					t.Errorf("%s: %s stands outside of package colour", path, value)
				}
			}
			if kind == ".css" {
				for _, rule := range named.FindAllString(aside.ReplaceAllString(string(text), ""), -1) {
					t.Errorf("%s: a colour by its name: %s", path, rule)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
