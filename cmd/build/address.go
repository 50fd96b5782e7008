package main

import (
	"errors"
	"fmt"
	"net"
	"syscall"
)

// free returns an error that says what to do where nothing can be served at an address.
func free(addr string) error {
	l, err := net.Listen("tcp", addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Errorf("%s is in use by another program (Pressmark, perhaps): stop that, or take another port: make run ADDR=127.0.0.1:9000", addr)
	case err != nil:
		return fmt.Errorf("nothing can be served at %s (%w): name another host and port: make run ADDR=127.0.0.1:9000", addr, err)
	}
	return l.Close()
}
