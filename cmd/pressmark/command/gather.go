package command

import (
	"path/filepath"

	"pressmark/annotations/plain"
	"pressmark/cmd/pressmark/files"
	"pressmark/cmd/pressmark/union"
)

// gather reads the inputs, and puts together what is in them. Each reading is told to count,
// which may be nil.
func (c *readingCommand) gather(n union.Naming, count func(*files.Reading)) (*union.Union, error) {
	u := union.New(n)
	err := c.each(func(r *files.Reading) error {
		c.tell(c.cmd.ErrOrStderr(), r.Issues)
		if count != nil {
			count(r)
		}
		for _, records := range r.Pieces {
			p, err := u.Add(records, c.nameOf(r.Group), r.Group.Name)
			if err != nil {
				return err
			}
			c.tell(c.cmd.ErrOrStderr(), refusedBy(r, p))
		}
		return nil
	})
	return u, err
}

// nameOf returns what the input is called that a group came with.
func (c *readingCommand) nameOf(g files.Group) string {
	arg := c.inputs.Args[g.Root]
	if arg == "-" {
		return arg
	}
	if base := files.StemOf(filepath.Base(arg)); base != "." {
		return base
	}
	return plain.FileName(arg)
}
