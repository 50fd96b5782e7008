package intake

import (
	"hash/maphash"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/version"
)

// An index finds articles by what tells that another one is the same, or of the same
// page. It holds none of their texts.
type index struct {
	seed      maphash.Seed
	byText    map[uint64]first            // by the hash of the text
	byTitle   map[string][]annotations.ID // those that were kept before
	byAddress map[string][]annotations.ID
	here      int                     // how many were kept before
	fresh     map[annotations.ID]bool // those that came since
}

// A first is the article that was made first of those with one text.
type first struct {
	id   annotations.ID
	made int64 // milliseconds since 1970
}

// read reads the articles of the library, once.
func (in *Intake) read() error {
	if in.index != nil {
		return nil
	}
	x := &index{
		seed: maphash.MakeSeed(), byText: map[uint64]first{}, byTitle: map[string][]annotations.ID{},
		byAddress: map[string][]annotations.ID{}, fresh: map[annotations.ID]bool{},
	}
	err := in.library.Articles(func(a annotations.Article) error {
		if a.Deleted {
			return nil
		}
		// What is part of a file's content would keep all of that in memory.
		id, title := annotations.ID(strings.Clone(string(a.ID))), strings.Clone(a.Title)
		x.here++
		x.byTitle[title] = append(x.byTitle[title], id)
		x.address(id, a.Source)
		f := first{id, a.Created.UnixMilli()}
		key := x.key(a)
		if was, ok := x.byText[key]; !ok || f.made < was.made || f.made == was.made && f.id < was.id {
			x.byText[key] = f
		}
		return nil
	})
	if err == nil {
		in.index = x
	}
	return err
}

func (x *index) key(a annotations.Article) uint64 { return maphash.String(x.seed, a.Text.String()) }

func (x *index) address(id annotations.ID, source string) {
	if address := strings.Clone(version.Address(source)); address != "" {
		x.byAddress[address] = append(x.byAddress[address], id)
	}
}

// came notes an article that came in. Those that are there before it stay the first of
// their text.
func (x *index) came(a annotations.Article) {
	id := annotations.ID(strings.Clone(string(a.ID)))
	if x.fresh[id] {
		return
	}
	x.fresh[id] = true
	x.address(id, a.Source)
	if _, ok := x.byText[x.key(a)]; !ok && a.Text.Len() > 0 {
		x.byText[x.key(a)] = first{id: id}
	}
}

// sameText returns the ID of the article that was made first of those with a text, or "".
func (in *Intake) sameText(a annotations.Article) (annotations.ID, error) {
	if err := in.read(); err != nil {
		return "", err
	}
	f, ok := in.index.byText[in.index.key(a)]
	if !ok {
		return "", nil
	}
	found, err := in.library.Article(f.id)
	if err != nil || found == nil || found.Deleted || found.Text.String() != a.Text.String() {
		return "", err // two texts may have one hash
	}
	return f.id, nil
}

// alike calls yield for the articles with the title or the address of another one that
// were kept before, each once.
func (in *Intake) alike(a annotations.Article, yield func(annotations.Article)) error {
	seen := map[annotations.ID]bool{}
	for _, list := range [][]annotations.ID{in.index.byTitle[a.Title], in.index.byAddress[version.Address(a.Source)]} {
		for _, id := range list {
			if seen[id] || in.index.fresh[id] {
				continue
			}
			seen[id] = true
			k, err := in.library.Article(id)
			if err != nil {
				return err
			}
			if k != nil {
				yield(*k)
			}
		}
	}
	return nil
}
