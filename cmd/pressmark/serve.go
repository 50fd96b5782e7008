package main

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

	"github.com/spf13/cobra"

	"pressmark/cmd/packed"
	"pressmark/cmd/pressmark/fetch"
)

func serveCommand() *cobra.Command {
	var addr string
	var open, fetches bool
	c := &cobra.Command{
		Use:   "serve",
		Short: "Serve Pressmark to a browser",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if stale() {
				fmt.Fprintln(c.ErrOrStderr(), "pressmark: the client in this binary is older than the sources here: run make build")
			}
			return trouble(serve(c.Context(), addr, open, fetches, c.OutOrStdout()))
		},
	}
	c.Flags().StringVar(&addr, "addr", "127.0.0.1:8000", "host and port to listen on")
	c.Flags().BoolVar(&open, "open", false, "open a browser too")
	c.Flags().BoolVar(&fetches, "fetch", false, "let the reader's page ask this server to fetch an article from an address of the web")
	return c
}

// patience is how long a stop waits for answers under way.
const patience = 5 * time.Second

// serve answers at addr until ctx is done. Errors: errNoClient, and what the
// system says about the address.
func serve(ctx context.Context, addr string, open, fetches bool, out io.Writer) error {
	b, err := newBundle("/", fetches)
	if err != nil {
		return err
	}
	b.compress(packed.Quick) // what was not built: the pages
	listener, err := net.Listen("tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("%s is in use by another program: stop that, or choose another address with --addr", addr)
	}
	if err != nil {
		return err
	}
	server := &http.Server{Handler: answers(b, &fetch.Fetcher{}), ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()

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
	if err := server.Shutdown(ctx); errors.Is(err, context.DeadlineExceeded) {
		return server.Close()
	} else if err != nil {
		return err
	}
	return nil
}

// answers serves a bundle, and fetches for its pages if they offer that.
func answers(b *bundle, f *fetch.Fetcher) http.Handler {
	h := handler(b)
	if !b.fetches {
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
