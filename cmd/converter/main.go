//go:build js && wasm

// Command converter is the program that reads and writes the formats of other tools, in
// a worker of the browser's.
package main

import "pressmark/app/browser/converter"

func main() { converter.Serve() }
