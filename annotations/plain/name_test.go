package plain_test

import (
	"strings"
	"testing"

	"pressmark/annotations/plain"
)

func TestFileName(t *testing.T) {
	for _, x := range []struct{ title, want string }{
		{"Envoy spends four hours with Putin as Trump presses for a truce", "envoy-spends-four-hours-with-putin-as-trump-presses-for-a"},
		{"../../etc/passwd\x00", "etc-passwd"},
		{"特使与普京", "特使与普京"},
		{strings.Repeat("特", 40), strings.Repeat("特", 20)},
		{"…", "article"},
	} {
		if got := plain.FileName(x.title); got != x.want {
			t.Errorf("%q: %q, not %q", x.title, got, x.want)
		}
	}
}
