package format

import "testing"

func TestProdigy(t *testing.T) { goldenMarks(t, prodigy) }

func TestProdigyRoundTrip(t *testing.T) { roundTrip(t, prodigy) }

func FuzzProdigy(f *testing.F) { fuzzMarks(f, prodigy) }
