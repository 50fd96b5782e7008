package words

// A Loss is something that a format cannot hold.
type Loss uint8

// String returns what is lost, to stand behind a number and ×.
func (l Loss) String() string { return spoken.losses[l] }

// MarshalText returns the same, for JSON.
func (l Loss) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// What can be lost.
const (
	_ Loss = iota

	LostOverlap
	LostDiscontinuous
	LostLines
	LostOrphans
	LostRelations
	LostEvents
	LostAttributes
	LostLinks
	LostNotes
	LostTags
	LostAnnotators
	LostTimes
	LostMetadata
	LostStructure
	LostActors
	LostEvidence
	LostText
	LostUnchecked
	LostOthers
	LostPages
	LostVerdicts
	LostFigures
	LostClaims
	LostMentions
	LostReviews
	LostLabels
	LostGaps
	LostEdges
	LostBlanks
	LostCharacters
	LostIdle
	LostUntold
	LostTombstones

	losses = iota
)
