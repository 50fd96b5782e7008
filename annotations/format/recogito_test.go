package format

import "testing"

func TestRecogito(t *testing.T) { goldenMarks(t, recogito) }

func TestRecogitoReadsItself(t *testing.T) { withoutText(t, recogito) }

func FuzzRecogito(f *testing.F) { fuzzMarks(f, recogito) }
