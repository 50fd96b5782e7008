package files

import (
	"bufio"
	"fmt"
	"path/filepath"

	"pressmark/annotations/format"
	"pressmark/annotations/standoff"
)

// A fileOutput writes one file, or to standard Output.
type fileOutput struct {
	f     format.Format
	file  *wholeFile // nil: standard Output
	w     *bufio.Writer
	n     int
	whole []format.Piece
	bars  bool
}

func (o *fileOutput) Put(a Outgoing) error {
	o.bars = o.bars || a.Barred
	if o.bars {
		return nil
	}
	o.n++
	w := o.f.Write
	switch {
	case w.Piece != nil:
		between := w.Between
		if o.n == 1 {
			between = w.Head
		}
		o.w.WriteString(between)
		_, err := o.w.Write(a.Piece)
		return err
	case w.Whole != nil:
		o.whole = append(o.whole, *a.Whole)
		return nil
	}
	if len(a.Files) != 1 || o.n > 1 {
		return fmt.Errorf("%s is written as files of each article: name a folder or a .zip after -o", o.f.Name)
	}
	_, err := o.w.Write(a.Files[0].Data)
	return err
}

func (o *fileOutput) End(labels standoff.Survey) error {
	if o.bars {
		o.Drop()
		return nil
	}
	w := o.f.Write
	switch {
	case w.Piece != nil:
		if o.n == 0 {
			o.w.WriteString(w.Head)
		}
		o.w.WriteString(w.Tail)
	case w.Whole != nil:
		o.w.Write(w.Whole(o.whole))
	}
	if err := o.w.Flush(); err != nil {
		o.Drop()
		return err
	}
	if o.file == nil {
		return nil
	}
	if err := o.file.End(); err != nil {
		return err
	}
	for _, f := range beside(o.f, labels) {
		if err := WriteWhole(filepath.Join(filepath.Dir(o.file.name), f.Name), f.Data); err != nil {
			return err
		}
	}
	return nil
}

func (o *fileOutput) Drop() {
	if o.file != nil {
		o.file.Drop()
	}
}
