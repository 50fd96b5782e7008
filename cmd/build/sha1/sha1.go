// Package sha1 is the SHA-1 of FIPS 180-4, for identifiers made of content (UUIDs of
// version 5) and nothing secret. That of the standard library brings its whole module
// of ciphers and their self-tests, a fiftieth of the client's size: the client is built
// with this one (see thin.go).
package sha1

import (
	"encoding/binary"
	"hash"
	"math/bits"
)

// Sizes in bytes.
const (
	size      = 20
	blockSize = 64
)

type digest struct {
	h     [5]uint32
	block []byte // what does not fill a block yet
	n     uint64 // bytes written
}

// New returns an empty digest.
func New() hash.Hash {
	d := &digest{}
	d.Reset()
	return d
}

func (d *digest) Size() int      { return size }
func (d *digest) BlockSize() int { return blockSize }

func (d *digest) Reset() {
	*d = digest{h: [5]uint32{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0}}
}

func (d *digest) Write(p []byte) (int, error) {
	d.n += uint64(len(p))
	d.block = append(d.block, p...)
	for len(d.block) >= blockSize {
		d.mix(d.block)
		d.block = d.block[blockSize:]
	}
	return len(p), nil
}

// Sum appends the digest of what was written, which may go on.
func (d *digest) Sum(p []byte) []byte {
	last := *d
	last.block = append([]byte{}, d.block...)
	last.Write([]byte{0x80})
	for len(last.block) != blockSize-8 {
		last.Write([]byte{0})
	}
	last.Write(binary.BigEndian.AppendUint64(nil, 8*d.n))
	for _, h := range last.h {
		p = binary.BigEndian.AppendUint32(p, h)
	}
	return p
}

// mix works one block into the digest.
func (d *digest) mix(block []byte) {
	var w [80]uint32
	for i := range w {
		if i < 16 {
			w[i] = binary.BigEndian.Uint32(block[4*i:])
		} else {
			w[i] = bits.RotateLeft32(w[i-3]^w[i-8]^w[i-14]^w[i-16], 1)
		}
	}
	a, b, c, e, f := d.h[0], d.h[1], d.h[2], d.h[3], d.h[4]
	for i := range w {
		var choice, key uint32
		switch i / 20 {
		case 0:
			choice, key = b&c|^b&e, 0x5a827999
		case 1:
			choice, key = b^c^e, 0x6ed9eba1
		case 2:
			choice, key = b&c|b&e|c&e, 0x8f1bbcdc
		case 3:
			choice, key = b^c^e, 0xca62c1d6
		}
		a, b, c, e, f = bits.RotateLeft32(a, 5)+choice+f+key+w[i], a, bits.RotateLeft32(b, 30), c, e
	}
	for i, x := range [5]uint32{a, b, c, e, f} {
		d.h[i] += x
	}
}
