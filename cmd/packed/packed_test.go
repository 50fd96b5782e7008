package packed

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

// Whatever the level, what comes out is what went in, and less to fetch.
func TestRoundTrip(t *testing.T) {
	body := []byte(strings.Repeat("who said what with which figures ", 100))
	for _, l := range []Level{Best, Quick} {
		br := l.Brotli(body)
		if got, err := io.ReadAll(brotli.NewReader(bytes.NewReader(br))); err != nil || !bytes.Equal(got, body) || len(br) >= len(body) {
			t.Errorf("%v, brotli: %d bytes became %d: %v", l, len(body), len(br), err)
		}
		gz := l.Gzip(body)
		z, err := gzip.NewReader(bytes.NewReader(gz))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(z); err != nil || !bytes.Equal(got, body) || len(gz) >= len(body) {
			t.Errorf("%v, gzip: %d bytes became %d: %v", l, len(body), len(gz), err)
		}
	}
	if Best.Name("x", "br") == Quick.Name("x", "br") {
		t.Error("a quick copy is taken for one of the best")
	}
}
