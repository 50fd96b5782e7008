package format

import (
	"encoding/xml"
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations"
)

// A graphFile is GraphML as programs read it.
type graphFile struct {
	Keys []struct {
		ID  string `xml:"id,attr"`
		For string `xml:"for,attr"`
	} `xml:"key"`
	Nodes []graphPart `xml:"graph>node"`
	Edges []graphPart `xml:"graph>edge"`
}

type graphPart struct {
	ID     string `xml:"id,attr"`
	Source string `xml:"source,attr"`
	Target string `xml:"target,attr"`
	Data   []struct {
		Key  string `xml:"key,attr"`
		Text string `xml:",chardata"`
	} `xml:"data"`
}

func (g graphPart) get(key string) string {
	for _, d := range g.Data {
		if d.Key == "node-"+key || d.Key == "edge-"+key {
			return d.Text
		}
	}
	return ""
}

// Whatever stands in the records, the file is GraphML: each key is declared for what has
// it, each edge has two ends, and each claim, figure and article is a node.
func TestNetwork(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []Piece
		want := map[string]int{}
		for range rapid.IntRange(1, 3).Draw(t, "articles") {
			p := genPiece(t)
			all = append(all, p)
			want["article"]++
			for _, m := range p.Doc.Marks() {
				if m.Kind != annotations.KindActor {
					want[string(m.Kind)]++
				}
			}
		}
		data := fileOf(t, graphML, all...)
		var g graphFile
		if err := xml.Unmarshal(data, &g); err != nil {
			t.Fatalf("%v in %s", err, data)
		}
		of := map[string]string{}
		for _, k := range g.Keys {
			of[k.ID] = k.For
		}
		kind := map[string]string{}
		for _, n := range g.Nodes {
			if kind[n.ID] != "" {
				t.Fatalf("node %+v", n)
			}
			kind[n.ID] = n.get("kind")
			want[kind[n.ID]]--
			for _, d := range n.Data {
				if of[d.Key] != "node" {
					t.Fatalf("%s is no key of nodes", d.Key)
				}
			}
		}
		delete(want, "actor")
		for k, n := range want {
			if n != 0 {
				t.Fatalf("%d nodes too few of %s", n, k)
			}
		}
		ends := map[string][2]string{
			"inClaim": {"figure", "claim"}, "within": {"claim", "claim"}, "sameAs": {"figure", "figure"}, "partOf": {"figure", "figure"},
			"before": {"figure", "figure"}, "mentionedIn": {"actor", "article"},
		}
		for _, e := range g.Edges {
			relation := e.get("relation")
			if kind[e.Source] == "" || kind[e.Target] == "" {
				t.Fatalf("an end of %+v is nowhere", e)
			}
			if want, ok := ends[relation]; ok && want != [2]string{kind[e.Source], kind[e.Target]} {
				t.Fatalf("%s goes from %s to %s", relation, kind[e.Source], kind[e.Target])
			}
			for _, d := range e.Data {
				if of[d.Key] != "edge" {
					t.Fatalf("%s is no key of edges", d.Key)
				}
			}
		}
	})
}

// An actor is one node in all articles.
func TestNetworkOfLibrary(t *testing.T) {
	p := markedSample(t)
	count := func(all ...Piece) (nodes, actors int) {
		var g graphFile
		if err := xml.Unmarshal(fileOf(t, graphML, all...), &g); err != nil {
			t.Fatal(err)
		}
		for _, n := range g.Nodes {
			if n.get("kind") == "actor" && n.get("type") != "unnamed" {
				actors++
			}
		}
		return len(g.Nodes), actors
	}
	once, actors := count(p)
	twice, again := count(p, p)
	if actors == 0 || actors != again || twice >= 2*once {
		t.Errorf("%d actors of %d nodes; of the same article twice %d of %d", actors, once, again, twice)
	}
}
