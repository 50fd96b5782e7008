package files

import (
	"io"

	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
)

// A RecordsOutput writes all records as they are at its end, tombstones too, whatever is put
// into it.
type RecordsOutput struct {
	Nowhere
	Target  Target // one file
	Stdout  io.Writer
	Records func() record.Collection
}

// End writes the records.
func (o *RecordsOutput) End(standoff.Survey) error {
	data := record.EncodeCollection(o.Records())
	if o.Target.Path == "-" {
		_, err := o.Stdout.Write(data)
		return err
	}
	return WriteWhole(o.Target.Path, data)
}
