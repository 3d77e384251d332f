package project

import (
	"strings"

	"github.com/okrug/okrug/geo/locale"
)

// sphere says whether the ellipsoid is a sphere as large as the equator, from which web maps are projected; then the
// words of the datum are taken.
func (w projWords) sphere() bool {
	const radius = "6378137"
	if w["R"] != radius && (w["a"] != radius || w["b"] != radius) {
		return false
	}
	if grids := w["nadgrids"]; grids != "" && grids != "@null" {
		return false
	}
	if strings.Trim(w["towgs84"], "0,") != "" || w["datum"] != "" {
		return false
	}
	for _, key := range []string{"R", "a", "b", "nadgrids", "towgs84", "ellps"} {
		delete(w, key)
	}
	return true
}

// unit is how many metres a unit of a projected system has.
func (w projWords) unit() (float64, error) {
	unit := 1.0
	if name := w.text("units"); name != "" && name != "degrees" {
		if unit = projUnits[name]; unit == 0 {
			return 0, locale.Errorf("its parameter %q cannot be %s", "units", short(name))
		}
	}
	v, given, err := w.number("to_meter")
	if err == nil && given {
		if unit = v; !(v > 0 && v < 1e6) {
			err = locale.Errorf("its parameter %q cannot be %s", "to_meter", number(v))
		}
	}
	return unit, err
}

// datum reads ellipsoid and datum into a geographic system.
func (w projWords) datum() (*system, error) {
	name := w.text("datum")
	var known *datum
	if name != "" {
		if known = datumNamed(name); known == nil {
			return nil, locale.Errorf("okrug does not know how its datum %q lies to WGS 84", short(name))
		}
	}
	on, err := w.ellipsoid(known)
	if err != nil {
		return nil, err
	}
	if grids, ok := w["nadgrids"]; ok {
		return nil, otherShift("nadgrids=" + grids)
	}
	var given *shift
	if list, ok := w["towgs84"]; ok {
		delete(w, "towgs84")
		var values []float64
		for _, word := range strings.Split(list, ",") {
			v, valid := decimal(word)
			if !valid {
				return nil, otherShift("towgs84=" + list)
			}
			values = append(values, v)
		}
		if given, err = shiftOf(values); err != nil {
			return nil, err
		}
	}
	s := &system{on: on, unit: 1}
	return s, s.tie(known, name, given)
}

// ellipsoid reads the ellipsoid of a datum, known or nil.
func (w projWords) ellipsoid(known *datum) (ellipsoid, error) {
	var on ellipsoid
	if known != nil {
		on = known.on
	}
	if name := w.text("ellps"); name != "" {
		l, ok := projEllipsoids[name]
		if !ok {
			return on, locale.Errorf("its parameter %q cannot be %s", "ellps", short(name))
		}
		on = l
	}
	for _, key := range []string{"R", "a", "b", "rf", "f"} {
		v, given, err := w.number(key)
		if err != nil {
			return on, err
		}
		if !given {
			continue
		}
		if !(v > 0) {
			return on, locale.Errorf("its parameter %q cannot be %s", key, number(v))
		}
		switch key {
		case "R":
			on = ellipsoid{a: v}
		case "a":
			on.a = v
		case "b": // for a sphere as long as a
			if on.inverse = 0; v != on.a {
				on.inverse = on.a / (on.a - v)
			}
		case "rf":
			on.inverse = v
		case "f":
			on.inverse = 1 / v
		}
	}
	if on.a == 0 {
		return on, locale.Errorf("it names no datum")
	}
	return on, nil
}
