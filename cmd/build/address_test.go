package main

import (
	"net"
	"strings"
	"testing"
)

// Whoever runs `make run` twice is told at once, and what to do.
func TestFree(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	taken := l.Addr().String()
	for _, addr := range []string{taken, "127.0.0.1:99999"} {
		if err := free(addr); err == nil || !strings.Contains(err.Error(), addr) || !strings.Contains(err.Error(), "make run ADDR=") {
			t.Errorf("%s: %v", addr, err)
		}
	}
	l.Close()
	for range 2 { // looking does not take it
		if err := free(taken); err != nil {
			t.Error(err)
		}
	}
}
