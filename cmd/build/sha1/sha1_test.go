package sha1

import (
	"bytes"
	standard "crypto/sha1"
	"testing"

	"pgregory.net/rapid"
)

// The same as the standard library's, however it is written and wherever it is read.
func TestLikeStandard(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ours, theirs := New(), standard.New()
		for range rapid.IntRange(0, 4).Draw(t, "writes") {
			p := rapid.SliceOfN(rapid.Byte(), 0, 200).Draw(t, "bytes")
			ours.Write(p)
			theirs.Write(p)
			if got, want := ours.Sum(nil), theirs.Sum(nil); !bytes.Equal(got, want) {
				t.Fatalf("got %x, want %x", got, want)
			}
		}
		ours.Reset()
		theirs.Reset()
		if got, want := ours.Sum([]byte("x")), theirs.Sum([]byte("x")); !bytes.Equal(got, want) {
			t.Fatalf("after Reset: got %x, want %x", got, want)
		}
	})
	if d := New(); d.Size() != standard.Size || d.BlockSize() != standard.BlockSize {
		t.Errorf("sizes: %d, %d", d.Size(), d.BlockSize())
	}
}
