package errors

import "fmt"

// Error says all that the error holds. go-app's own says it as JSON.
func (e Error) Error() string {
	s := e.Line + ": " + e.Message
	if len(e.Tags) > 0 {
		s += fmt.Sprintf(" %v", e.Tags)
	}
	if e.WrappedErr != nil {
		s += ": " + e.WrappedErr.Error()
	}
	return s
}
