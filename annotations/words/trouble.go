package words

import (
	"errors"

	"pressmark/annotations"
)

// StoreTrouble says what a failure of the store means, and what to do.
func StoreTrouble(err error) string {
	switch {
	case errors.Is(err, ErrFull):
		return StorageFull.String()
	case errors.Is(err, ErrOutdated):
		return StorageOutdated.String()
	case errors.Is(err, ErrBlocked):
		return StorageBlocked.String()
	case errors.Is(err, ErrNotFound):
		return NotInLibrary.String()
	}
	return LibraryUnreachable.With(Error(err))
}

// ReadTrouble says why a file or a text is no article.
func ReadTrouble(err error) string {
	switch {
	case errors.Is(err, ErrEmpty):
		return NoTextInIt.String()
	case errors.Is(err, ErrTextTooLarge), errors.Is(err, ErrTooLarge):
		return IsTooLarge.String()
	case errors.Is(err, ErrEncoding):
		return EncodingUnknown.String()
	}
	return CouldNotBeRead.With(Error(err))
}

// OpenTrouble says why what an address names was not opened.
func OpenTrouble(err error) string {
	switch {
	case errors.Is(err, ErrElsewhere):
		return FileElsewhere.String()
	case errors.Is(err, ErrAbsent):
		return FileAbsent.String()
	case errors.Is(err, ErrTooLarge):
		return FileTooLarge.String()
	}
	return CouldNotBeOpened.With(Error(err))
}

// CopyTrouble says why the copy outside the browser could not be written.
func CopyTrouble(err error) string {
	switch {
	case errors.Is(err, ErrRefused):
		return CopyNotAllowed.String()
	case errors.Is(err, ErrAbsent):
		return CopyMoved.String()
	case errors.Is(err, ErrFull):
		return CopyNoRoom.String()
	}
	return CopyNotWritten.With(Error(err))
}

// RecordTrouble says why a record of a file cannot be taken in; what names it.
func RecordTrouble(what string, err error) string {
	var place *annotations.PlaceError
	switch {
	case errors.Is(err, ErrNoArticle):
		return ArticleNowhere.With(what)
	case errors.As(err, &place) && errors.Is(place, annotations.ErrQuoteMismatch):
		return ArticleSays.With(what, Quoted(Clip(place.Text, InMessage)))
	}
	return RefusedAs.With(what, Error(err))
}

// Size is a number of bytes for a reader.
func Size(n int) string {
	switch {
	case n < 1000:
		return Bytes.Count(n)
	case n < 1_000_000:
		return Kilobytes.With(Group((n + 500) / 1000))
	}
	return Megabytes.With(Group((n + 500_000) / 1_000_000))
}
