package words

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
	short:     [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},

	phrases: &englishPhrases,
	nouns:   &englishNouns,
	faults:  &englishFaults,
	losses:  &englishLosses,
}
