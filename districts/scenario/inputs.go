package scenario

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"

	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/geo/locale"
)

// Inputs lists the files read so far, in the order in which they were first read. The scenario is that of AsRun.
func (s *Scenario) Inputs() []Input {
	list := slices.Clone(s.files.inputs)
	for _, m := range s.made() {
		for i := range list {
			if list[i].Role == m.Of {
				list[i].Of = &m.Original
			}
		}
	}
	for i, in := range list {
		if in.Role != "scenario" {
			continue
		}
		if text, err := s.asRun(); err == nil { // a document that was read can be written
			list[i].SHA256, list[i].Bytes = sum(text), int64(len(text))
		}
	}
	return list
}

// InputData is an input on record. It is an error if the file has changed since it was read.
func (s *Scenario) InputData(in Input) ([]byte, error) {
	switch {
	case in.Role == "scenario":
		return s.asRun()
	case in.data != nil:
		return in.data, nil
	}
	data, err := s.files.again(in)
	if err != nil {
		return nil, err
	}
	if sum(data) != in.SHA256 {
		return nil, in.changed()
	}
	return data, nil
}

func (in Input) changed() error {
	return locale.Errorf("%s has changed since it was read; run the command again", in.File)
}

// InputFile is where the data of an input lie on the disk, with their sum, so that they need not be in memory; "" for
// one that lies nowhere, or not as it is kept.
func (s *Scenario) InputFile(in Input) (path string, sum [sha256.Size]byte, err error) {
	if _, replaced := s.files.replaced[in.Role]; in.Role == "scenario" || in.data != nil ||
		s.files.embedded != nil && !replaced {
		return "", sum, nil
	}
	path = filepath.FromSlash(in.File)
	if sum, _, err = output.SumFile(path); err != nil {
		return "", sum, err
	}
	if hex.EncodeToString(sum[:]) != in.SHA256 {
		return "", sum, in.changed()
	}
	return path, sum, nil
}

// ReadRest reads what the scenario names beside the layer: plans and the grammar of acts, so that they are on record
// and a plan's folder has them. Errors name every file that cannot be read.
func (s *Scenario) ReadRest() error {
	var errs []error
	for _, p := range s.Plans {
		_, _, err := s.ReadPlanFile(p)
		errs = append(errs, err)
		if p.Crosswalk != "" {
			_, _, err = s.ReadCrosswalk(p)
			errs = append(errs, err)
		}
	}
	_, _, err := s.Grammar()
	return errors.Join(append(errs, err)...)
}

func (f *files) again(in Input) ([]byte, error) {
	if _, replaced := f.replaced[in.Role]; f.embedded != nil && !replaced {
		if data, err := fs.ReadFile(f.embedded, in.File); err == nil {
			return data, nil
		}
	}
	return output.ReadFile(filepath.FromSlash(in.File))
}
