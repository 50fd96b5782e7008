package app

import (
	"reflect"
	"testing"

	"pressmark/annotations"
)

func TestFilter(t *testing.T) {
	marks := []*annotations.Annotation{
		{ID: "1", Kind: annotations.Actor, Tags: []string{"a", "b"}},
		{ID: "2", Kind: annotations.Claim},
		{ID: "3", Kind: annotations.Claim, Tags: []string{"b"}},
		{ID: "4", Kind: annotations.Figure, Tags: []string{"c"}},
	}
	for _, x := range []struct {
		filter filter
		want   []annotations.ID
	}{
		{filter{}, []annotations.ID{"1", "2", "3", "4"}},
		{filter{kind: annotations.Claim}, []annotations.ID{"2", "3"}},
		{filter{tag: "b"}, []annotations.ID{"1", "3"}},
		{filter{kind: annotations.Claim, tag: "b"}, []annotations.ID{"3"}},
		{filter{kind: annotations.Figure, tag: "b"}, nil},
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
	if tally.kinds[annotations.Claim] != 2 || tally.kinds[annotations.Actor] != 1 {
		t.Errorf("the kinds are counted as %v", tally.kinds)
	}
	if want := []tagCount{{"b", 2}, {"a", 1}, {"c", 1}}; !reflect.DeepEqual(tally.tags, want) {
		t.Errorf("the tags are counted as %v, not %v", tally.tags, want)
	}
}
