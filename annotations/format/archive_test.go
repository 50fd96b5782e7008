package format

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"iter"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations/annotationtest"
)

// unpack returns the files of an archive, and errors in the place of those that cannot be
// had.
func unpack(f File, l Limits) iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		a, err := OpenArchive(bytes.NewReader(f.Data), int64(len(f.Data)), l)
		if err != nil {
			yield(File{}, err)
			return
		}
		for _, err := range a.refused {
			if !yield(File{}, err) {
				return
			}
		}
		for _, name := range a.names {
			file, err := a.Read(name)
			if !yield(file, err) || a.left <= 0 && errors.Is(err, ErrUnpacked) {
				return
			}
		}
	}
}

// unpacked returns the files of an archive and the errors among them.
func unpacked(data []byte, l Limits) (files []File, errs []error) {
	for f, err := range unpack(File{Data: data}, l) {
		if err != nil {
			errs = append(errs, err)
		} else {
			files = append(files, f)
		}
	}
	return files, errs
}

// What is packed comes out again, and is always packed alike.
func TestPackRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		files := rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) File {
			return File{
				Name: rapid.StringMatching(`[a-zé中 ]{1,4}(/[a-z0-9_-]{1,4}){0,3}\.(txt|ann|json)`).Draw(t, "name"),
				Data: rapid.SliceOf(rapid.Byte()).Draw(t, "data"),
			}
		}), 0, 8, func(f File) string { return f.Name }).Draw(t, "files")
		data, err := Pack(files)
		if err != nil {
			t.Fatal(err)
		}
		if again, _ := Pack(files); !bytes.Equal(again, data) {
			t.Fatal("packed again it differs")
		}
		got, errs := unpacked(data, ArchiveLimits)
		if errs != nil || !slices.EqualFunc(got, files, func(a, b File) bool { return a.Name == b.Name && bytes.Equal(a.Data, b.Data) }) {
			t.Fatalf("unpacked: %v, %v", got, errs)
		}
	})
}

// Names that would not come out again are not packed.
func TestPackRefuses(t *testing.T) {
	for name, want := range map[string]error{
		"": ErrPath, "/a": ErrPath, "../a": ErrPath, "a/../b": ErrPath, "a\\b": ErrPath, "C:a": ErrPath, "a/": ErrPath, "./a": ErrPath,
		"a//b": ErrPath, ".a": ErrPath, "a/.b/c": ErrPath, "a\x00": ErrPath, "\xff": ErrPath, "b": ErrTwice, strings.Repeat("a", 1025): ErrPath,
	} {
		_, err := Pack([]File{{Name: "b"}, {Name: name}})
		var entry *EntryError
		if !errors.Is(err, want) || !errors.As(err, &entry) {
			t.Errorf("%q: %v, want %v", name, err, want)
		}
	}
}

// A file with a bad name is told and not taken; the others come out.
func TestUnpackNames(t *testing.T) {
	for name, want := range map[string]struct {
		name string // "": it is left out
		err  error
	}{
		"b/c.txt":                 {"b/c.txt", nil},
		"./b.txt":                 {"b.txt", nil},
		"b//c.txt":                {"b/c.txt", nil},
		"été/中.txt":               {"été/中.txt", nil},
		"b..c/d...txt":            {"b..c/d...txt", nil},
		"b:c":                     {"", ErrPath},
		"bc:d":                    {"bc:d", nil},
		"/etc/passwd":             {"", ErrPath},
		"../b":                    {"", ErrPath},
		"b/../../c":               {"", ErrPath},
		"b/..":                    {"", ErrPath},
		"../":                     {"", ErrPath},
		`b\c`:                     {"", ErrPath},
		`..\b`:                    {"", ErrPath},
		"C:/b":                    {"", ErrPath},
		"b\x00.txt":               {"", ErrPath},
		"":                        {"", ErrPath},
		strings.Repeat("b", 2000): {"", ErrPath},
		"b/":                      {"", nil},
		"__MACOSX/b.txt":          {"", nil},
		".DS_Store":               {"", nil},
		"b/.git/config":           {"", nil},
		"b.zip":                   {"", ErrNested},
		"B.ZIP":                   {"", ErrNested},
		"a.txt":                   {"", ErrTwice},
	} {
		data := zipped(t, File{Name: "a.txt"}, File{Name: name}, File{Name: "z.txt"})
		files, errs := unpacked(data, ArchiveLimits)
		var got []string
		for _, f := range files {
			got = append(got, f.Name)
		}
		expected := []string{"a.txt", "z.txt"}
		if want.name != "" {
			expected = []string{"a.txt", want.name, "z.txt"}
		}
		if !slices.Equal(got, expected) {
			t.Errorf("%q: %q, want %q", name, got, expected)
		}
		if want.err == nil && errs != nil || want.err != nil && (len(errs) != 1 || !errors.Is(errs[0], want.err)) {
			t.Errorf("%q: %v, want %v", name, errs, want.err)
		}
		var entry *EntryError
		if len(errs) == 1 && (!errors.As(errs[0], &entry) || !strings.HasPrefix(name, strings.TrimSuffix(entry.Name, "…"))) {
			t.Errorf("%q: the error does not name it: %v", name, errs[0])
		}
	}
}

