package command

import (
	"context"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"

	"pressmark/cmd/pressmark/server"
	"pressmark/cmd/pressmark/server/servertest"
)

// Without --fetch nothing is fetched, whoever asks; with it, what the page asks for, from
// public addresses only.
func TestServeFetch(t *testing.T) {
	if _, err := server.New("/", false); err == server.ErrNoClient && os.Getenv("PRESSMARK_WHOLE") == "" {
		t.Skip("no client is built: run make client")
	} else if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args   []string
		status int
		words  string
	}{
		{nil, http.StatusNotFound, ""},
		{[]string{"--fetch"}, http.StatusForbidden, "no public address"},
	} {
		ctx, stop := context.WithCancel(t.Context())
		out, in := io.Pipe()
		root := newRoot()
		root.SetArgs(append([]string{"serve", "--addr", "127.0.0.1:0"}, c.args...))
		root.SetOut(in)
		root.SetErr(io.Discard)
		ended := make(chan error, 1)
		go func() { ended <- root.ExecuteContext(ctx) }()
		status, body := servertest.Fetch(t, servertest.Address(t, out), "http://127.0.0.1/")
		if status != c.status || !strings.Contains(body, c.words) {
			t.Errorf("%q: %d %s", c.args, status, body)
		}
		stop()
		if err := <-ended; err != nil {
			t.Error("stopping:", err)
		}
	}
}
