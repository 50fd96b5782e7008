// Package packed compresses what a browser fetches, at one of two levels: Best for what is
// put on a server, which takes a minute for a program of 14 MB, and Quick for trying things
// out, which takes a second. A compressed copy is named by the digest of what it holds, so
// one that is there is right.
package packed

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"math/bits"
	"path"

	"github.com/andybalholm/brotli"
)

// A Level says how hard to compress.
type Level struct {
	name         string // in the names of copies
	brotli, gzip int
}

var (
	Best  = Level{"", brotli.BestCompression, gzip.BestCompression}
	Quick = Level{".quick", 4, gzip.BestSpeed}
)

// Name returns the name of the copy of what has this digest, in hexadecimal. The encoding
// is "br" or "gz".
func (l Level) Name(digest, encoding string) string { return digest + l.name + "." + encoding }

// Digest returns the digest by which copies are named.
func Digest(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

// Worth reports whether it is worth to compress a file with this name: pictures and fonts
// are compressed already.
func Worth(name string, body []byte) bool {
	ext := path.Ext(name)
	return ext != ".png" && ext != ".woff2" && len(body) > 256
}

// Brotli compresses for browsers that take "br".
func (l Level) Brotli(body []byte) []byte {
	var out bytes.Buffer
	// The window spans the whole: 16 MB at most, which is as far as the format goes.
	window := min(max(bits.Len(uint(len(body)))+1, 10), 24)
	w := brotli.NewWriterOptions(&out, brotli.WriterOptions{Quality: l.brotli, LGWin: window})
	w.Write(body) // a buffer takes everything
	w.Close()
	return out.Bytes()
}

// Gzip compresses for all others.
func (l Level) Gzip(body []byte) []byte {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, l.gzip)
	if err != nil {
		panic(err) // there is no such level
	}
	w.Write(body)
	w.Close()
	return out.Bytes()
}
