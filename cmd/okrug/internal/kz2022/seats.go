package kz2022

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// settlement is a town, settlement or village of the Bureau's table, with its population on populationAsOf.
type settlement struct {
	unit, kind, name string
	population       int64
}

// seat is the place in which a unit's administration sits, and that of its region where the table says so.
type seat struct {
	settlement
	region   string
	ofRegion bool
}

// Kinds of places, as the source calls them, with the words for them.
const (
	city    = "city"
	kent    = "kent"
	village = "village"
)

var kindWords = map[string]struct{ kk, ru, en string }{
	city:    {"%s қаласы", "город %s", "city of %s"},
	kent:    {"%s кенті", "посёлок %s", "settlement of %s"},
	village: {"%s ауылы", "село %s", "village of %s"},
}

func (s *source) readSettlements(fsys fs.FS) error {
	t, err := readTable(fsys, bulletinFile, "kato_unit", "kind", "name_kk", "population")
	if err != nil {
		return err
	}
	for _, r := range t.rows {
		// Districts of a town are no places of their own.
		if _, ok := kindWords[r.text("kind")]; ok {
			s.settlements = append(s.settlements, settlement{r.text("kato_unit"), r.text("kind"), r.text("name_kk"),
				r.count("population")})
		}
	}
	return t.err()
}

func (s *source) readSeats(fsys fs.FS) error {
	t, err := readTable(fsys, seatsFile, "kato", "region_id", "centre_kk", "centre_kind", "region_centre")
	if err != nil {
		return err
	}
	for _, r := range t.rows {
		s.seats = append(s.seats, seat{settlement{r.text("kato"), r.text("centre_kind"), r.text("centre_kk"), 0},
			r.text("region_id"), r.cells["region_centre"] == "yes"})
	}
	return t.err()
}

// settle gives places what the Bureau's table and that of seats say of them: population and kind, and of what they are
// the seat. Settlements and seats without a point come back by name; those of units that there were not in December
// 2022 are passed over.
func (s *source) settle(in *inputs, places []place, units []unit) (without []string) {
	at := map[string]int{}
	for i, u := range units {
		at[u.id] = i
	}
	for _, x := range s.settlements {
		u, ok := at[x.unit]
		if !ok {
			continue
		}
		if i := in.find(places, x.name, func(p place) bool { return p.unit == u }); i >= 0 {
			places[i].population, places[i].kind, places[i].asOf = x.population, x.kind, populationAsOf
		} else {
			without = append(without, fmt.Sprintf("%s (%s)", romanise(x.name), units[u].names.en))
		}
	}
	for _, x := range s.seats {
		u, ok := at[x.unit]
		if !ok {
			continue
		}
		i := in.find(places, x.name, func(p place) bool { return p.unit == u })
		if i < 0 { // the seat of what lies around a city is in the city
			i = in.find(places, x.name, func(p place) bool { return units[p.unit].region == x.region && p.kind == city })
		}
		if i < 0 {
			without = append(without, fmt.Sprintf("%s (%s)", romanise(x.name), units[u].names.en))
			continue
		}
		places[i].kind = x.kind
		places[i].seatOf = append(places[i].seatOf, x.unit)
		if x.ofRegion {
			places[i].seatOf = append(places[i].seatOf, x.region)
		}
	}
	slices.Sort(without)
	return slices.Compact(without)
}

// find is the place of a name among those kept, the largest of several, or -1. The Bureau has short forms of some
// Russian names, and inputs/places.csv says where it spells a name in another way.
func (in *inputs) find(places []place, name string, keep func(place) bool) int {
	found := -1
	fold := strings.NewReplacer("ё", "е", "Ё", "Е")
	for i, p := range places {
		spelt := strings.Split(in.places[p.id].bulletin, "|")
		kk := fold.Replace(p.names.kk)
		short := len([]rune(name)) >= 5 && strings.HasPrefix(kk, name) && len([]rune(kk))-len([]rune(name)) <= 3
		if keep(p) && (kk == name || slices.Contains(spelt, name) || short) &&
			(found < 0 || p.population > places[found].population) {
			found = i
		}
	}
	return found
}

// fullName is a place's name with the word for its kind, or nothing where that is not known.
func (p place) fullName(lang string) string {
	w, ok := kindWords[p.kind]
	if !ok {
		return ""
	}
	switch lang {
	case "kk":
		return fmt.Sprintf(w.kk, p.names.kk)
	case "ru":
		return fmt.Sprintf(w.ru, p.names.ru)
	}
	return fmt.Sprintf(w.en, p.names.en)
}
