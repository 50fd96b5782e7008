package format

import (
	"path"
	"slices"
	"strings"
)

// Group sorts the names of files into groups that belong together, in the order of
// their first: annotations of brat's (.ann) go with the text (.txt) whose name they
// begin with, "talks.ann" and "talks_jane.ann" with "talks.txt". The text comes first.
// Files that say how a project is set up go with nothing, and are left out.
func Group(names []string) [][]string {
	texts := map[string]int{} // name without ending: place in out
	var out [][]string
	for _, n := range names {
		if stem, ok := strings.CutSuffix(n, ".txt"); ok {
			texts[stem] = len(out)
			out = append(out, []string{n})
		}
	}
	for _, n := range names {
		base := path.Base(n)
		stem, ann := strings.CutSuffix(n, ".ann")
		switch {
		case strings.HasSuffix(n, ".txt"), slices.Contains(settings, base), strings.HasPrefix(base, "."),
			strings.HasPrefix(n, "__MACOSX/"), strings.HasSuffix(n, "/"):
		case ann:
			if i, ok := texts[textOf(stem, texts)]; ok {
				out[i] = append(out[i], n)
			} else {
				out = append(out, []string{n})
			}
		default:
			out = append(out, []string{n})
		}
	}
	for _, g := range out {
		slices.Sort(g[1:])
	}
	slices.SortStableFunc(out, func(a, b []string) int { return strings.Compare(a[0], b[0]) })
	return out
}

// settings are files of projects of other tools that hold no text.
var settings = []string{labelConfig, bratConfig, bratShown, "tools.conf", "kb_shortcuts.conf", ".stats_cache"}

// textOf returns the name, without ending, of the text that an annotation file's belongs
// to: its own, or the longest that it begins with.
func textOf(stem string, texts map[string]int) string {
	for s := stem; s != ""; {
		if _, ok := texts[s]; ok {
			return s
		}
		i := strings.LastIndexAny(s, "_.-/")
		if i < 0 || s[i] == '/' {
			break
		}
		s = s[:i]
	}
	return stem
}
