package main

import (
	"strconv"

	"github.com/okrug/okrug/geo/locale"
)

// samples are the numbers of the plans that are meant of files that hold several, in the order in which such files are
// named.
type samples struct {
	named []int
	taken int // by how many files
}

// take is the number of the next ensemble's plan, 0 where none is named.
func (s *samples) take() int {
	s.taken++
	if s.taken > len(s.named) {
		return 0
	}
	return s.named[s.taken-1]
}

// check refuses numbers that no plan has.
func (s *samples) check() error {
	for _, n := range s.named {
		if n < 1 {
			return locale.Errorf("--sample %s: the plans of an ensemble are counted from 1", strconv.Itoa(n))
		}
	}
	return nil
}

// spare refuses numbers that no ensemble is there for, after all plans are read.
func (s *samples) spare() error {
	if len(s.named) > 0 && s.taken == 0 {
		return locale.Errorf("--sample names a plan of an ensemble, and none is given; leave it out")
	}
	if len(s.named) > s.taken {
		return locale.Errorf("--sample gives %d {1|number|numbers}, and %d {2|ensemble is|ensembles are} named; give one "+
			"for each", len(s.named), s.taken)
	}
	return nil
}
