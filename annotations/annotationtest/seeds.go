package annotationtest

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

const seedsPath = "testdata/fuzz/seeds.txtar"

// Seeds adds to a fuzz target what fuzzing found before: the files TARGET/NAME of
// testdata/fuzz/seeds.txtar, each as `go test -fuzz` writes it. What it writes into
// testdata/fuzz/TARGET is moved there by
//
//	go test -run TARGET -update
//
// Kept is what reaches code that the target's other seeds do not reach, and what went wrong in
// this program. An input that makes other people's software hang or crash is not kept: say in
// words what it was.
func Seeds(f *testing.F) {
	f.Helper()
	archive, err := txtar.ParseFile(seedsPath)
	if errors.Is(err, os.ErrNotExist) {
		archive = &txtar.Archive{Comment: []byte("What fuzzing found: see annotationtest.Seeds.\n")}
	} else if err != nil {
		f.Fatal(err)
	}
	if *Update {
		found, _ := filepath.Glob(filepath.Join("testdata/fuzz", f.Name(), "*"))
		for _, path := range found {
			b, err := os.ReadFile(path)
			if err != nil {
				f.Fatal(err)
			}
			archive.Files = append(archive.Files, txtar.File{Name: f.Name() + "/" + filepath.Base(path), Data: b})
		}
		if found != nil {
			if err := os.WriteFile(seedsPath, txtar.Format(archive), 0o644); err != nil {
				f.Fatal(err)
			}
			if err := os.RemoveAll(filepath.Join("testdata/fuzz", f.Name())); err != nil {
				f.Fatal(err)
			}
		}
	}
	for _, file := range archive.Files {
		if strings.HasPrefix(file.Name, f.Name()+"/") {
			args, err := seed(string(file.Data))
			if err != nil {
				f.Fatalf("%s: %s: %v", seedsPath, file.Name, err)
			}
			f.Add(args...)
		}
	}
}

// seed reads the format of seeds: a line that names it, then an argument a line, a Go literal
// in a conversion to its type.
func seed(s string) (args []any, err error) {
	head, rest, _ := strings.Cut(s, "\n")
	if head != "go test fuzz v1" {
		return nil, errors.New("no seed of version 1")
	}
	for line := range strings.Lines(rest) {
		typ, value, ok := strings.Cut(strings.TrimSuffix(strings.TrimSpace(line), ")"), "(")
		var arg any
		switch typ {
		case "string", "[]byte":
			s, e := strconv.Unquote(value)
			arg, err = s, e
			if typ == "[]byte" {
				arg = []byte(s)
			}
		case "bool":
			arg, err = strconv.ParseBool(value)
		case "int":
			arg, err = strconv.Atoi(value)
		default:
			ok = false
		}
		if !ok || err != nil {
			return nil, errors.Join(errors.New("what is "+line), err)
		}
		args = append(args, arg)
	}
	return args, nil
}
