package app

import (
	"reflect"
	"testing"

	"pressmark/annotations"
)

func TestFilter(t *testing.T) {
	marks := []*annotations.Annotation{
		{ID: "1", Kind: annotations.KindActor, Tags: []string{"a", "b"}},
		{ID: "2", Kind: annotations.KindClaim},
		{ID: "3", Kind: annotations.KindClaim, Tags: []string{"b"}},
		{ID: "4", Kind: annotations.KindFigure, Tags: []string{"c"}},
	}
	for _, x := range []struct {
		filter filter
		want   []annotations.ID
	}{
		{filter{}, []annotations.ID{"1", "2", "3", "4"}},
		{filter{kind: annotations.KindClaim}, []annotations.ID{"2", "3"}},
		{filter{tag: "b"}, []annotations.ID{"1", "3"}},
		{filter{kind: annotations.KindClaim, tag: "b"}, []annotations.ID{"3"}},
		{filter{kind: annotations.KindFigure, tag: "b"}, nil},
	} {
		var got []annotations.ID
		for _, m := range x.filter.of(marks) {
			got = append(got, m.ID)
		}
		if !reflect.DeepEqual(got, x.want) {
			t.Errorf("%+v lists %v, not %v", x.filter, got, x.want)
		}
	}
	tally := tallyOf(marks)
	if tally.kinds[annotations.KindClaim] != 2 || tally.kinds[annotations.KindActor] != 1 {
		t.Errorf("the kinds are counted as %v", tally.kinds)
	}
	if want := []tagCount{{"b", 2}, {"a", 1}, {"c", 1}}; !reflect.DeepEqual(tally.tags, want) {
		t.Errorf("the tags are counted as %v, not %v", tally.tags, want)
	}
}
