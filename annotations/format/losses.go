package format

import (
	"pressmark/annotations/standoff"
	"pressmark/annotations/words"
)

// LostText is what a format lacks that has only annotations, and addresses of articles.
const LostText = words.LostText

// lost is a loss of n things, or none.
func lost(what words.Loss, n int, example string) []standoff.Loss {
	if n == 0 {
		return nil
	}
	return []standoff.Loss{{What: what, Count: n, Example: example}}
}

// metadataLosses counts what is known of an article and cannot be held.
func metadataLosses(details ...string) []standoff.Loss {
	var out []standoff.Loss
	for _, s := range details {
		if s != "" {
			out = standoff.Losses(out, []standoff.Loss{{What: standoff.LostMetadata, Count: 1, Example: s}})
		}
	}
	return out
}
