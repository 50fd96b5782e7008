package annotations_test

import (
	"testing"

	"pressmark/annotations"
)

func TestParseID(t *testing.T) {
	const want = annotations.ID("urn:uuid:01890a5d-ac96-774b-bcce-b302099a8057")
	for _, s := range []string{
		string(want), "01890a5d-ac96-774b-bcce-b302099a8057", "URN:UUID:01890A5D-AC96-774B-BCCE-B302099A8057",
	} {
		if got, err := annotations.ParseID(s); err != nil || got != want {
			t.Errorf("%q: %q, %v", s, got, err)
		}
	}
	for _, s := range []string{"", "urn:uuid:", "x", "urn:uuid:01890a5d-ac96-774b-bcce-b302099a805", "01890a5d-ac96-774b-bcce-b302099a8057 ", "urn:isbn:01890a5d-ac96-774b-bcce-b302099a8057"} {
		if got, err := annotations.ParseID(s); err == nil {
			t.Errorf("%q is read as %q", s, got)
		}
	}
}

// IDs are canonical, and later ones sort later.
func TestNewID(t *testing.T) {
	var prev annotations.ID
	for range 1000 {
		id := annotations.NewID()
		if got, err := annotations.ParseID(string(id)); err != nil || got != id {
			t.Fatalf("%q is read as %q, %v", id, got, err)
		}
		if got, err := annotations.ParseID(id.Short()); err != nil || got != id {
			t.Fatalf("%q is read as %q, %v", id.Short(), got, err)
		}
		if id.Short()[14] != '7' {
			t.Fatalf("%q is not of version 7", id)
		}
		if id <= prev {
			t.Fatalf("%q comes after %q", id, prev)
		}
		prev = id
	}
}

func TestIDOf(t *testing.T) {
	if first, again := annotations.IDOf("a", "bc"), annotations.IDOf("a", "bc"); first != again {
		t.Error("it depends on more than its parts")
	}
	if annotations.IDOf("a", "bc") == annotations.IDOf("ab", "c") || annotations.IDOf("a") == annotations.IDOf("a", "") {
		t.Error("other parts, and the same ID")
	}
	if _, err := annotations.ParseID(string(annotations.IDOf("a"))); err != nil {
		t.Error(err)
	}
}
