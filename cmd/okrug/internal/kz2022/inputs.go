package kz2022

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/paulmach/orb"
)

//go:embed inputs
var embedded embed.FS

// inputs are what the builder knows beside the source.
type inputs struct {
	unitNames map[string]map[string]string // unit -> language -> name
	places    map[string]placeFix
	towns     []town
	base      map[string]names // of the base layer, by the source's name
}

type placeFix struct {
	names    names
	bulletin string // its names in the Bureau's tables where they spell it in another way, joined by "|"
	drop     bool
}

// town is a unit's seat that GeoNames' file does not have.
type town struct {
	unit   string
	names  names
	point  orb.Point
	source string
}

// encyclopedia is the source of towns that is no GeoNames file.
const encyclopedia = "encyclopedia"

func (t town) id() string { return "seat-" + t.unit }

func readInputs() (*inputs, error) {
	fsys, err := fs.Sub(embedded, "inputs")
	if err != nil {
		return nil, err
	}
	in := &inputs{unitNames: map[string]map[string]string{}, places: map[string]placeFix{},
		base: map[string]names{}}
	unitNames, err1 := readTable(fsys, "names.csv", "unit_id", "field", "name", "reason")
	places, err2 := readTable(fsys, "places.csv", "place_id", "kk", "ru", "en", "bulletin", "drop", "reason")
	towns, err3 := readTable(fsys, "towns.csv", "unit_id", "kk", "ru", "lon", "lat", "source")
	base, err4 := readTable(fsys, "base.csv", "source", "kk", "ru", "en")
	if err := errors.Join(err1, err2, err3, err4); err != nil {
		return nil, err
	}
	for _, r := range unitNames.rows {
		id := r.text("unit_id")
		if in.unitNames[id] == nil {
			in.unitNames[id] = map[string]string{}
		}
		in.unitNames[id][r.text("field")] = r.text("name")
		r.text("reason")
	}
	for _, r := range places.rows {
		in.places[r.text("place_id")] = placeFix{names{r.cells["kk"], r.cells["ru"], r.cells["en"]},
			r.cells["bulletin"], r.cells["drop"] == "drop"}
		r.text("reason")
	}
	for _, r := range towns.rows {
		in.towns = append(in.towns, town{r.text("unit_id"), names{kk: r.text("kk"), ru: r.text("ru")},
			orb.Point{r.degrees("lon"), r.degrees("lat")}, r.text("source")})
	}
	for _, r := range base.rows {
		in.base[r.text("source")] = names{r.text("kk"), r.text("ru"), r.text("en")}
	}
	return in, errors.Join(unitNames.err(), places.err(), towns.err(), base.err())
}

// correct puts the corrections into the names of a unit. The English name is the Kazakh one in Latin letters, but where
// there is a correction of it.
func (in *inputs) correct(id string, n names) names {
	fix := in.unitNames[id]
	n.kk, n.ru = cmp.Or(fix["kk"], n.kk), cmp.Or(fix["ru"], n.ru)
	n.en = cmp.Or(fix["en"], romanise(n.kk))
	return n
}

// unused tells of corrections of units or places that the source does not have.
func (in *inputs) unused(units []unit, places []sourcePlace) error {
	have := map[string]bool{}
	for _, u := range units {
		have[u.id] = true
	}
	for _, p := range places {
		have[p.id] = true
	}
	for _, t := range in.towns {
		have[t.id()] = true
	}
	var errs []error
	for id := range in.unitNames {
		if !have[id] {
			errs = append(errs, fmt.Errorf("inputs/names.csv corrects unit %s, which there is not", id))
		}
	}
	for id := range in.places {
		if !have[id] {
			errs = append(errs, fmt.Errorf("inputs/places.csv corrects place %s, which there is not", id))
		}
	}
	return errors.Join(errs...)
}
