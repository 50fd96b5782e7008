package app

import (
	"time"

	"pressmark/annotations"
	"pressmark/annotations/record"
	"pressmark/web"
)

// sampleID is the sample article's for good: who deletes the sample does not get it
// back with the next start.
const sampleID annotations.ID = "urn:uuid:0196230b-5c00-7000-8000-5a3b1e000001"

// sampleTime is when the sample was made. Were it the time of the first start, the
// samples of two libraries would be two versions of one record.
var sampleTime = time.Date(2025, time.April, 11, 18, 0, 0, 0, time.UTC)

// sample is the article that a new library holds.
func sample() annotations.Article {
	a, err := record.DecodeArticle(web.Sample)
	if err != nil {
		panic(err) // it is embedded: a test would have failed
	}
	return a
}
