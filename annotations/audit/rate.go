package audit

import (
	"math/big"
	"slices"

	"pressmark/annotations"
	"pressmark/annotations/words"
)

// An exchange is one amount in two currencies, and the rates that it can be made of.
type exchange struct {
	from, to value  // from has the currency that comes first in the alphabet
	rate     amount // of one from, in to
	exact    *big.Rat
}

// deviation is by what part a rate may differ from others, rounding aside: rates of
// several days, and of buying and selling.
var deviation = big.NewRat(3, 100)

// same returns the figures that are tied as one amount, in one unit, and differ.
func (r *record) same() []finding {
	var out []finding
	for _, p := range r.pairs() {
		if p.from.unit == p.to.unit && p.from.apart(p.to.amount) {
			out = append(out, findingOf(TwoValues, say(words.TiedAsOne, p.from.part(), p.to.part()), p.from, p.to))
		}
	}
	return out
}

// rates returns the amounts in two currencies whose rate is unlike that of the most
// others of the article. Of two alone it cannot be told which is wrong: they are one
// finding.
func (r *record) rates() []finding {
	of := map[[2]string][]exchange{}
	var order [][2]string
	for _, p := range r.pairs() {
		if p.from.unit.class != annotations.Money || p.to.unit.class != annotations.Money {
			continue
		}
		e := exchange{from: p.from, to: p.to}
		if e.from.unit.currency > e.to.unit.currency {
			e.from, e.to = e.to, e.from
		}
		k := [2]string{e.from.unit.currency, e.to.unit.currency}
		var ok bool
		if k[0] == k[1] || k[0] == "" || e.from.exact == nil || e.to.exact == nil {
			continue
		}
		if e.rate, ok = e.to.loose().over(e.from.loose()); !ok {
			continue
		}
		e.exact = new(big.Rat).Quo(e.to.exact, e.from.exact)
		if of[k] == nil {
			order = append(order, k)
		}
		of[k] = append(of[k], e)
	}
	var out []finding
	for _, k := range order {
		usual, n := majority(of[k])
		for _, e := range of[k] {
			if e.agrees(usual) {
				continue
			}
			a, b := e, usual
			if n == 1 && a.from.mark.Cover().Start > b.from.mark.Cover().Start {
				a, b = b, a
			}
			out = append(out, findingOf(RateDiffers, say(words.RateIsOther, a.from.part(), a.to.part(), text(decimal(a.exact, 3)), text(k[1]), text(k[0]),
				b.from.part(), b.to.part(), text(decimal(b.exact, 3))), a.from, a.to, b.from, b.to))
		}
	}
	return out
}

// A pair is two figures that are tied as one amount, in text order.
type pair struct{ from, to value }

// pairs returns the amounts that are given twice, each once, in text order.
func (r *record) pairs() []pair {
	var out []pair
	seen := map[[2]annotations.ID]bool{}
	for _, m := range r.figures {
		a, ok := r.values[m.ID]
		if !ok {
			continue
		}
		for _, t := range slices.Concat(r.tied[m.ID], m.Figure.Ties) {
			b, ok := r.values[t.Figure]
			if !ok || t.Relation != annotations.SameAmount || t.Figure == m.ID || seen[[2]annotations.ID{t.Figure, m.ID}] || seen[[2]annotations.ID{m.ID, t.Figure}] {
				continue
			}
			seen[[2]annotations.ID{m.ID, t.Figure}] = true
			out = append(out, pair{a, b})
		}
	}
	return out
}

// agrees reports whether two exchanges can be of one rate, or nearly.
func (e exchange) agrees(o exchange) bool {
	low := new(big.Rat).Mul(e.rate.low, deviation)
	high := new(big.Rat).Mul(e.rate.high, deviation)
	return !amount{low.Sub(e.rate.low, low), high.Add(e.rate.high, high)}.apart(o.rate)
}

// majority returns the exchange that agrees with the most, itself among them: the most
// exact of such, so that one of few digits does not speak for all.
func majority(of []exchange) (best exchange, n int) {
	var narrow *big.Rat
	for _, e := range of {
		k := 0
		for _, o := range of {
			if e.agrees(o) {
				k++
			}
		}
		width := new(big.Rat).Sub(e.rate.high, e.rate.low)
		width.Quo(width, e.rate.low)
		if k > n || k == n && width.Cmp(narrow) < 0 {
			best, n, narrow = e, k, width
		}
	}
	return best, n
}
