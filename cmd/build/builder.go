package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"

	"pressmark/cmd/packed"
	"pressmark/cmd/stamp"
)

// A builder builds in a source tree.
type builder struct {
	root  string
	level packed.Level
	say   io.Writer // what is going on, in plain words
}

// client makes what the binary embeds.
func (b builder) client() error {
	if err := b.programs(); err != nil {
		return err
	}
	return b.step("Compressing what the browser fetches", func() error { return pack(b.root, b.level) })
}

// binary makes build/pressmark, with its client. An address that is not "" is looked at
// first: nobody waits for a build that cannot be served then.
func (b builder) binary(addr string) error {
	if addr != "" {
		if err := free(addr); err != nil {
			return err
		}
	}
	if err := b.client(); err != nil {
		return err
	}
	return b.step("Compiling the server and the command line", func() error {
		args := []string{"build", "-ldflags", "-s -w", "-o", "build/pressmark"}
		if b.level == packed.Best {
			args = append(args, "-trimpath") // the same binary wherever it is built
		}
		return b.run(nil, append(args, "./cmd/pressmark")...)
	})
}

// step names what takes a while, and says how long it took.
func (b builder) step(name string, do func() error) error {
	fmt.Fprintf(b.say, "%s … ", name)
	start := time.Now()
	if err := do(); err != nil {
		fmt.Fprintln(b.say, "failed")
		return err
	}
	fmt.Fprintf(b.say, "%.0f s\n", time.Since(start).Seconds())
	return nil
}

// run runs the go command. The error holds what it printed.
func (b builder) run(env []string, args ...string) error {
	c := exec.Command("go", args...)
	c.Dir, c.Env = b.root, append(os.Environ(), env...)
	var said bytes.Buffer
	c.Stdout, c.Stderr = &said, &said
	err := c.Run()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return fmt.Errorf("%s", bytes.TrimSpace(said.Bytes()))
	}
	return err
}

// programs compiles what runs in the browser, unless that is there and neither a source
// nor Go itself has changed since.
func (b builder) programs() error {
	now, err := stamp.Of(b.root)
	if err != nil {
		return err
	}
	now += " " + runtime.Version()
	client := filepath.Join(b.root, "build", "client")
	note := filepath.Join(client, "stamp")
	if then, err := os.ReadFile(note); err == nil && string(then) == now && b.there() {
		return nil
	}
	err = b.step("Copying go-app, without its server", func() error { return thinClient(b.root) })
	if err != nil {
		return err
	}
	err = b.step("Compiling the two programs that run in the browser", func() error {
		args := []string{"build", "-modfile=build/client/client.mod", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w", "-o", "build/client/"}
		args = append(append(args, small...), "./cmd/wasm", "./cmd/converter")
		return b.run([]string{"GOOS=js", "GOARCH=wasm"}, args...)
	})
	if err != nil {
		return err
	}
	for _, p := range programs {
		body, err := os.ReadFile(filepath.Join(client, p.built))
		if err != nil {
			return err
		}
		if body, err = joinSegments(body); err != nil {
			return err
		}
		if err := keep(filepath.Join(b.root, embedded, p.served), body); err != nil {
			return err
		}
	}
	return os.WriteFile(note, []byte(now), 0o644)
}

// there reports whether both programs are where the binary embeds them from.
func (b builder) there() bool {
	for _, p := range programs {
		if _, err := os.Stat(filepath.Join(b.root, embedded, p.served)); err != nil {
			return false
		}
	}
	return true
}

// keep writes a file, unless it holds that already: all of it or, interrupted, nothing.
func keep(name string, body []byte) error {
	have, err := os.ReadFile(name)
	if err == nil && bytes.Equal(have, body) {
		return nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	part := filepath.Join(filepath.Dir(name), "part")
	if err := os.WriteFile(part, body, 0o644); err != nil {
		return err
	}
	return os.Rename(part, name)
}
