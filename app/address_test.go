package app

import (
	"context"
	"errors"
	"testing"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations/record"
)

// An article that is fetched comes in while the reader waits for it, and not where they
// have gone on to something else; nor is a failure told there.
func TestFetchedTooLate(t *testing.T) {
	for _, x := range []struct {
		name    string
		leaves  bool // for the library while it is fetched
		retries bool // with another address
		refused error
		want    int // articles that came in
		told    string
	}{
		{name: "waits", want: 1},
		{name: "leaves", leaves: true},
		{name: "asks again", retries: true, want: 1},
		{name: "is refused", refused: errors.New("no such site"), told: "No such site"},
		{name: "leaves and is refused", leaves: true, refused: errors.New("no such site")},
	} {
		t.Run(x.name, func(t *testing.T) {
			staged(t, func(t *testing.T, s *stage) {
				s.location.Set(location{screen: onPaste})
				calls := 0
				s.page.fetch = func(ctx context.Context, address string) ([]byte, error) {
					if calls++; calls == 1 {
						// Before the answer is heard.
						s.ctx.Dispatch(func(goapp.Context) {
							if x.leaves {
								s.location.Set(location{screen: onLibrary})
								s.visit()
							}
							if x.retries {
								s.libraryPage.newPage.address = "https://two.example/"
								s.libraryPage.newPage.openAddress()
							}
						})
					}
					return record.EncodeArticle(page("Fetched from "+address, "").Article), x.refused
				}
				s.libraryPage.newPage.address = "https://one.example/"
				s.libraryPage.newPage.openAddress()
				s.settle()
				c, err := s.session.Corpus(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				if n := len(c.Docs()); n != x.want || s.libraryPage.newPage.paste.Get().refused != x.told {
					t.Errorf("%d articles came in, and %q is told", n, s.libraryPage.newPage.paste.Get().refused)
				}
			})
		})
	}
}
