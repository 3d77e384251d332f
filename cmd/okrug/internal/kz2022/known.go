package kz2022

import (
	"io/fs"
	"regexp"
	"strconv"
	"strings"

	"github.com/okrug/okrug/geo"
)

// knownVoters is a figure of registered voters for an area: a region, a district of 2022, a unit.
type knownVoters struct {
	area, id, kind       string
	voters               int64
	asOf, status, origin string
}

// district is the number of the single-member district that the figure is of, or 0.
func (k knownVoters) district() int {
	m := districtArea.FindStringSubmatch(k.area)
	if m == nil {
		return 0
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		return 0
	}
	return n
}

var districtArea = regexp.MustCompile(`^Majilis district (\d+)$`)

// units are the ids of the units that make up the area, where it is made of units.
func (k knownVoters) units() []string {
	switch k.kind {
	case "raion", "city", "two raions together", "three raions together":
	default:
		return nil
	}
	ids := strings.Split(k.id, "+")
	for _, id := range ids {
		if len(id) != len("101000000") {
			return nil
		}
	}
	return ids
}

func (s *source) readKnown(fsys fs.FS) error {
	t, err := readTable(fsys, votersFile, "area", "kato_or_region", "kind", "voters", "date", "source", "status")
	if err != nil {
		return err
	}
	for _, r := range t.rows {
		s.known = append(s.known, knownVoters{r.text("area"), r.cells["kato_or_region"], r.text("kind"), r.count("voters"),
			r.text("date"), r.text("status"), r.text("source")})
	}
	return t.err()
}

// dated is the figure of a region again with the date that its context gives, where a table says so.
func (s *source) dated(r sourceRegion) sourceRegion {
	for _, k := range s.known {
		if k.id == r.id && k.voters == r.voters && statuses[k.status] == geo.StatusReadContext {
			r.votersAsOf, r.votersStatus, r.origin = k.asOf, geo.StatusReadContext, k.origin
		}
	}
	return r
}
