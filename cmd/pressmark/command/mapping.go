package command

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"pressmark/annotations/standoff"
	"pressmark/cmd/pressmark/files"
)

// saveMapFlag adds the flag that writes down what labels become.
func (c *readingCommand) saveMapFlag() {
	c.cmd.Flags().StringVar(&c.save, "save-map", "", "file to write what labels become into, for --map @FILE")
}

// saveMap writes down what labels become, if that was asked for.
func (c *readingCommand) saveMap(labels map[string]*meaning) error {
	if c.save == "" {
		return nil
	}
	return writeMapping(c.save, labels)
}

// parseMapping reads what --map says: "Source=actor,Content=claim", or the same in the
// lines of a file whose name follows "@". Lines that begin with "#" say nothing.
func parseMapping(args []string) (standoff.Mapping, error) {
	if len(args) == 0 {
		return nil, nil
	}
	m := standoff.Mapping{}
	set := func(s, place string) error {
		label, role, ok := cutLast(s, "=")
		label, role = strings.TrimSpace(label), strings.ToLower(strings.TrimSpace(role))
		if !ok || label == "" {
			return fmt.Errorf("%s: %q is not LABEL=ROLE", place, s)
		}
		if !slices.Contains(standoff.Roles, standoff.Role(role)) {
			return fmt.Errorf("%s: %q is no role: a label becomes one of %s", place, role, rolesInWords())
		}
		m[label] = standoff.Role(role)
		return nil
	}
	for _, arg := range args {
		name, file := strings.CutPrefix(arg, "@")
		if !file {
			for _, s := range strings.Split(arg, ",") {
				if err := set(s, "--map"); err != nil {
					return nil, err
				}
			}
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		line := 0
		for s := range bytes.Lines(data) {
			line++
			if s = bytes.TrimSpace(s); len(s) > 0 && s[0] != '#' {
				if err := set(string(s), fmt.Sprintf("%s:%d:1", name, line)); err != nil {
					return nil, err
				}
			}
		}
	}
	return m, nil
}

// writeMapping writes what labels become so that parseMapping reads it. A label that
// begins as a comment does has no place there.
func writeMapping(name string, labels map[string]*meaning) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# What labels become, one a line: %s. Read with --map @FILE.\n", rolesInWords())
	for _, l := range slices.Sorted(maps.Keys(labels)) {
		if line := strings.TrimSpace(l); line == l && line != "" && line[0] != '#' && !strings.ContainsAny(line, "\r\n") {
			fmt.Fprintf(&b, "%s = %s\n", line, labels[l].Becomes)
		}
	}
	return files.WriteWhole(name, b.Bytes())
}

func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

func rolesInWords() string {
	var names []string
	for _, r := range standoff.Roles {
		names = append(names, string(r))
	}
	return strings.Join(names, ", ")
}
