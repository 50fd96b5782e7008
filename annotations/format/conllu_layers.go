package format

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/standoff"
)

// layers finds the marks in what the tokens of CoNLL-U have in MISC.
func (r *uReader) layers() {
	r.numbered()
	for _, key := range []string{"NE", "NER", "name"} {
		r.tagged(key)
	}
	r.bracketed()
	slices.SortStableFunc(r.doc.Marks, func(a, b standoff.Mark) int { return a.Line - b.Line })
}

func (r *uReader) problem(t uToken, what string, err error) {
	r.to.Problem(standoff.Problem{File: r.file, Line: t.line, What: what, Err: err})
}

// mark adds a mark, if it has a place.
func (r *uReader) mark(t uToken, label string, spans []annotations.Span) {
	spans = slices.DeleteFunc(spans, annotations.Span.Empty)
	if len(spans) == 0 {
		r.problem(t, label, standoff.ErrNoPlace)
		return
	}
	r.doc.Marks = append(r.doc.Marks, markOn(r.doc.Article.Text, label, t.line, spans...))
}

// numbered finds the marks that Pressmark writes.
func (r *uReader) numbered() {
	type numbered struct {
		token uToken
		label string
		spans []annotations.Span
	}
	var all []*numbered
	at := map[int]*numbered{}
	for _, t := range r.tokens {
		value, ok := miscValue(t.misc, markKey)
		if !ok {
			continue
		}
		for item := range strings.SplitSeq(value, ",") {
			colon := strings.LastIndexByte(item, ':')
			if colon < 3 || item[1] != '-' || item[0] != 'B' && item[0] != 'I' {
				r.problem(t, item, ErrLayer)
				continue
			}
			number, err := strconv.Atoi(item[colon+1:])
			if err != nil {
				r.problem(t, item, ErrLayer)
				continue
			}
			m := at[number]
			if m == nil {
				m = &numbered{token: t, label: unescapeSpaces(item[2:colon])}
				at[number], all = m, append(all, m)
			}
			if last := len(m.spans) - 1; item[0] == 'I' && last >= 0 {
				m.spans[last] = m.spans[last].Cover(t.span)
			} else {
				m.spans = append(m.spans, t.span)
			}
		}
	}
	for _, m := range all {
		r.mark(m.token, m.label, annotations.Join(m.spans))
	}
}

// tagged finds the marks that tags under a key make.
func (r *uReader) tagged(key string) {
	var tags []tag
	var at []int // places in r.tokens
	var sch scheme
	for i, t := range r.tokens {
		if t.span.Empty() {
			continue
		}
		value, _ := miscValue(t.misc, key)
		if t.first {
			tags, at = append(tags, outside), append(at, i)
			sch.see(outside, false)
		}
		x, bare := parseTag(value)
		tags, at = append(tags, x), append(at, i)
		sch.see(x, bare)
	}
	broken := func(i int) { r.problem(r.tokens[at[i]], key+"=I-"+tags[i].label, ErrBrokenTag) }
	for _, c := range sch.chunksOf(tags, broken) {
		first := r.tokens[at[c.from]]
		r.mark(first, c.label, []annotations.Span{first.span.Cover(r.tokens[at[c.to-1]].span)})
	}
}

// mostOpen is how many marks may be open at once.
const mostOpen = 1000

// A uEntity is a mark in brackets that is not closed yet.
type uEntity struct {
	id, label string
	from      int // place in r.tokens
}

// bracketed finds the marks of Entity: "(" and what is said of a mark, parted by "-",
// opens one; its ID and ")" close it. Parts of one that is in pieces have [1/2] and so on
// behind the ID.
func (r *uReader) bracketed() {
	var open []uEntity
	parts := map[string][]annotations.Span{} // of marks in pieces
	for i, t := range r.tokens {
		value, ok := miscValue(t.misc, "Entity")
		for ok && value != "" {
			opens := value[0] == '('
			value = strings.TrimPrefix(value, "(")
			n := strings.IndexAny(value, "()")
			if n < 0 {
				n = len(value)
			}
			said := value[:n]
			closes := n < len(value) && value[n] == ')'
			value = strings.TrimPrefix(value[n:], ")")
			switch {
			case opens && len(open) == mostOpen:
				r.problem(t, "Entity=("+said, ErrLayer)
			case opens:
				open = append(open, r.entity(said, i))
				if !closes {
					continue
				}
				said = open[len(open)-1].id
				fallthrough
			case closes:
				id, _, _ := strings.Cut(said, "-")
				k := len(open) - 1
				for k >= 0 && open[k].id != id {
					k--
				}
				if k < 0 {
					r.problem(t, "Entity="+said+")", ErrLayer)
					continue
				}
				r.close(open[k], i, parts)
				open = slices.Delete(open, k, k+1)
			default:
				r.problem(t, "Entity="+said, ErrLayer)
			}
		}
	}
	for _, e := range open {
		r.problem(r.tokens[e.from], e.label+" "+e.id, ErrOpen)
	}
	for _, id := range slices.Sorted(maps.Keys(parts)) {
		r.problem(r.tokens[len(r.tokens)-1], id, ErrOpen)
	}
}

// entity reads what is said of a mark that opens.
func (r *uReader) entity(said string, at int) uEntity {
	fields := strings.Split(said, "-")
	e := uEntity{id: fields[0], label: "Entity", from: at}
	if r.kind < len(fields) && fields[r.kind] != "" && fields[r.kind] != "_" {
		e.label = fields[r.kind]
	}
	return e
}

// close ends a mark, or a part of one, with a token.
func (r *uReader) close(e uEntity, to int, parts map[string][]annotations.Span) {
	span := r.tokens[e.from].span.Cover(r.tokens[to].span)
	id, part, pieces := strings.Cut(e.id, "[")
	if !pieces {
		r.mark(r.tokens[e.from], e.label, []annotations.Span{span})
		return
	}
	parts[id] = append(parts[id], span)
	number, of, _ := strings.Cut(strings.TrimSuffix(part, "]"), "/")
	if number == of {
		r.mark(r.tokens[e.from], e.label, annotations.Join(parts[id]))
		delete(parts, id)
	}
}
