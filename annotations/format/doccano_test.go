package format

import "testing"

func TestDoccano(t *testing.T) { goldenMarks(t, doccano) }

func TestDoccanoRoundTrip(t *testing.T) { roundTrip(t, doccano) }

func FuzzDoccano(f *testing.F) { fuzzMarks(f, doccano) }
