package picture

import (
	"math"
	"slices"
	"sort"

	"pressmark/annotations/words"
)

// A ShareRow is a speaker and the number of the claims they make.
type ShareRow struct {
	Name string
	N    int
	Href string // where the row leads; "": nowhere
}

// mostShares is how many rows are shown; what is below them is summed up.
const mostShares = 12

// narrow is the width below which labels stand above what they name.
const narrow = 480

// Shares draws the claims by speaker: a bar for each with its number and per cent,
// the most first. Of more than 13 speakers all but 12 are one row, "others". Rows
// without claims are left out.
func Shares(title string, rows []ShareRow, o Options) string {
	c := newCanvas(o)
	rows, total, left := ranked(rows)
	why := ""
	if left > 0 {
		why = words.RowsLeftOut.Count(left)
	}
	if len(rows) == 0 {
		return c.empty(title, why)
	}
	values := make([]string, len(rows))
	shares := make([]string, len(rows))
	items := make([]string, len(rows))
	labels, numbers := 0.0, 0.0
	for i, r := range rows {
		values[i] = short(r.N)
		shares[i] = percent(float64(r.N), total)
		items[i] = words.SpeakerShare.With(cut(clean(r.Name), 300), words.Group(r.N), shares[i])
		labels = max(labels, labelFace.measure(clean(r.Name)))
		numbers = max(numbers, namedWidth(values[i], shares[i]))
	}

	// Names stand before their bars, or above them where it is narrow.
	x, pitch, bar, name := 0.0, 46.0, 12.0, c.width
	if c.width >= narrow {
		name = min(labels, 0.38*c.width)
		x, pitch, bar = name+12, 28, 16
	}
	scale := (c.width - x - numbers - 8) / float64(slices.MaxFunc(rows, func(a, b ShareRow) int { return a.N - b.N }).N)
	c.left = len(rows)
	y := 0.0
	for i, r := range rows {
		var row canvas
		top, label := y+(pitch-bar)/2, y+pitch/2+4.5
		if x == 0 {
			top, label = y+22, y+15
		}
		class := "fill claim"
		if i == mostShares {
			class = "fill rest"
		}
		long := max(1, float64(r.N)*scale)
		row.text(labelFace, 0, label, start, labelFace.clip(r.Name, name))
		row.rect(class, x, top, long, bar)
		row.named(x+long+7, top+bar/2+4.5, values[i], shares[i])
		c.item(r.Href, words.ClaimsAndShare.With(clean(r.Name), words.Count(r.N, words.Claim), shares[i]), row.String())
		y += pitch
	}
	if x > 0 {
		c.down("base", x, 2, y-2)
	}
	desc := sentences(words.SpeakersByClaims.With(list(items, "; ")), why)
	return c.svg(title, desc, y)
}

// ranked returns the rows to show, the most first, the claims of them all, and how
// many rows have none.
func ranked(rows []ShareRow) (shown []ShareRow, total float64, left int) {
	for _, r := range rows {
		if r.N <= 0 {
			left++
			continue
		}
		total += float64(r.N)
		shown = append(shown, r)
	}
	sort.SliceStable(shown, func(i, j int) bool { return shown[j].N < shown[i].N })
	if len(shown) > mostShares+1 {
		rest := ShareRow{Name: words.OtherSpeakers.Count(len(shown) - mostShares)}
		for _, r := range shown[mostShares:] {
			rest.N = min(rest.N, math.MaxInt-r.N) + r.N
		}
		shown = append(slices.Clip(shown[:mostShares]), rest)
	}
	return shown, total, left
}
