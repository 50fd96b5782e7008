package main

import _ "embed"

// What stands in the copies in place of files and imports that the client has no use
// for.

// noCrypto is go-app's crypto.go.
const noCrypto = `package app

import "github.com/maxence-charriere/go-app/v10/pkg/errors"

var errNoCrypto = errors.New("this copy of go-app encrypts nothing")

func encrypt(key string, v []byte) ([]byte, error) { return nil, errNoCrypto }
func decrypt(key string, v []byte) ([]byte, error) { return nil, errNoCrypto }
`

// noState is go-app's state.go, with the methods that the rest of go-app calls. To use
// a state does not compile: it has no methods.
const noState = `package app

type (
	stateManager struct{}
	State        struct{}
	Observer     struct{}
)

func (stateManager) Observe(ctx Context, state string, receiver any) Observer { return Observer{} }
func (stateManager) Get(ctx Context, state string, receiver any)              {}
func (stateManager) Set(ctx Context, state string, v any) State               { return State{} }
func (stateManager) Delete(ctx Context, state string)                         {}
func (stateManager) Cleanup()                                                 {}
func (stateManager) CleanupExpiredPersistedStates(ctx Context)                {}
`

// noJSON stands for encoding/json in go-app: for storage, notifications and deep links
// to other sites, which are not used.
const noJSON = `package nojson

import "errors"

var errNone = errors.New("this copy of go-app reads and writes no JSON")

func Marshal(v any) ([]byte, error)      { return nil, errNone }
func Unmarshal(data []byte, v any) error { return errNone }
`

// noPattern stands for regexp in go-app: for routes by pattern. The client has one, which
// matches every path.
const noPattern = `package nopattern

type Regexp struct{}

func MustCompile(pattern string) *Regexp {
	if pattern != "" {
		panic("this copy of go-app knows no patterns: " + pattern)
	}
	return &Regexp{}
}

func (*Regexp) MatchString(s string) bool { return true }
`

// plainText stands for encoding/json in go-app's errors, which show themselves as JSON.
const plainText = `package plain

import "fmt"

func Marshal(v any) ([]byte, error) {
	if v, ok := v.(interface{ MarshalJSON() ([]byte, error) }); ok {
		return v.MarshalJSON() // calls back with what is to be shown
	}
	return []byte(fmt.Sprintf("%+v", v)), nil
}

func MarshalIndent(v any, prefix, indent string) ([]byte, error) { return Marshal(v) }
`

// browserRandom stands for crypto/rand: like it, it asks the browser.
const browserRandom = `package random

import (
	"io"
	"syscall/js"
)

var Reader io.Reader = reader{}

type reader struct{}

func (reader) Read(p []byte) (int, error) {
	if len(p) > 65536 { // more is refused
		p = p[:65536]
	}
	a := js.Global().Get("Uint8Array").New(len(p))
	js.Global().Get("crypto").Call("getRandomValues", a)
	return js.CopyBytesToGo(p, a), nil
}
`

// smallSHA1 stands for crypto/sha1.
//
//go:embed sha1/sha1.go
var smallSHA1 string

// noStyle stands for the CSS parser and bluemonday's package css, of whose patterns the
// client would compile forty whenever it starts. No style passes it.
const noStyle = `package nostyle

import "errors"

type Declaration struct{ Property, Value string }

func ParseDeclarations(style string) ([]*Declaration, error) {
	return nil, errors.New("this copy of bluemonday lets no style through")
}

func GetDefaultHandler(property string) func(value string) bool {
	return func(string) bool { return false }
}
`
