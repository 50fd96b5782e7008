package format

// Media types that several formats have.
const (
	textType     = "text/plain"
	htmlType     = "text/html"
	xhtmlType    = "application/xhtml+xml"
	markdownType = "text/markdown"
	csvType      = "text/csv"
	jsonType     = "application/json"
	jsonLDType   = "application/ld+json"
)

// jsonlTypes are those of JSON Lines.
var jsonlTypes = []string{"application/jsonl", "application/x-ndjson"}
