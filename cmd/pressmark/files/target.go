package files

import (
	"archive/zip"
	"bufio"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"pressmark/annotations/format"
)

// A Target says where to write.
type Target struct {
	Path   string // "-": standard output
	Folder bool
	zip    bool
}

// TargetOf says what is meant by the name of an output: a folder where there is one, or where
// the name has no ending, or where a format needs more than a file for an article.
func TargetOf(name string, f format.Format) Target {
	t := Target{Path: name}
	info, err := os.Stat(name)
	switch {
	case name == "-":
	case err == nil && info.IsDir(), strings.HasSuffix(name, "/"), strings.HasSuffix(name, string(filepath.Separator)):
		t.Folder = true
	case isZip(name):
		t.zip = true
	case err == nil:
	case path.Ext(filepath.ToSlash(name)) == "":
		t.Folder = true
	case f.Write != nil && f.Write.Files != nil && !endsWith(name, f):
		t.Folder = true
	}
	return t
}

// endsWith reports whether a name has one of a format's endings.
func endsWith(name string, f format.Format) bool {
	return slices.ContainsFunc(f.Extensions, func(e string) bool { return strings.HasSuffix(strings.ToLower(name), e) })
}

// Open returns the output for a target.
func (t Target) Open(f format.Format, stdout io.Writer) (Output, error) {
	switch {
	case t.Folder:
		return &FolderOutput{root: t.Path, f: f}, os.MkdirAll(t.Path, 0o777)
	case t.zip:
		file, err := newWhole(t.Path)
		if err != nil {
			return nil, err
		}
		return &zipOutput{file: file, zip: zip.NewWriter(file), f: f}, nil
	}
	out := &fileOutput{f: f}
	if t.Path == "-" {
		out.w = bufio.NewWriter(stdout)
		return out, nil
	}
	file, err := newWhole(t.Path)
	if err != nil {
		return nil, err
	}
	out.file, out.w = file, bufio.NewWriterSize(file, 1<<16)
	return out, nil
}

// Apart reports whether articles are written apart from one another.
func (t Target) Apart() bool { return t.Folder || t.zip }
