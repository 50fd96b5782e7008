package main

// embedded is the folder that cmd/pressmark/server embeds, below the root of the source tree.
const embedded = "cmd/pressmark/server/build"

// programs run in the browser. Each is compiled under one name and served under another.
var programs = []struct{ built, served string }{
	{"wasm", "app.wasm"},
	{"converter", "convert.wasm"},
}

// small are the flags that both programs are compiled with. A function that is not copied
// into its callers makes a program smaller. What runs for every mark, the runtime, and what
// parses and encodes are left to the compiler.
var small = []string{
	"-gcflags=all=-l",
	"-gcflags=runtime=", "-gcflags=internal/runtime/maps=", "-gcflags=internal/abi=",
	"-gcflags=unicode/utf8=", "-gcflags=strings=", "-gcflags=bytes=", "-gcflags=strconv=",
	"-gcflags=pressmark/annotations=", "-gcflags=pressmark/annotations/render=",
	"-gcflags=pressmark/annotations/record=", "-gcflags=pressmark/annotations/standoff=", "-gcflags=pressmark/annotations/format=",
}
