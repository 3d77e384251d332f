package kz2022

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
)

// sourcePlace is a populated place of GeoNames. Its population is 0 where it is not known.
type sourcePlace struct {
	id         string
	name       string
	alternates []string
	point      orb.Point
	population int64
}

// Columns of the GeoNames dump format.
const (
	geonamesID         = 0
	geonamesName       = 1
	geonamesAlternates = 3
	geonamesLat        = 4
	geonamesLon        = 5
	geonamesPopulation = 14
	geonamesColumns    = 19
)

// readPlaces reads the places in the order of their numbers.
func (s *source) readPlaces(fsys fs.FS) error {
	f, err := fsys.Open(settlementsFile)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // only read
	var errs []error
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		cells := strings.Split(lines.Text(), "\t")
		if len(cells) != geonamesColumns {
			errs = append(errs, &SourceError{settlementsFile, n,
				fmt.Errorf("there are %d columns, not %d", len(cells), geonamesColumns)})
			continue
		}
		population, err1 := strconv.ParseInt(cells[geonamesPopulation], 10, 64)
		lat, err2 := strconv.ParseFloat(cells[geonamesLat], 64)
		lon, err3 := strconv.ParseFloat(cells[geonamesLon], 64)
		if err := errors.Join(err1, err2, err3); err != nil {
			errs = append(errs, &SourceError{settlementsFile, n, err})
			continue
		}
		s.places = append(s.places, sourcePlace{
			cells[geonamesID], cells[geonamesName], strings.Split(cells[geonamesAlternates], ","),
			orb.Point{lon, lat}, population,
		})
	}
	slices.SortFunc(s.places, func(a, b sourcePlace) int {
		if d := len(a.id) - len(b.id); d != 0 {
			return d
		}
		return strings.Compare(a.id, b.id)
	})
	return errors.Join(append(errs, lines.Err())...)
}
