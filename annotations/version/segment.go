package version

import "pressmark/annotations"

// A Segment is a piece of words to show: what the old text says and what the new one
// does. Old stands on the left and New on the right; in one line what is equal is New,
// and what was replaced is Old, then New.
type Segment struct {
	Op       Op
	Old, New string // empty where there is nothing
}

// Segments compares the words of two passages, such as those of an annotation or of two
// paragraphs. All old sides together are old, all new sides new.
func Segments(old, new string) []Segment {
	al, _ := alignInOrder(annotations.NewText(old), annotations.NewText(new))
	var out []Segment
	for _, s := range al.stretches() {
		out = append(out, Segment{s.Op, al.old.Slice(s.Old), al.new.Slice(s.New)})
	}
	return out
}

// A Row is a block of the old version beside the block of the new one that it became.
// What their words differ in, [Segments] says.
type Row struct {
	Op       Op
	Old, New int  // indexes of blocks; -1: there is none
	Moved    bool // the block stands elsewhere than in the old version
}

// Rows lays out two versions side by side: each block is in one row, in the order of the
// new version; blocks that went are where they were. The stretches are those by which the
// texts differ.
func Rows(old, new annotations.Article, stretches []Stretch) []Row {
	became := partners(old, new, stretches)
	at := nones(len(old.Blocks)) // for each old block, the new one that it became
	for j, p := range became {
		if p.block != none {
			at[p.block] = int32(j)
		}
	}
	var rows []Row
	gone := func(i int) { // lists what went from old block i on
		for ; i < len(at) && at[i] == none; i++ {
			rows = append(rows, Row{Op: Deleted, Old: i, New: none})
		}
	}
	gone(0)
	for j, p := range became {
		if p.block == none {
			rows = append(rows, Row{Op: Inserted, Old: none, New: j})
			continue
		}
		r := Row{Op: Replaced, Old: p.block, New: j, Moved: p.moved}
		if sameWords(old.Text.Slice(old.Blocks[r.Old].Span), new.Text.Slice(new.Blocks[j].Span)) {
			r.Op = Equal
		}
		rows = append(rows, r)
		gone(p.block + 1)
	}
	return rows
}

// sameWords reports whether two passages read alike.
func sameWords(v, w string) bool {
	if v == w {
		return true
	}
	lex := newLexicon()
	a, b := lex.tokens(annotations.NewText(v)), lex.tokens(annotations.NewText(w))
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].key != b[i].key {
			return false
		}
	}
	return true
}

// A partner is the old block that a new one came from.
type partner struct {
	block int // none: it is new
	moved bool
	share int // code points that both have
}

// partners returns the partner of each new block: the old one of which it has most, or
// none where another new block has more of that.
func partners(old, new annotations.Article, stretches []Stretch) []partner {
	type pair struct{ old, new int }
	share, moved := map[pair]int{}, map[pair]bool{}
	for _, s := range stretches {
		if s.Op == Deleted || s.Op == Inserted {
			continue
		}
		i, to := old.BlocksIn(s.Old)
		j, end := new.BlocksIn(s.New)
		for ; i < to && j < end; i, j = i+1, j+1 {
			p := pair{i, j}
			share[p]++
			if s.Op == Equal {
				share[p] += s.New.Intersect(new.Blocks[j].Span).Len()
			}
			moved[p] = moved[p] || s.Moved
		}
	}
	best := make([]partner, len(new.Blocks))
	for j := range best {
		best[j].block = none
	}
	holder := nones(len(old.Blocks))
	for p, n := range share {
		b := &best[p.new]
		if n > b.share || n == b.share && p.old < b.block {
			*b = partner{p.old, moved[p], n}
		}
	}
	for j, b := range best {
		if b.block == none {
			continue
		}
		if k := holder[b.block]; k == none || best[k].share < b.share {
			if k != none {
				best[k].block = none
			}
			holder[b.block] = int32(j)
		} else {
			best[j].block = none
		}
	}
	return best
}
