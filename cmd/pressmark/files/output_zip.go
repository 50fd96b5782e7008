package files

import (
	"archive/zip"
	"path"

	"pressmark/annotations/format"
	"pressmark/annotations/standoff"
)

// A zipOutput writes into an archive what a FolderOutput writes into a folder.
type zipOutput struct {
	file *wholeFile
	zip  *zip.Writer
	f    format.Format
	bars bool
}

func (o *zipOutput) Put(a Outgoing) error {
	o.bars = o.bars || a.Barred
	if o.bars {
		return nil
	}
	return o.add(a.Dir, a.Files)
}

func (o *zipOutput) add(dir string, files []format.File) error {
	for _, f := range files {
		w, err := o.zip.CreateHeader(format.EntryHeader(path.Join(dir, f.Name)))
		if err != nil {
			return err
		}
		if _, err := w.Write(f.Data); err != nil {
			return err
		}
	}
	return nil
}

func (o *zipOutput) End(labels standoff.Survey) error {
	if o.bars {
		o.file.Drop()
		return nil
	}
	err := o.add("", beside(o.f, labels))
	if err == nil {
		err = o.zip.Close()
	}
	if err != nil {
		o.file.Drop()
		return err
	}
	return o.file.End()
}

func (o *zipOutput) Drop() { o.file.Drop() }
