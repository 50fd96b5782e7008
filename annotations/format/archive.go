package format

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"pressmark/annotations/record"
	"pressmark/annotations/words"
)

// What can be wrong with an archive. All but the last four are about one file of it, and
// the others can be read all the same.
const (
	ErrPath      = words.ErrPathOutside
	ErrTwice     = words.ErrFileTwice
	ErrEncrypted = words.ErrEncrypted
	ErrNested    = words.ErrNested
	ErrLink      = words.ErrLinkOrDevice
	ErrMethod    = words.ErrCompressionMethod
	ErrDamaged   = words.ErrDamaged
	ErrMissing   = words.ErrNoFile

	ErrNoArchive   = words.ErrNoArchive
	ErrTooMany     = words.ErrManyFiles
	ErrUnpacked    = words.ErrUnpacked
	ErrCompression = words.ErrCompressedFar
)

// An EntryError says which file of an archive is wrong.
type EntryError struct {
	Name string // as the archive has it, made fit to be shown
	Err  error
}

func (e *EntryError) Error() string {
	return words.InArchive.With(strconv.Quote(e.Name), words.Error(e.Err))
}

// Unwrap returns what is wrong.
func (e *EntryError) Unwrap() error { return e.Err }

// Limits say how much may come out of an archive. Nothing beyond them is unpacked,
// whatever the archive says of itself.
type Limits struct {
	Entries int   // files and folders
	File    int64 // bytes of one file, unpacked
	Total   int64 // bytes of all files that are read, unpacked
	Ratio   int64 // of a file's unpacked to its packed bytes, once it is larger than a megabyte
}

// ArchiveLimits are those of archives of articles and annotations.
var ArchiveLimits = Limits{Entries: 250_000, File: record.MaxBytes, Total: 8 << 30, Ratio: 200}

// ratioFrom is how many unpacked bytes are let be however well they are packed.
const ratioFrom = 1 << 20

// An Archive is an opened zip archive, for one reader at a time.
type Archive struct {
	limits  Limits
	left    int64    // of limits.Total
	names   []string // without what nobody packed on purpose
	entries map[string]*zip.File
	refused []error // *EntryError
}

// OpenArchive opens a zip archive of size bytes. It returns ErrNoArchive or ErrTooMany, or
// what r returns.
func OpenArchive(r io.ReaderAt, size int64, l Limits) (*Archive, error) {
	d := &archiveReader{r: r, left: directoryRoom(l), counts: true}
	z, err := zip.NewReader(d, size)
	switch {
	case d.err != nil:
		return nil, d.err
	case err != nil:
		return nil, ErrNoArchive
	case len(z.File) > l.Entries:
		return nil, words.Because(ErrTooMany, words.OfAtMost.Of(strconv.Itoa(len(z.File)), strconv.Itoa(l.Entries)))
	}
	d.counts = false // from here on files are read, each within its own limits
	a := &Archive{limits: l, left: l.Total, entries: map[string]*zip.File{}}
	for _, e := range z.File {
		name := entryName(e)
		clean, err := cleanName(name)
		switch {
		case err != nil:
		case clean == "": // a folder
			continue
		case !e.Mode().IsRegular():
			err = ErrLink
		case e.Flags&1 != 0:
			err = ErrEncrypted
		case strings.EqualFold(path.Ext(clean), ".zip"):
			err = ErrNested
		case e.Method != zip.Store && e.Method != zip.Deflate:
			err = ErrMethod
		case a.entries[clean] != nil:
			err = ErrTwice
		}
		if err == nil {
			a.entries[clean] = e
		}
		switch {
		case clean != "" && unwanted(clean):
		case err != nil:
			a.refused = append(a.refused, &EntryError{printable(name), err})
		default:
			a.names = append(a.names, clean)
		}
	}
	return a, nil
}

// An archiveReader gives no more of an archive than its directory of files may need, as long as
// it counts: package zip takes all of that into memory before anyone can look.
type archiveReader struct {
	r      io.ReaderAt
	left   int64
	counts bool
	err    error // what r said, or ErrTooMany
}

func (s *archiveReader) ReadAt(p []byte, off int64) (int, error) {
	if !s.counts {
		return s.r.ReadAt(p, off)
	}
	if s.left -= int64(len(p)); s.left < 0 {
		s.err = ErrTooMany
		return 0, s.err
	}
	n, err := s.r.ReadAt(p, off)
	if off >= 0 && err != nil && !errors.Is(err, io.EOF) {
		s.err = err
	}
	return n, err
}

// directoryRoom is how many bytes a directory may have: so many an entry, and what is
// searched for its end.
func directoryRoom(l Limits) int64 { return int64(l.Entries)*192 + 1<<18 }

// Names returns the names of the files that can be read, with slashes, in the archive's
// order. What macOS adds (__MACOSX) and files whose name, or a folder's, begins with a dot
// are left out.
func (a *Archive) Names() []string { return slices.Clone(a.names) }

// Refused returns an *EntryError for each file that is not read for its name or kind.
func (a *Archive) Refused() []error { return slices.Clone(a.refused) }

// Has reports whether a file can be read, be it among Names or not.
func (a *Archive) Has(name string) bool { return a.entries[name] != nil }

