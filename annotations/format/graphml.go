package format

import (
	"cmp"
	"strconv"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/ledger"
	"pressmark/annotations/standoff"
	"pressmark/annotations/words"
)

// graphML is the network of who says what with which figures, over all articles, for
// Gephi, yEd, NetworkX, visone and other programs for networks.
//
// Nodes are of four kinds, told by "kind": actors, claims, figures and articles. An actor
// is one node in all articles; who is not named is one in each article. Edges are directed,
// and "relation" tells them apart:
//
//	saidBy       from a claim to an actor, or to the article where that says it itself
//	inClaim      from a figure to the claim that it belongs to
//	within       from a claim to the claim that reports it
//	sameAs, partOf, before   from figure to figure
//	inArticle    from a claim to its article, and from a figure that is in no claim
//	mentionedIn  from an actor to an article; "weight" is how often
var graphML = Format{
	Name: "graphml", Title: "Network of actors, claims and figures (GraphML)",
	Extensions: []string{".graphml"},
	MediaTypes: []string{"application/graphml+xml"},
	Write:      &Writing{FromRecords: true, Holds: holdsNetwork, Whole: writeNetwork, Losses: lostInNetwork},
}

var holdsNetwork = standoff.Holds{
	Overlap: true, Discontinuous: true, Orphans: true, Relations: true, Events: true, Attributes: true, Links: true,
	Notes: true, Tags: true, Annotators: true, Metadata: true, Structure: true,
}

// What a network lacks.
const (
	lostMentions = words.LostMentions
	lostReviews  = words.LostReviews
)

func lostInNetwork(p Piece) []standoff.Loss {
	mentions, reviews := 0, 0
	var texts []string
	for _, n := range p.Doc.Marks() {
		if n.Kind == annotations.KindActor {
			mentions++
		}
		texts = append(texts, n.Exact(), n.Note)
		if c := n.Claim.Check; c.Reasoning != "" || len(c.Evidence) > 0 {
			reviews++
		}
	}
	return standoff.Losses(
		lost(LostText, 1, p.Doc.Article.Title), lost(lostMentions, mentions, ""), lost(lostReviews, reviews, ""),
		charactersLost(texts...))
}

// networkKeys are what nodes and edges say of themselves.
var networkKeys = []struct{ of, name, typ, absent string }{
	{"node", "kind", "string", ""},
	{"node", "label", "string", ""},
	{"node", "text", "string", ""},
	{"node", "uri", "string", ""},
	{"node", "type", "string", ""},
	{"node", "role", "string", ""},
	{"node", "affiliation", "string", ""},
	{"node", "link", "string", ""},
	{"node", "attribution", "string", ""},
	{"node", "stance", "string", ""},
	{"node", "cue", "string", ""},
	{"node", "about", "string", ""},
	{"node", "worth", "string", ""},
	{"node", "status", "string", ""},
	{"node", "verdict", "string", ""},
	{"node", "value", "double", ""},
	{"node", "low", "double", ""},
	{"node", "high", "double", ""},
	{"node", "unit", "string", ""},
	{"node", "comparator", "string", ""},
	{"node", "approximate", "boolean", ""},
	{"node", "direction", "string", ""},
	{"node", "counted", "string", ""},
	{"node", "time", "string", ""},
	{"node", "article", "string", ""},
	{"node", "date", "string", ""},
	{"node", "byline", "string", ""},
	{"node", "publisher", "string", ""},
	{"node", "language", "string", ""},
	{"node", "note", "string", ""},
	{"node", "tags", "string", ""},
	{"node", "annotator", "string", ""},
	{"edge", "relation", "string", ""},
	{"edge", "stance", "string", ""},
	{"edge", "weight", "double", "1"},
}

// writeNetwork writes the network of all pieces.
func writeNetwork(pieces []Piece) []byte {
	n := network{nodeOf: map[string]string{}}
	for _, p := range pieces {
		n.add(p)
	}
	var x xmlOut
	x.put(`<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
`)
	for _, k := range networkKeys {
		x.open("key", "id", k.of+"-"+k.name, "for", k.of, "attr.name", k.name, "attr.type", k.typ)
		if k.absent != "" {
			x.element("default", k.absent)
		}
		x.put("</key>\n")
	}
	x.put("<graph id=\"pressmark\" edgedefault=\"directed\">\n", string(n.nodes.b), string(n.edges.b), "</graph>\n</graphml>\n")
	return x.b
}

// A network is nodes and edges in the making.
type network struct {
	nodes, edges         xmlOut
	nodeCount, edgeCount int
	nodeOf               map[string]string // the nodes of actors
}

// node writes a node and returns its ID. facts are names and values in turn; empty values
// are left out.
func (n *network) node(kind string, facts ...string) string {
	n.nodeCount++
	id := "n" + strconv.Itoa(n.nodeCount)
	n.nodes.open("node", "id", id)
	n.facts(&n.nodes, "node", append([]string{"kind", kind}, facts...))
	n.nodes.put("</node>\n")
	return id
}

// edge writes an edge; facts are as a node's.
func (n *network) edge(from, to, relation string, facts ...string) {
	n.edgeCount++
	n.edges.open("edge", "id", "e"+strconv.Itoa(n.edgeCount), "source", from, "target", to)
	n.facts(&n.edges, "edge", append([]string{"relation", relation}, facts...))
	n.edges.put("</edge>\n")
}

func (n *network) facts(x *xmlOut, of string, facts []string) {
	for i := 0; i+1 < len(facts); i += 2 {
		if facts[i+1] != "" {
			x.element("data", facts[i+1], "key", of+"-"+facts[i])
		}
	}
}

