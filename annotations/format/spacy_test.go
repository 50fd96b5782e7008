package format

import "testing"

func TestSpacy(t *testing.T) { goldenMarks(t, spacy) }

func TestSpacyRoundTrip(t *testing.T) { roundTrip(t, spacy) }

func FuzzSpacy(f *testing.F) { fuzzMarks(f, spacy) }
