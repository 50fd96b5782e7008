// Package library keeps a library: a folder of articles with what is marked in them, which
// other programs can read, too.
//
// # The files
//
// Each article has a file, TITLE-UUID.pressmark.json: Pressmark's JSON ([record]) with the
// article, its annotations and copies of the actors whom they name, so that it can be read
// alone. What was deleted stays in it as tombstones. TITLE is what the article was called
// when it came; the file keeps its name when the title changes. actors.pressmark.json has all
// actors, and is what counts: the copies follow it when their article is written again.
// Other files, and all folders, are left alone.
//
// An article's file is found by the UUID in its name; a file without one is looked into, so
// that exports may be put there by hand. An annotation is in the file of its article. An
// actor whom only an article's file has is taken from there.
//
// # What is atomic
//
// A file is there whole or not at all: it is written beside its place, and takes its name
// when it is complete. An import writes the files of the articles that a piece changes before
// it goes to the next piece, and the actors at its end, whether it ends well or not. So where
// it fails, is interrupted or the disk is full, each article is as it was or as it should be,
// never between; the same import again does what is missing. Programs that write to one
// library take turns: see [Lock].
//
// # Failure
//
// Nothing is repaired and nothing is thrown away. A file of the library that cannot be read
// ends the import with a [files.Issue] that names the place in it, before anything is written
// over it. A folder that is not there is an empty library.
package library
