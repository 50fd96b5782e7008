// Package files reads and writes many files of all formats, an article or a few in memory at
// a time.
//
// # In
//
// [Inputs] are what somebody named: files, folders with all below them, zip archives,
// patterns, standard input. They are gone through in order, in [Group]s of files that belong
// together: brat's annotations and the text beside them, and mostly one file alone. Hidden
// files and links to folders are passed over; files that no format reads are counted. What
// cannot be had is a group with an error, and the rest goes on.
//
// A [Reader] makes a [Reading] of a group: its records, and the [Issue]s that say what is
// wrong with it and where. Of a page it takes the main text, as the browser's reading view
// does, and of a PDF its text, which the reader's page cannot. A [Pipeline] has several
// groups worked on at once and hands over what comes of them in order.
//
// # Out
//
// A [Target] is a folder, an archive or a file, as its name says; it opens an [Output], which
// takes articles one by one. Names come from those of the inputs, once in a folder whatever
// the letter case ([plain.Names]). A file is there whole or not at all: it is written beside its
// place as .pressmark-…, and takes its name when it is complete ([WriteWhole]). Of a folder's
// files those are there that were written until something failed.
package files
