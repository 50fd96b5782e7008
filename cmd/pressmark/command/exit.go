package command

import (
	"context"
	"errors"
	"fmt"
)

// Exit codes.
const (
	exitFound       = 1   // problems, or differences
	exitTrouble     = 2   // it was called wrongly, or something could not be read or written
	exitLost        = 3   // under --strict: something would have been lost
	exitInterrupted = 130 // as shells have it
)

// What the help of the commands says of them.
const (
	exitCodes = `Exit codes: 0 all is well; 1 problems were found; 2 called wrongly, or something could not be read or written.`
	// strictCodes are those of a command that has --strict.
	strictCodes = `Exit codes: 0 all is well; 1 problems were found; 2 called wrongly, or something could not be read or
written; 3 with --strict, something would be lost.`
)

// A codedError ends the program with an exit code other than 1.
type codedError struct {
	error
	code int
}

// errSilent ends the program without a word: what there is to say has been said.
var errSilent = errors.New("")

func (e *codedError) Unwrap() error { return e.error }

// exitCode returns what the program ends with after an error, or nil.
func exitCode(err error) int {
	var coded *codedError
	switch {
	case err == nil:
		return 0
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.As(err, &coded):
		return coded.code
	}
	return exitFound
}

// trouble returns an error with the exit code of what is called wrongly or cannot be had.
func trouble(err error) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	return &codedError{err, exitTrouble}
}

func troublef(format string, args ...any) error { return trouble(fmt.Errorf(format, args...)) }