// add writes an article.
func (n *network) add(p Piece) {
	a := &p.Doc.Article
	l := ledger.Of([]annotations.Doc{p.Doc}, p.Actors)
	article := n.node("article", "label", a.Title, "uri", string(a.ID), "link", a.Source, "date", a.Published,
		"byline", a.Byline, "publisher", a.Publisher, "language", a.Language)
	for _, x := range l.Actors {
		who := n.actor(x.Speaker)
		if len(x.Mentions) > 0 {
			n.edge(who, article, "mentionedIn", "weight", strconv.Itoa(len(x.Mentions)))
		}
	}
	claims := map[*ledger.Statement]string{}
	for _, s := range l.Statements {
		claims[s] = n.claim(s)
		n.edge(claims[s], article, "inArticle")
	}
	unnamed := map[string]string{}
	for _, s := range l.Statements {
		if s.Reporter != nil {
			n.edge(claims[s], claims[s.Reporter], "within")
		}
		for _, who := range s.Speakers {
			to := ""
			switch who.Source {
			case annotations.Named:
				to = n.actor(who)
			case annotations.Itself:
				to = article
			case annotations.Unnamed:
				wording := joinLines(s.Mark.Claim.Wording)
				if to = unnamed[strings.ToLower(wording)]; to == "" {
					to = n.node("actor", "label", cmp.Or(wording, who.Title()), "type", "unnamed", "article", a.Title)
					unnamed[strings.ToLower(wording)] = to
				}
			default:
				continue
			}
			n.edge(claims[s], to, "saidBy", "stance", string(s.Mark.Claim.Stance))
		}
	}
	n.figures(l, claims, article)
}

// actor returns the node of one who has a name, and writes it at the first time.
func (n *network) actor(who *ledger.Speaker) string {
	if who.Record == nil {
		key := "mention " + strings.ToLower(who.Name)
		if n.nodeOf[key] == "" {
			n.nodeOf[key] = n.node("actor", "label", who.Name)
		}
		return n.nodeOf[key]
	}
	r := who.Record
	key := "record " + string(r.ID)
	if n.nodeOf[key] == "" {
		n.nodeOf[key] = n.node("actor", "label", r.Name, "uri", string(r.ID), "type", string(r.Type), "role", r.Role,
			"affiliation", r.Affiliation, "link", r.Link, "note", r.Note)
	}
	return n.nodeOf[key]
}

func (n *network) claim(s *ledger.Statement) string {
	m, c := s.Mark, s.Mark.Claim
	words := joinLines(m.Exact())
	return n.node("claim", "label", nodeLabel(words), "text", words, "uri", string(m.ID), "type", m.Label,
		"attribution", string(c.Attribution), "stance", string(c.Stance), "cue", joinLines(c.Cue.Exact()), "about", c.About,
		"worth", string(c.Check.Worth), "status", string(c.Check.Status), "verdict", c.Check.Verdict.Name,
		"article", s.Article.Title, "date", s.Article.Published,
		"note", m.Note, "tags", strings.Join(m.Tags, "; "), "annotator", m.Creator)
}

// figures writes the figures of an article and what ties them.
func (n *network) figures(l ledger.Ledger, claims map[*ledger.Statement]string, article string) {
	nodes, order := map[*ledger.Figure]string{}, map[*ledger.Figure]int{}
	for i, f := range l.Figures {
		order[f] = i
		m, q := f.Mark, f.Mark.Figure.Quantity
		nodes[f] = n.node("figure", "label", nodeLabel(ledger.Label(m)), "text", joinLines(m.Exact()), "uri", string(m.ID),
			"type", cmp.Or(string(q.Type), m.Label),
			"value", double(q.Value), "low", double(q.Low), "high", double(q.High), "unit", cmp.Or(q.Currency, q.Unit, q.UnitText),
			"comparator", string(q.Comparator), "approximate", truth(q.Approximate), "direction", string(q.Direction),
			"counted", q.Counted, "time", q.Time, "article", f.Article.Title, "date", f.Article.Published,
			"note", m.Note, "tags", strings.Join(m.Tags, "; "), "annotator", m.Creator)
		if f.Claim != nil {
			n.edge(nodes[f], claims[f.Claim], "inClaim")
		} else {
			n.edge(nodes[f], article, "inArticle")
		}
	}
	for _, f := range l.Figures {
		for _, t := range f.Ties {
			switch {
			case t.Back, t.Relation == annotations.SameAmount && order[t.Figure] < order[f]: // the other says it
			case t.Relation == annotations.SameAmount:
				n.edge(nodes[f], nodes[t.Figure], "sameAs")
			case t.Relation == annotations.PartOf:
				n.edge(nodes[f], nodes[t.Figure], "partOf")
			default:
				n.edge(nodes[f], nodes[t.Figure], string(t.Relation))
			}
		}
	}
}

// double returns a number as XML Schema writes it; of a fraction nothing, as none is
// exact.
func double(d annotations.Decimal) string {
	if plainNumber(d) {
		return string(d)
	}
	return ""
}

// nodeLabel returns text that fits on a node.
func nodeLabel(s string) string {
	const most = 60 // code points
	t := annotations.NewText(s)
	if t.Len() <= most {
		return s
	}
	s = t.Slice(t.Whole(annotations.Span{End: most - 1}))
	if i := strings.LastIndexByte(s, ' '); i > len(s)/2 {
		s = s[:i]
	}
	return s + "…"
}
