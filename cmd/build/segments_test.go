package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"testing"

	"pgregory.net/rapid"
)

// program makes a program with a section of another kind before and after its data.
func program(all []segment) []byte {
	data := binary.AppendUvarint(nil, uint64(len(all)))
	for _, s := range all {
		data = appendSigned(append(data, 0, i32Const), s.offset)
		data = binary.AppendUvarint(append(data, endOfConst), uint64(len(s.data)))
		data = append(data, s.data...)
	}
	out := append([]byte(wasmHeader), 5, 3, 1, 0, 2) // a memory of two pages
	out = binary.AppendUvarint(append(out, dataSection), uint64(len(data)))
	return append(append(out, data...), 0, 2, 1, 'x')
}

// memory returns what a program's data make of a memory, and how many segments do.
func memory(t *rapid.T, program []byte) (out []byte, segments uint64) {
	out = make([]byte, 1<<16)
	p := wasmReader{rest: program[len(wasmHeader):]}
	for len(p.rest) > 0 {
		id, body := p.byte(), wasmReader{}
		body.rest = p.bytes(p.unsigned())
		if id != dataSection {
			continue
		}
		segments = body.unsigned()
		for range segments {
			body.bytes(2)
			at := body.signed()
			body.byte()
			copy(out[at:], body.bytes(body.unsigned()))
		}
		if body.failed || len(body.rest) > 0 {
			t.Fatal("the data section does not end where it should")
		}
	}
	if p.failed {
		t.Fatal("the program does not end where it should")
	}
	return out, segments
}

// A memory holds the same whether its segments are joined or not.
func TestJoinSegments(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []segment
		at, want := int64(0), uint64(0)
		for i := range rapid.IntRange(0, 20).Draw(t, "segments") {
			gap := rapid.Int64Range(0, 200).Draw(t, "gap")
			data := rapid.SliceOfN(rapid.Byte(), 1, 200).Draw(t, "data")
			if i == 0 || gap > 64 {
				want++
			}
			all = append(all, segment{at + gap, data})
			at += gap + int64(len(data))
		}
		before := program(all)
		after, err := joinSegments(before)
		if err != nil {
			t.Fatal(err)
		}
		x, _ := memory(t, before)
		y, n := memory(t, after)
		if !bytes.Equal(x, y) {
			t.Fatal("the memory differs")
		}
		if n != want {
			t.Fatalf("%d segments, want %d", n, want)
		}
		if again, err := joinSegments(after); err != nil || !bytes.Equal(again, after) {
			t.Fatalf("joined again, it changes: %v", err)
		}
		// Cut off anywhere inside a section, it is refused, not shortened.
		if _, err := joinSegments(before[:len(before)-rapid.IntRange(1, 3).Draw(t, "cut")]); !errors.Is(err, errNotWasm) {
			t.Fatalf("cut off: %v", err)
		}
	})
	if _, err := joinSegments([]byte("<html>")); !errors.Is(err, errNotWasm) {
		t.Errorf("a page: %v", err)
	}
}

// Numbers are written as they are read, below zero too: offsets past 2 GB are.
func TestSigned(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.Int64().Draw(t, "number")
		p := wasmReader{rest: appendSigned(nil, want)}
		if got := p.signed(); got != want || p.failed || len(p.rest) > 0 {
			t.Fatalf("got %d, want %d", got, want)
		}
	})
}
