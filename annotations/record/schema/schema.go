// Package schema holds the JSON Schema (2020-12) of Pressmark's JSON. It stands alone
// so that the program in the browser, which does not need it, does not carry it.
package schema

import _ "embed"

// JSON is the schema. Pressmark itself checks more than a schema can say: see package
// format.
//
//go:embed pressmark.schema.json
var JSON string
