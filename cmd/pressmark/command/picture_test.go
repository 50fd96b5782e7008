package command

import (
	"os"
	"strings"
	"testing"

	"pressmark/annotations/picture"
)

// The page's style sheet for pictures is what package picture makes.
func TestPictureStyle(t *testing.T) {
	const path = "../../../web/picture.css"
	const head = "/* Pictures of the ledger. Made by package picture: go test ./cmd/pressmark -run PictureStyle -update */\n"
	want := head + picture.Style()
	if *updateScripts {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if strings.TrimSpace(string(have)) != strings.TrimSpace(want) {
		t.Error("web/picture.css is not what package picture makes: run this test with -update")
	}
}
