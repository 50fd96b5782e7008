package agree

import (
	"slices"
	"strings"

	"pressmark/annotations"
)

// A Tally adds up the agreement of annotators over articles.
type Tally struct {
	names            []string
	articles, tokens int
	labels           matrix[set]
	pairs            map[[2]string]*pair
	marks            map[Label]int
	units            map[Attribute]int
	attributes       map[Attribute]matrix[string]
}

// A pair is what is counted of two layers.
type pair struct {
	labels          matrix[set] // each token once
	exact, touching map[Label]count
}

// NewTally returns an empty tally of the layers with some names, or of all. Precision and
// recall depend on the order of the names.
func NewTally(names ...string) *Tally {
	t := &Tally{
		names: names, labels: matrix[set]{}, pairs: map[[2]string]*pair{},
		marks: map[Label]int{}, units: map[Attribute]int{}, attributes: map[Attribute]matrix[string]{},
	}
	for _, a := range Attributes {
		t.attributes[a] = matrix[string]{}
	}
	return t
}

// Add counts an article, if it has two layers or more.
func (t *Tally) Add(doc annotations.Doc) {
	layers := named(doc, t.names)
	if len(layers) < 2 {
		return
	}
	items := items(layers)
	overlaps := overlaps(items)
	tokens := tokens(doc.Article.Text)
	on := labelled(tokens, items, len(layers))

	t.articles++
	t.tokens += len(tokens)
	for _, x := range items {
		t.marks[x.label]++
	}
	values := make([]set, len(layers))
	for i := range tokens {
		for k := range layers {
			values[k] = on[k][i]
		}
		t.labels.meet(values)
	}
	for i := range layers {
		for j := i + 1; j < len(layers); j++ {
			p := t.pair(layers[i].Name, layers[j].Name)
			for k := range tokens {
				p.labels[[2]set{on[i][k], on[j][k]}]++
			}
			exact, touching := match(items, overlaps, i, j)
			for label := range exact {
				p.exact[label] = p.exact[label].add(exact[label])
				p.touching[label] = p.touching[label].add(touching[label])
			}
		}
	}
	t.addAttributes(align(doc, layers, items, overlaps))
}

func (t *Tally) pair(first, second string) *pair {
	key := [2]string{first, second}
	if t.pairs[key] == nil {
		t.pairs[key] = &pair{matrix[set]{}, map[Label]count{}, map[Label]count{}}
	}
	return t.pairs[key]
}

func (t *Tally) addAttributes(a alignment) {
	for _, g := range a.groups {
		for _, what := range Attributes {
			var said []string
			for _, m := range g {
				if v := a.said(what, m.mark); v != "" {
					said = append(said, v)
				}
			}
			if len(said) > 1 {
				t.units[what]++
				t.attributes[what].meet(said)
			}
		}
	}
}

// An Agreement says how far annotators agree.
type Agreement struct {
	Articles   int      // with two layers or more
	Tokens     int      // in them
	Layers     []string // that were compared
	Labels     []LabelAgreement
	Attributes []AttributeAgreement
}

// A LabelAgreement says how far annotators agree on where a label belongs.
type LabelAgreement struct {
	Label        Label
	Marks        int   // in all layers
	Exact        Found // with the same spans
	Touching     Found // with a code point in common
	Alpha, Kappa Coefficient
}

// Found says how much of one layer is found in another, with the first layer as that
// which should be found: Recall is the share of it that the second has, Precision the share
// of the second that the first has, F1 their harmonic mean.
type Found struct{ Precision, Recall, F1 Coefficient }

// An AttributeAgreement says how far annotators agree on an attribute.
type AttributeAgreement struct {
	Attribute Attribute
	Units     int // annotations of which two or more said it
	Alpha     Coefficient
}

// Of returns the agreement of the layers of one article with some names, or of all.
func Of(doc annotations.Doc, names ...string) Agreement {
	t := NewTally(names...)
	t.Add(doc)
	return t.Agreement()
}

// Agreement returns the agreement over the articles so far: for each of [Labels] and
// [Together], and for each of [Attributes].
func (t *Tally) Agreement() Agreement {
	out := Agreement{Articles: t.articles, Tokens: t.tokens}
	var pairs []*pair
	for _, key := range t.keys() {
		pairs = append(pairs, t.pairs[key])
		for _, name := range key {
			if !slices.Contains(out.Layers, name) {
				out.Layers = append(out.Layers, name)
			}
		}
	}
	for _, label := range append(slices.Clip(Labels), Together) {
		out.Labels = append(out.Labels, t.label(label, pairs))
	}
	for _, what := range Attributes {
		out.Attributes = append(out.Attributes, AttributeAgreement{what, t.units[what], t.attributes[what].alpha()})
	}
	return out
}

// keys returns the pairs of layers in order.
func (t *Tally) keys() [][2]string {
	var out [][2]string
	for key := range t.pairs {
		out = append(out, key)
	}
	rank := func(name string) int { return slices.Index(t.names, name) }
	sortBy(out, func(a, b [2]string) int {
		for i := range a {
			if r := rank(a[i]) - rank(b[i]); r != 0 {
				return r
			}
			if r := strings.Compare(a[i], b[i]); r != 0 {
				return r
			}
		}
		return 0
	})
	return out
}

func (t *Tally) label(label Label, pairs []*pair) LabelAgreement {
	mask := bit(label)
	as := func(s set) set { return s & mask }
	out := LabelAgreement{Label: label, Alpha: seen(t.labels, as).alpha()}
	var kappas []Coefficient
	var exact, touching []count
	for _, p := range pairs {
		kappas = append(kappas, seen(p.labels, as).kappa())
		var e, o count
		for _, l := range Labels {
			if bit(l)&mask != 0 {
				e, o = e.add(p.exact[l]), o.add(p.touching[l])
			}
		}
		exact, touching = append(exact, e), append(touching, o)
	}
	for _, l := range Labels {
		if bit(l)&mask != 0 {
			out.Marks += t.marks[l]
		}
	}
	out.Kappa, out.Exact, out.Touching = mean(kappas), found(exact), found(touching)
	return out
}

// found returns the means over pairs of layers.
func found(counts []count) Found {
	var p, r, f []Coefficient
	for _, c := range counts {
		p, r, f = append(p, c.precision()), append(r, c.recall()), append(f, c.f1())
	}
	return Found{mean(p), mean(r), mean(f)}
}

// Label returns the agreement on a label, or on all [Together].
func (a Agreement) Label(l Label) LabelAgreement {
	i := slices.IndexFunc(a.Labels, func(x LabelAgreement) bool { return x.Label == l })
	return a.Labels[i]
}

// Attribute returns the agreement on an attribute that has one.
func (a Agreement) Attribute(what Attribute) AttributeAgreement {
	i := slices.IndexFunc(a.Attributes, func(x AttributeAgreement) bool { return x.Attribute == what })
	return a.Attributes[i]
}
