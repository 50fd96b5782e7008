// Command build makes what cmd/pressmark embeds, the programs that run in the browser, and
// then the one binary that holds everything. It is run by the Makefile, at the root of the
// source tree.
//
// It stands apart from the product, so that little has to be compiled before the first
// step, and says in plain words what it does: what the compiler prints is shown only
// where it fails. Both programs are compiled with the same flags, and everything that runs
// natively with those of `go test`: then the standard library is compiled twice in all.
package main

import (
	"flag"
	"fmt"
	"os"

	"pressmark/cmd/packed"
)

func main() {
	quick := flag.Bool("quick", false, "compress quickly, to try things out")
	addr := flag.String("addr", "", "an address that must be free for what is built")
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: build [-quick] [-addr HOST:PORT] client|binary")
		flag.PrintDefaults()
	}
	flag.Parse()
	b := builder{root: ".", level: packed.Best, say: os.Stdout}
	if *quick {
		b.level = packed.Quick
	}
	var err error
	switch flag.Arg(0) {
	case "client":
		err = b.client()
	case "binary":
		err = b.binary(*addr)
	default:
		flag.Usage()
		os.Exit(2)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