// Read unpacks one file. It returns an *EntryError that holds ErrMissing, ErrDamaged,
// ErrCompression or ErrUnpacked. After ErrUnpacked because of all files together every
// further call returns it.
func (a *Archive) Read(name string) (File, error) {
	e := a.entries[name]
	if e == nil {
		return File{}, &EntryError{printable(name), ErrMissing}
	}
	data, err := a.unpack(e)
	if err != nil {
		return File{}, &EntryError{printable(name), err}
	}
	return File{Name: name, Data: data}, nil
}

func (a *Archive) unpack(e *zip.File) ([]byte, error) {
	most := min(a.limits.File, a.left)
	if packed := int64(min(e.CompressedSize64, 1<<50)); most > ratioFrom {
		most = min(most, max(packed*a.limits.Ratio, ratioFrom))
	}
	r, err := e.Open()
	if err != nil {
		return nil, ErrDamaged
	}
	defer r.Close()
	var b bytes.Buffer
	b.Grow(int(min(e.UncompressedSize64, uint64(most), 1<<20)) + bytes.MinRead)
	n, err := io.Copy(&b, io.LimitReader(r, most+1))
	switch {
	case n > a.left:
		a.left = 0
		return nil, words.Because(ErrUnpacked, words.FilesTogetherMB.Of(strconv.FormatInt(a.limits.Total>>20, 10)))
	case n > a.limits.File:
		err = words.Because(ErrUnpacked, words.ThisFileMB.Of(strconv.FormatInt(a.limits.File>>20, 10)))
	case n > most:
		err = ErrCompression
	case err != nil:
		err = ErrDamaged
	}
	a.left -= n
	if err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// Pack writes files into a zip archive, in their order. The same files are always the
// same bytes: it holds no times. It returns an *EntryError for a name that an
// [Archive] would not give back.
func Pack(files []File) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	seen := map[string]bool{}
	for _, f := range files {
		clean, err := cleanName(f.Name)
		switch {
		case err != nil:
		case clean != f.Name || clean == "" || unwanted(clean) || len(clean) > longestPath || !utf8.ValidString(clean):
			err = ErrPath
		case seen[clean]:
			err = ErrTwice
		}
		if err != nil {
			return nil, &EntryError{printable(f.Name), err}
		}
		seen[clean] = true
		w, err := z.CreateHeader(EntryHeader(clean))
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(f.Data); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// EntryHeader is the header of a file that is written into an archive: of the earliest time
// that an archive can hold, so that the same files are always the same bytes.
func EntryHeader(name string) *zip.FileHeader {
	return &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)}
}

// longestPath is how long a path in an archive may be, in bytes: what file systems take.
const longestPath = 1024

// cleanName returns the path of a file in an archive with slashes, or "" for a folder's.
// It returns ErrPath for one that could lead elsewhere on some system.
func cleanName(name string) (string, error) {
	switch {
	case name == "", name[0] == '/', len(name) > longestPath,
		strings.ContainsAny(name, "\x00\\"),
		len(name) > 1 && name[1] == ':' && isLetter(name[0]):
		return "", ErrPath
	case slices.Contains(strings.Split(name, "/"), ".."):
		return "", ErrPath
	case strings.HasSuffix(name, "/"):
		return "", nil
	}
	if !fs.ValidPath(path.Clean(name)) {
		return "", ErrPath
	}
	return path.Clean(name), nil
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// unwanted reports whether a file is not one that anybody packed on purpose.
func unwanted(name string) bool {
	return strings.HasPrefix(name, "__MACOSX/") ||
		slices.ContainsFunc(strings.Split(name, "/"), func(s string) bool { return strings.HasPrefix(s, ".") })
}

// printable returns a name as it may stand in a message.
func printable(name string) string {
	const most = 200
	name = strings.ToValidUTF8(name, "\uFFFD")
	if r := []rune(name); len(r) > most {
		name = string(r[:most]) + "…"
	}
	return name
}

// entryName returns the name of a file in an archive. Names are UTF-8 if they can be,
// whatever the archive says; else a field beside it may hold it in UTF-8; else they are
// in the old code page of DOS, which the standard says.
func entryName(e *zip.File) string {
	if utf8.ValidString(e.Name) {
		return e.Name
	}
	if name := unicodePath(e); name != "" {
		return name
	}
	var b strings.Builder
	for i := range len(e.Name) {
		if c := e.Name[i]; c < utf8.RuneSelf {
			b.WriteByte(c)
		} else {
			b.WriteRune(high437[c-utf8.RuneSelf])
		}
	}
	return b.String()
}

// high437 holds the characters from 0x80 of code page 437.
var high437 = []rune("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐" +
	"└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0")

// unicodePath returns the name in Info-ZIP's extra field, which holds the checksum of the
// name that it stands for, or "".
func unicodePath(e *zip.File) string {
	const tag = 0x7075
	for x := e.Extra; len(x) >= 4; {
		size := int(binary.LittleEndian.Uint16(x[2:]))
		if 4+size > len(x) {
			return ""
		}
		field := x[4 : 4+size]
		if binary.LittleEndian.Uint16(x) == tag && size > 5 && field[0] == 1 {
			if binary.LittleEndian.Uint32(field[1:]) == crc32.ChecksumIEEE([]byte(e.Name)) && utf8.Valid(field[5:]) {
				return string(field[5:])
			}
			return ""
		}
		x = x[4+size:]
	}
	return ""
}
