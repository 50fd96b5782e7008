// Command pressmark serves Pressmark and writes it as a static site, and does on the
// command line what Pressmark does with files. The binary holds all that it serves, and
// needs nothing else.
package main

import "pressmark/cmd/pressmark/command"

func main() { command.Main() }
