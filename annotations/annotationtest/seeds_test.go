package annotationtest

import (
	"reflect"
	"testing"
)

// Seeds are read as `go test -fuzz` writes them, and bytes survive.
func TestSeed(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []any
	}{
		{"go test fuzz v1\nstring(\"a\\xff\\n(\\\")\")\nint(-3)\nbool(true)\n[]byte(\"\\x00\")\n", []any{"a\xff\n(\")", -3, true, []byte{0}}},
		{"go test fuzz v1\nstring(\"\")", []any{""}},
		{"go test fuzz v2\nstring(\"\")\n", nil},
		{"go test fuzz v1\nrune('a')\n", nil},
		{"go test fuzz v1\nint(\"a\")\n", nil},
		{"go test fuzz v1\nint\n", nil},
	} {
		if got, err := seed(c.in); !reflect.DeepEqual(got, c.want) || (err == nil) != (c.want != nil) {
			t.Errorf("%q: %v, %v", c.in, got, err)
		}
	}
}
