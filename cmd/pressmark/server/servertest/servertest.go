// Package servertest asks a server that runs in a test what a browser would ask it.
package servertest

import (
	"bufio"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"testing"
)

// Fetch asks a server for the article at an address, as its own page does.
func Fetch(t testing.TB, server, address string) (status int, body string) {
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

// Address returns the address that serve prints.
func Address(t testing.TB, out io.Reader) string {
	t.Helper()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return regexp.MustCompile(`http://[0-9.:]+`).FindString(line)
}