// Names come out right whatever they are encoded in.
func TestUnpackEncodings(t *testing.T) {
	unicodeField := func(of, name string) []byte {
		x := binary.LittleEndian.AppendUint16(nil, 0x7075)
		x = binary.LittleEndian.AppendUint16(x, uint16(5+len(name)))
		x = binary.LittleEndian.AppendUint32(append(x, 1), crc32.ChecksumIEEE([]byte(of)))
		return append(x, name...)
	}
	for _, c := range []struct {
		raw   string
		extra []byte
		want  string
	}{
		{"Zo\x89.txt", nil, "Zoë.txt"}, // code page 437
		{"Zoë.txt", nil, "Zoë.txt"},
		{"\x8f\x90.txt", unicodeField("\x8f\x90.txt", "тест.txt"), "тест.txt"},
		{"\x8f\x90.txt", unicodeField("other", "тест.txt"), "ÅÉ.txt"},
		{"\x8f\x90.txt", unicodeField("\x8f\x90.txt", "../x")[:8], "ÅÉ.txt"},
	} {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		if _, err := z.CreateHeader(&zip.FileHeader{Name: c.raw, NonUTF8: true, Extra: c.extra}); err != nil {
			t.Fatal(err)
		}
		z.Close()
		if files, errs := unpacked(b.Bytes(), ArchiveLimits); len(files) != 1 || files[0].Name != c.want {
			t.Errorf("%q: %v, %v; want %q", c.raw, files, errs, c.want)
		}
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	z.CreateHeader(&zip.FileHeader{Name: "\x8f", NonUTF8: true, Extra: unicodeField("\x8f", "../x")})
	z.Close()
	if files, errs := unpacked(b.Bytes(), ArchiveLimits); len(files) != 0 || len(errs) != 1 || !errors.Is(errs[0], ErrPath) {
		t.Errorf("a path in the extra field: %v, %v", files, errs)
	}
}

// What cannot be read is told by its name.
func TestUnpackKinds(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	add := func(h *zip.FileHeader, data string) {
		t.Helper()
		h.CompressedSize64, h.UncompressedSize64, h.CRC32 = uint64(len(data)), uint64(len(data)), crc32.ChecksumIEEE([]byte(data))
		w, err := z.CreateRaw(h)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, data)
	}
	add(&zip.FileHeader{Name: "encrypted", Flags: 1}, "x")
	add(&zip.FileHeader{Name: "lzma", Method: 14}, "x")
	link := &zip.FileHeader{Name: "link"}
	link.SetMode(fs.ModeSymlink | 0o777)
	add(link, "/etc/passwd")
	add(&zip.FileHeader{Name: "damaged", Method: zip.Deflate}, "\xff\xff")
	add(&zip.FileHeader{Name: "good"}, "x")
	z.Close()
	files, errs := unpacked(bytes.Replace(b.Bytes(), []byte("goodx"), []byte("goody"), 1), ArchiveLimits)
	var got []string
	for _, err := range errs {
		got = append(got, err.Error())
	}
	want := []string{
		fmt.Sprintf("%q in the archive: %v", "encrypted", ErrEncrypted),
		fmt.Sprintf("%q in the archive: %v", "lzma", ErrMethod),
		fmt.Sprintf("%q in the archive: %v", "link", ErrLink),
		fmt.Sprintf("%q in the archive: %v", "damaged", ErrDamaged),
		fmt.Sprintf("%q in the archive: %v", "good", ErrDamaged), // its checksum is wrong
	}
	if len(files) != 0 || !slices.Equal(got, want) {
		t.Errorf("%v, %q; want %q", files, got, want)
	}
}

// No archive unpacks to more than the limits, whatever it says of itself.
func TestUnpackLimits(t *testing.T) {
	l := Limits{Entries: 5, File: 4 << 20, Total: 6 << 20, Ratio: 100}
	zeros := func(n int) []byte { return make([]byte, n) }
	noise := func(n int64) []byte { return []byte(random(n)) }
	for name, c := range map[string]struct {
		data  []byte
		files int
		errs  []error
	}{
		"a small file may be packed well": {zipped(t, File{Name: "a", Data: zeros(1 << 20)}), 1, nil},
		"a bomb":                          {zipped(t, File{Name: "a", Data: zeros(3 << 20)}, File{Name: "b"}), 1, []error{ErrCompression}},
		"a file that is too large":        {zipped(t, File{Name: "a", Data: noise(4 << 20)}, File{Name: "b"}), 1, []error{ErrUnpacked}},
		"files that are too large":        {zipped(t, File{Name: "a", Data: noise(3 << 20)}, File{Name: "b", Data: noise(3 << 20)}, File{Name: "c"}), 1, []error{ErrUnpacked}},
		"five files":                      {zipped(t, files(5)...), 5, nil},
		"six files":                       {zipped(t, files(6)...), 0, []error{ErrTooMany}},
		"very many files":                 {zipped(t, files(20_000)...), 0, []error{ErrTooMany}},
		"no archive":                      {[]byte("PK no"), 0, []error{ErrNoArchive}},
		"nothing":                         {nil, 0, []error{ErrNoArchive}},
		"an empty archive":                {zipped(t), 0, nil},
		"cut short":                       {zipped(t, files(5)...)[:300], 0, []error{ErrNoArchive}},
		"lies about its size":             {lying(t, 3<<20), 0, []error{ErrDamaged}},
		"the same bytes for all":          {overlapping(t, 5, 1<<20), 5, nil},
	} {
		t.Run(name, func(t *testing.T) {
			files, errs := unpacked(c.data, l)
			if len(files) != c.files || !slices.EqualFunc(errs, c.errs, errors.Is) {
				t.Errorf("%d files, %v; want %d, %v", len(files), errs, c.files, c.errs)
			}
		})
	}
	t.Run("the same bytes for all, and too many", func(t *testing.T) {
		l := l
		l.Total = 3<<20 + 5
		if files, errs := unpacked(overlapping(t, 5, 1<<20), l); len(files) != 3 || len(errs) != 1 || !errors.Is(errs[0], ErrUnpacked) {
			t.Errorf("%d files, %v", len(files), errs)
		}
	})
}

