package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// serve prints where it is, answers there, and stops when it is told to.
func TestServeStops(t *testing.T) {
	aBundle(t, "/")
	ctx, stop := context.WithCancel(t.Context())
	out, in := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- serve(ctx, "127.0.0.1:0", false, false, in) }()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	address := regexp.MustCompile(`http://[0-9.:]+`).FindString(line)
	res, err := http.Get(address + "/library")
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusOK {
		t.Error(res.Status)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error("stopping:", err)
	}
	if _, err := http.Get(address); err == nil {
		t.Error("it still answers")
	}
}

// What hinders serve is said in one line.
func TestServeErrors(t *testing.T) {
	srv := serveClient(t) // takes a port
	for addr, want := range map[string]string{srv.addr: "is in use", "127.0.0.1:99999": "invalid port"} {
		err := serve(t.Context(), addr, false, false, io.Discard)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", addr, err)
		}
	}
}
