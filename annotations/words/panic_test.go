package words

import (
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the words into panic.js")

// TestPanic holds the words of panic.js, which must show them when the program is dead,
// equal to those of the catalogues.
func TestPanic(t *testing.T) {
	const name, begin, end = "../../web/panic.js", "  const words = ", ";\n"
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(data), begin)
	held, after, ends := strings.Cut(rest, end)
	if !found || !ends {
		t.Fatalf("%s has no %q", name, begin)
	}
	if held == Panic() {
		return
	}
	if !*update {
		t.Fatalf("%s says other things than its catalogue; go test ./annotations/words -run TestPanic -update writes them:\n%s", name, Panic())
	}
	if err := os.WriteFile(name, []byte(before+begin+Panic()+end+after), 0o666); err != nil {
		t.Fatal(err)
	}
}
