package version

// myers pairs the tokens of two parts with the fewest left out (E. W. Myers, An O(ND)
// difference algorithm, 1986), or none where these are more than mostEdits.
func (al *alignment) myers(a, b part) {
	n, m := a.len(), b.len()
	most := min(n+m, mostEdits)
	if n-m > most || m-n > most {
		return
	}
	// ends[most+1+k] is how far into a the furthest path goes on diagonal k, i-j.
	ends := make([]int32, 2*most+3)
	var trace []trail
	for d := 0; d <= most; d++ {
		trace = append(trace, append(trail(nil), ends[most+1-d:most+2+d]...))
		for k := -d; k <= d; k += 2 {
			i, _ := trace[d].step(k, d)
			for i < n && i-k < m && al.same(a.from+i, b.from+i-k) {
				i++
			}
			ends[most+1+k] = int32(i)
			if i >= n && i-k >= m {
				al.retrace(a, b, trace)
				return
			}
		}
	}
}

// A trail is how far the paths with d-1 edits go, on diagonals -d to d.
type trail []int32

// step returns how far into a the furthest path goes on diagonal k right after its d-th
// edit, and the diagonal that it comes from.
func (t trail) step(k, d int) (i, from int) {
	switch {
	case d == 0:
		return 0, k
	case k == -d || k != d && t[d+k-1] < t[d+k+1]:
		return int(t[d+k+1]), k + 1
	}
	return int(t[d+k-1]) + 1, k - 1
}

// retrace pairs what is equal on the path that the trails lead to, from its end.
func (al *alignment) retrace(a, b part, trace []trail) {
	i, k := a.len(), a.len()-b.len()
	for d := len(trace) - 1; d >= 0; d-- {
		start, from := trace[d].step(k, d)
		for ; i > start; i-- {
			al.pair(a.from+i-1, b.from+i-1-k)
		}
		if from < k {
			i--
		}
		k = from
	}
}
