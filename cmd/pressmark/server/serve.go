package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os/exec"
	"runtime"
	"syscall"
	"time"

	"pressmark/cmd/packed"
	"pressmark/cmd/pressmark/fetch"
)

// patience is how long a stop waits for answers under way.
const patience = 5 * time.Second

// Serve answers at addr until ctx is done, and says on out where that is. With open it opens
// a browser too; with fetches the pages offer that this server fetches an article from an
// address of the web. Errors: ErrNoClient, and what the system says about the address.
func Serve(ctx context.Context, addr string, open, fetches bool, out io.Writer) error {
	b, err := New("/", fetches)
	if err != nil {
		return err
	}
	b.compress(packed.Quick)
	listener, err := net.Listen("tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("%s is in use by another program: stop that, or choose another address with --addr", addr)
	}
	if err != nil {
		return err
	}
	s := &http.Server{Handler: answers(b, &fetch.Fetcher{}), ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute}
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(listener) }()

	address := "http://" + listener.Addr().String()
	fmt.Fprintf(out, "Pressmark is at %s (Ctrl+C stops it)\n", address)
	if open {
		if err := launchBrowser(address); err != nil {
			fmt.Fprintf(out, "No browser could be opened (%v): please open the address yourself.\n", err)
		}
	}
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := s.Shutdown(ctx); errors.Is(err, context.DeadlineExceeded) {
		return s.Close()
	} else if err != nil {
		return err
	}
	return nil
}

// answers serves a bundle, and fetches for its pages if they offer that.
func answers(b *Bundle, f *fetch.Fetcher) http.Handler {
	h := Handler(b)
	if !b.Fetches {
		return h
	}
	mux := http.NewServeMux()
	mux.Handle("/", h)
	mux.Handle("/fetch", fetch.Handler(f))
	return mux
}

// launchBrowser opens an address in the reader's own browser.
func launchBrowser(address string) error {
	switch runtime.GOOS {
	case "darwin":
		return exec.Command("open", address).Start()
	case "windows":
		return exec.Command("rundll32", "url.dll,FileProtocolHandler", address).Start()
	default:
		return exec.Command("xdg-open", address).Start()
	}
}
