package app

import (
	"pressmark/annotations"
	"pressmark/annotations/plain"
	"pressmark/app/platform"
)

// described returns an article that was read from the file, with what is known from
// elsewhere.
func described(f platform.File, art annotations.Article) annotations.Article {
	if title := plain.OneLine(f.Title); title != "" {
		art.Title = title
	}
	if f.Source != "" {
		art.Source = f.Source
	}
	return art
}

// isText reports whether the data can be pasted somewhere.
func isText(f platform.File) bool { return f.Type != "application/zip" }
