package words

import "strings"

// English is what Pressmark speaks.
var English = Language{
	Tag:        "en",
	categories: []string{"one", "other"},
	form: func(n int) int {
		if n == 1 {
			return 0
		}
		return 1
	},

	thousands: ",",
	open:      "“",
	close:     "”",
	months:    [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	short:     [12]string{"Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sep", "Oct", "Nov", "Dec"},
	tick:      [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
	ordinal:   englishOrdinal,

	phrases: catalogue(&englishPhrases, &englishReading, &englishPages, &englishCommands),
	nouns:   &englishNouns,
	faults:  &englishFaults,
	losses:  &englishLosses,
}

// englishOrdinal returns the ordinal of a number: "21st", "112th".
func englishOrdinal(shown, digits string) string {
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return shown
	}
	if n := len(digits); n < 2 || digits[n-2] != '1' {
		switch digits[n-1] {
		case '1':
			return shown + "st"
		case '2':
			return shown + "nd"
		case '3':
			return shown + "rd"
		}
	}
	return shown + "th"
}
