package kz2022

import (
	"bytes"
	"encoding/csv"
	"strings"

	"github.com/okrug/okrug/geo"
)

func unitsLayer(units []unit) []byte {
	w := newLayer("units")
	for _, u := range units {
		w.feature(u.id, []property{
			{"unit_id", u.id}, {"region_id", u.region}, {"kind", u.kind},
			{"name_kk", u.names.kk}, {"name_ru", u.names.ru}, {"name_en", u.names.en},
			{"voters", u.voters}, {"voters_status", geo.StatusEstimated},
			{"population", u.people.number}, {"population_as_of", populationAsOf}, {"population_status", u.people.status},
		}, u.shape)
	}
	return w.bytes()
}

func regionsLayer(regions []region) []byte {
	w := newLayer("regions")
	for _, r := range regions {
		w.feature(r.id, []property{
			{"region_id", r.id}, {"kind", r.kind},
			{"name_kk", r.names.kk}, {"name_ru", r.names.ru}, {"name_en", r.names.en},
			{"voters", r.voters}, {"voters_as_of", r.votersAsOf}, {"voters_status", r.votersStatus},
			{"seats_enacted", r.seats},
		}, r.shape)
	}
	return w.bytes()
}

// settlementsLayer leaves out what is not known of a place.
func settlementsLayer(places []place, units []unit) []byte {
	w := newLayer("settlements")
	for _, p := range places {
		properties := []property{
			{"place_id", p.id}, {"name_kk", p.names.kk}, {"name_ru", p.names.ru}, {"name_en", p.names.en},
		}
		for _, lang := range []string{"kk", "ru", "en"} {
			if full := p.fullName(lang); full != "" {
				properties = append(properties, property{"full_" + lang, full})
			}
		}
		if p.population > 0 {
			properties = append(properties, property{"population", p.population})
		}
		for _, x := range []property{
			{"population_as_of", p.asOf}, {"seat_of", strings.Join(p.seatOf, geo.SeatsBy)}, {"covers", p.covers},
		} {
			if x.value != "" {
				properties = append(properties, x)
			}
		}
		properties = append(properties, property{"unit_id", units[p.unit].id}, property{"region_id", units[p.unit].region})
		w.feature(p.id, properties, p.point)
	}
	return w.bytes()
}

// enactedPlan writes the plan of 2022 as far as it is known: district is a number, or the numbers of which one is
// the unit's, joined by "|", where the source does not say which.
func enactedPlan(units []unit) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	rows := [][]string{{"unit_id", "district", "status"}}
	for _, u := range units {
		rows = append(rows, []string{u.id, u.district, u.status})
	}
	if err := w.WriteAll(rows); err != nil {
		panic(err) // a buffer does not fail
	}
	return b.Bytes()
}
