package platform

// A File is a named piece of data.
type File struct {
	Name string
	Type string // media type, or ""
	Data []byte
	Err  error // why there are no data, of a file that could not be read

	// Of an article in it, where that is known from elsewhere.
	Title, Source string
}
