package districts

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"okrug/geo"
)

// ReadPlan reads a plan from GeoJSON as okrug writes it, or from CSV with unit_id,district. It may leave units out; "15|16",
// one of two districts and not known which, leaves its unit out too. A unit that is named in several districts
// counts for the first and is listed in the doubles. Unknown units, districts that are no whole number from 1, and files
// that are neither format are errors, all reported at once. Where finer units take the place of a unit, its id stands for
// all of them that the plan does not name.
func ReadPlan(d Draft, file string, data []byte) (*Plan, Doubles, error) {
	var of map[int][]int
	var err error
	var parts map[string][]int
	if d.Scenario != nil && len(d.Scenario.Finer) > 0 {
		parts = partsOf(d.Layer.Units)
	}
	if isJSON(data) {
		of, err = readFeatures(file, data, d.Layer.Units, parts)
	} else {
		of, err = readCSV(file, data, d.Layer.Units, parts)
	}
	if err != nil {
		return nil, nil, err
	}
	d.District, d.Numbered = make([]int, len(d.Layer.Units)), true
	doubles := Doubles{}
	for u, numbers := range of {
		d.District[u] = numbers[0]
		if distinct := slices.Compact(slices.Sorted(slices.Values(numbers))); len(distinct) > 1 {
			doubles[d.Layer.Units[u].ID] = distinct
		}
	}
	p, err := New(d)
	return p, doubles, err
}

// isJSON tells a GeoJSON plan from a CSV one.
func isJSON(data []byte) bool {
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), " \t\r\n")
	return len(data) > 0 && (data[0] == '{' || data[0] == '[')
}

// planFeature is what a plan's GeoJSON says of one district.
type planFeature struct {
	Properties struct {
		District *json.Number      `json:"district"`
		Units    []json.RawMessage `json:"units"`
	} `json:"properties"`
}

// readFeatures reads each feature's properties "district" and "units".
func readFeatures(file string, data []byte, units []geo.Unit, whole map[string][]int) (map[int][]int, error) {
	var doc struct {
		Type     string        `json:"type"`
		Features []planFeature `json:"features"`
	}
	if err := json.Unmarshal(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), &doc); err != nil {
		return nil, fmt.Errorf("%s: not a plan in GeoJSON: %w", file, err)
	}
	if doc.Type != "FeatureCollection" || len(doc.Features) == 0 {
		return nil, fmt.Errorf("%s: not a FeatureCollection with one feature a district", file)
	}
	at := make(map[string]int, len(units))
	for u, x := range units {
		at[x.ID] = u
	}
	of, ofWhole := map[int][]int{}, map[string][]int{}
	var errs []error
	for i, f := range doc.Features {
		bad := func(format string, args ...any) {
			errs = append(errs, fmt.Errorf("%s: features[%d]: %s", file, i, fmt.Sprintf(format, args...)))
		}
		if f.Properties.District == nil {
			bad(`no property "district" with the district's number`)
			continue
		}
		n, err := number(f.Properties.District.String())
		if err != nil {
			bad("%v", err)
			continue
		}
		if f.Properties.Units == nil {
			bad(`no property "units" with the list of the district's unit ids`)
		}
		for _, raw := range f.Properties.Units {
			var id string
			if json.Unmarshal(raw, &id) != nil {
				id = string(raw) // an id written as a number
			}
			u, ok := at[id]
			if len(whole[id]) > 0 && !ok {
				ofWhole[id] = append(ofWhole[id], n)
				continue
			}
			if !ok {
				bad("district %d: %s", n, unknownUnit(id, len(units)))
				continue
			}
			of[u] = append(of[u], n)
		}
	}
	giveParts(of, ofWhole, whole)
	return of, errors.Join(errs...)
}

// readCSV reads unit_id,district; an empty district leaves the unit without one.
func readCSV(file string, data []byte, units []geo.Unit, whole map[string][]int) (map[int][]int, error) {
	named := slices.Clone(units)
	for _, id := range sortedKeys(whole) {
		named = append(named, geo.Unit{ID: id})
	}
	a, err := geo.ReadAssignment(geo.File{Name: file, Data: bytes.NewReader(data)}, named)
	if err != nil {
		return nil, err
	}
	of, ofWhole := map[int][]int{}, map[string][]int{}
	var errs []error
	for u, x := range named {
		for _, text := range append([]string{a.Of[u]}, a.Again[u]...) {
			if text == "" || strings.Contains(text, "|") {
				continue
			}
			n, err := number(text)
			if err != nil {
				errs = append(errs, fmt.Errorf("%s:%d: unit %s: %w", file, a.Line[u], x.ID, err))
				continue
			}
			if u >= len(units) {
				ofWhole[x.ID] = append(ofWhole[x.ID], n)
				continue
			}
			of[u] = append(of[u], n)
		}
	}
	giveParts(of, ofWhole, whole)
	for _, note := range a.Notes {
		if note.Kind == geo.UnknownUnit {
			errs = append(errs, note)
		}
	}
	return of, errors.Join(errs...)
}

// partsOf lists the finer units of every unit that they replace, by its id.
func partsOf(units []geo.Unit) map[string][]int {
	parts, ids := map[string][]int{}, map[string]bool{}
	for _, x := range units {
		ids[x.ID] = true
	}
	for u, x := range units {
		if n := len(x.Parents); n > 0 && x.Parents[n-1] != "" && !ids[x.Parents[n-1]] {
			parts[x.Parents[n-1]] = append(parts[x.Parents[n-1]], u)
		}
	}
	return parts
}

// giveParts gives the parts of a unit the district that a plan made without finer units gives the whole, unless it names the part
// itself.
func giveParts(of map[int][]int, ofWhole map[string][]int, parts map[string][]int) {
	for id, numbers := range ofWhole {
		for _, u := range parts[id] {
			if len(of[u]) == 0 {
				of[u] = numbers
			}
		}
	}
}

func number(text string) (int, error) {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || n < 1 {
		return 0, fmt.Errorf("district %q is not a whole number from 1", text)
	}
	return n, nil
}

func unknownUnit(id string, units int) string {
	return fmt.Sprintf("unit %s is not among the scenario's %d units; correct the id or use the scenario that the plan was made with", id, units)
}
