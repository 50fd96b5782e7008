package plain

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"pressmark/annotations/words"
)

// Encoding returns how the characters of a file are encoded, as Decode takes
// it: "utf-8", "utf-16le" and "utf-16be" (told by their byte order
// mark) or "windows-1252", which is what text that is not UTF-8 most often is. It
// returns "" for what is no text: not UTF-8 and with NUL bytes in it.
func Encoding(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return "utf-16le"
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return "utf-16be"
	case utf8.Valid(data), damagedUTF8(data):
		return "utf-8"
	case bytes.IndexByte(data, 0) >= 0:
		return ""
	}
	return "windows-1252"
}

// damagedUTF8 reports whether data is UTF-8 but for a few bytes: those become U+FFFD,
// and the rest is not garbled for their sake.
func damagedUTF8(data []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		i += n
	}
	return good > bad
}

// Decode returns the characters of a file and how they were encoded. If declared is
// not empty, it is what the file says of itself; a byte order mark and valid UTF-8
// count for more.
func Decode(data []byte, declared string) (s, encoding string, err error) {
	if err := CheckSize(len(data)); err != nil {
		return "", "", err
	}
	encoding = Encoding(data)
	if encoding == "windows-1252" || encoding == "" {
		switch strings.ToLower(declared) {
		case "", "utf-8", "utf8", "windows-1252", "cp1252", "iso-8859-1", "latin1", "us-ascii", "ascii":
		default:
			return "", "", words.Because(ErrEncoding, words.Fact.Of(OneLine(declared)))
		}
	}
	switch encoding {
	case "utf-8":
		return strings.TrimPrefix(string(data), "\ufeff"), encoding, nil
	case "utf-16le":
		return decodeUTF16(data[2:], binary.LittleEndian), encoding, nil
	case "utf-16be":
		return decodeUTF16(data[2:], binary.BigEndian), encoding, nil
	case "windows-1252":
		return decode1252(data), encoding, nil
	}
	return "", "", ErrEncoding
}

func decodeUTF16(data []byte, order binary.ByteOrder) string {
	units := make([]uint16, (len(data)+1)/2)
	for i := range len(data) / 2 {
		units[i] = order.Uint16(data[2*i:])
	}
	if len(data)%2 == 1 {
		units[len(units)-1] = utf8.RuneError
	}
	return string(utf16.Decode(units))
}

// high1252 holds the characters from 0x80 to 0x9F of Windows-1252, as browsers read
// it; the others are those of Latin-1.
var high1252 = []rune("€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ")

func decode1252(data []byte) string {
	var b strings.Builder
	b.Grow(len(data) * 5 / 4)
	for _, c := range data {
		if 0x80 <= c && c < 0xa0 {
			b.WriteRune(high1252[c-0x80])
		} else {
			b.WriteRune(rune(c))
		}
	}
	return b.String()
}