// random returns more than n bytes that do not compress much.
func random(n int64) string {
	var b strings.Builder
	state := uint32(1)
	for int64(b.Len()) <= n {
		state = state*1664525 + 1013904223
		b.WriteString("<!--" + string(rune('a'+state>>28)) + string(rune('a'+state>>24&15)) + string(rune('a'+state>>20&15)) + "-->")
	}
	return b.String()
}

// files returns n empty files.
func files(n int) (out []File) {
	for i := range n {
		out = append(out, File{Name: fmt.Sprint(i)})
	}
	return out
}

// lying returns an archive with a file that says it has one byte.
func lying(t *testing.T, n int) []byte {
	return entries(t, n, 1, 1)
}

// overlapping returns an archive whose directory has count names for one file of n bytes.
func overlapping(t *testing.T, count, n int) []byte {
	return entries(t, n, n, count)
}

func entries(t *testing.T, n, said, count int) []byte {
	t.Helper()
	packed := zipped(t, File{Name: "0", Data: make([]byte, n)})
	end := bytes.LastIndex(packed, []byte("PK\x05\x06"))
	start := int(binary.LittleEndian.Uint32(packed[end+16:]))
	entry := packed[start:end]
	binary.LittleEndian.PutUint32(entry[24:], uint32(said))
	out := slices.Clone(packed[:start])
	for i := range count {
		entry[46] = byte('0' + i) // the name, which the directory has the last word on
		out = append(out, entry...)
	}
	tail := slices.Clone(packed[end:])
	binary.LittleEndian.PutUint16(tail[8:], uint16(count))
	binary.LittleEndian.PutUint16(tail[10:], uint16(count))
	binary.LittleEndian.PutUint32(tail[12:], uint32(count*len(entry)))
	return append(out, tail...)
}

// What the place that an archive is read from says is passed on.
func TestOpenArchiveErrors(t *testing.T) {
	broken := errors.New("the disk is broken")
	if _, err := OpenArchive(brokenReader{broken}, 1000, ArchiveLimits); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	a, err := OpenArchive(bytes.NewReader(zipped(t, File{Name: "b"}, File{Name: ".c"})), int64(len(zipped(t, File{Name: "b"}, File{Name: ".c"}))), ArchiveLimits)
	if err != nil || !slices.Equal(a.Names(), []string{"b"}) || !a.Has(".c") || a.Has("d") || a.Refused() != nil {
		t.Errorf("%+v, %v", a, err)
	}
	if _, err := a.Read("d"); !errors.Is(err, ErrMissing) {
		t.Errorf("got %v", err)
	}
}

type brokenReader struct{ err error }

func (r brokenReader) ReadAt([]byte, int64) (int, error) { return 0, r.err }

func FuzzArchive(f *testing.F) {
	f.Add(zipped(f, File{Name: "a.txt", Data: []byte("abc")}, File{Name: "../b"}))
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\x00", 18)))
	l := Limits{Entries: 100, File: 1 << 20, Total: 2 << 20, Ratio: 100}
	annotationtest.Seeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		total := 0
		files, _ := unpacked(data, l)
		for _, f := range files {
			if clean, err := cleanName(f.Name); err != nil || clean != f.Name || f.Name == "" {
				t.Errorf("name %q", f.Name)
			}
			total += len(f.Data)
		}
		if total > int(l.Total) || len(files) > l.Entries {
			t.Errorf("%d files with %d bytes", len(files), total)
		}
	})
}

func BenchmarkUnpack(b *testing.B) {
	var many []File
	for i := range 1000 {
		many = append(many, File{Name: fmt.Sprintf("talks/%d.txt", i), Data: []byte(strings.Repeat("The minister said so. ", 100))})
	}
	data := zipped(b, many...)
	b.SetBytes(1000 * 2200)
	b.ReportAllocs()
	for b.Loop() {
		for _, err := range unpack(File{Data: data}, ArchiveLimits) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}
