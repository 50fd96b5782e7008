package fetch

import (
	"context"
	"net/url"
	"path"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"pressmark/annotations"
	"pressmark/annotations/plain"
)

// Article makes an article of what was fetched. Besides what [Article] and [PDF] return it
// returns plain.ErrEmpty, plain.ErrEncoding and plain.ErrTooLarge.
func (p Page) Article(ctx context.Context, now time.Time) (annotations.Article, error) {
	var a annotations.Article
	var err error
	switch p.MediaType {
	case "application/pdf":
		a, err = PDF(ctx, p.name(), p.Data, now)
	case "text/plain":
		var text []byte
		if text, err = p.text(); err == nil {
			a, err = plain.Read(p.name(), text, now)
		}
	default:
		var text []byte
		if text, err = p.text(); err == nil {
			a, err = Article(text, p.URL, now)
		}
	}
	if err != nil {
		return annotations.Article{}, err
	}
	if a.Source == "" {
		a.Source = p.URL
	}
	return a, nil
}

// text returns the page in UTF-8. A byte order mark counts most, then what the site says,
// then what the page says, then what it looks like.
func (p Page) text() ([]byte, error) {
	encoding, _, certain := charset.DetermineEncoding(p.Data, p.ContentType)
	if !certain && utf8.Valid(p.Data) {
		return p.Data, nil
	}
	text, err := encoding.NewDecoder().Bytes(p.Data)
	if err != nil {
		return nil, plain.ErrEncoding
	}
	return text, nil
}

// name returns the last part of the page's address.
func (p Page) name() string {
	u, err := url.Parse(p.URL)
	if err != nil || path.Base(u.Path) == "/" || path.Base(u.Path) == "." {
		return ""
	}
	return path.Base(u.Path)
}
