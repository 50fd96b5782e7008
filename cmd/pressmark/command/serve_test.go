package command

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"pressmark/cmd/pressmark/server"
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
		status, body := fetched(t, addressIn(t, out), "http://127.0.0.1/")
		if status != c.status || !strings.Contains(body, c.words) {
			t.Errorf("%q: %d %s", c.args, status, body)
		}
		stop()
		if err := <-ended; err != nil {
			t.Error("stopping:", err)
		}
	}
}

// fetched asks a server for the article at an address, as its own page does.
func fetched(t *testing.T, server, address string) (status int, body string) {
	t.Helper()
	r, err := http.NewRequest("GET", server+"/fetch?url="+url.QueryEscape(address), nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(data)
}

// addressIn returns the address that serve prints.
func addressIn(t *testing.T, out io.Reader) string {
	t.Helper()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return regexp.MustCompile(`http://[0-9.:]+`).FindString(line)
}
