package format

import (
	"bytes"

	"pressmark/annotations/words"
)

// documentLimits are those of archives that are one document.
var documentLimits = Limits{Entries: 20_000, File: 64 << 20, Total: 256 << 20, Ratio: 200}

// ErrProtected refuses what is kept in the container of Microsoft's older formats.
const ErrProtected = words.ErrProtected

// openDocument opens a document that is an archive. It returns ErrProtected, or what
// OpenArchive returns.
func openDocument(data []byte) (*Archive, error) {
	if bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) {
		return nil, ErrProtected
	}
	return OpenArchive(bytes.NewReader(data), int64(len(data)), documentLimits)
}

// part opens an XML file of a document.
func (a *Archive) part(name string) (*xmlReader, error) {
	f, err := a.Read(name)
	if err != nil {
		return nil, err
	}
	x, err := newXMLReader(f.Data)
	if err != nil {
		return nil, &EntryError{name, err}
	}
	return x, nil
}

// looksPacked reports whether data begins as an archive does whose first file is called
// mimetype and holds a media type: EPUB and OpenDocument are told by it.
func looksPacked(data []byte, mediaType string) bool {
	const nameAt = 30
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) && len(data) > nameAt &&
		bytes.HasPrefix(data[nameAt:], []byte("mimetype"+mediaType))
}
