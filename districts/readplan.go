package districts

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
)

// planFeature is what a plan's GeoJSON says of one district.
type planFeature struct {
	Properties struct {
		District *json.Number      `json:"district"`
		Units    []json.RawMessage `json:"units"`
	} `json:"properties"`
}

// isJSON tells a GeoJSON plan from a CSV one.
func isJSON(data []byte) bool {
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), " \t\r\n")
	return len(data) > 0 && (data[0] == '{' || data[0] == '[')
}

// readFeatures reads the assignment from a plan's GeoJSON: each feature's properties "district" and "units". The result
// lists for every unit id its districts; every fault is reported at once.
func readFeatures(file string, data []byte) (map[string][]int, error) {
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
	of := map[string][]int{}
	var errs []error
	bad := func(i int, format string, args ...any) {
		errs = append(errs, fmt.Errorf("%s: feature %d: %s", file, i+1, fmt.Sprintf(format, args...)))
	}
	for i, f := range doc.Features {
		if f.Properties.District == nil {
			bad(i, `no property "district" with the district's number`)
			continue
		}
		n, err := strconv.Atoi(f.Properties.District.String())
		if err != nil || n < 1 {
			bad(i, `the property "district" is %s; it must be a whole number from 1`, *f.Properties.District)
			continue
		}
		if f.Properties.Units == nil {
			bad(i, `no property "units" with the list of the district's unit ids`)
		}
		for _, raw := range f.Properties.Units {
			var id string
			if json.Unmarshal(raw, &id) != nil {
				id = string(raw) // an id written as a number
			}
			of[id] = append(of[id], n)
		}
	}
	return of, errors.Join(errs...)
}

// ReadPlan reads a plan from GeoJSON as okrug writes it, or from CSV with unit_id,district. It may leave units out; a unit
// that it names in several districts counts for the first and is listed in the doubles. Unknown units, districts that
// are no whole number from 1, and files that are neither format are errors, all reported at once.
func ReadPlan(d Draft, file string, data []byte) (*Plan, Doubles, error) {
	read := readCSV
	if isJSON(data) {
		read = readFeatures
	}
	of, err := read(file, data)
	if err != nil {
		return nil, nil, err
	}
	unit := make(map[string]int, len(d.Layer.Units))
	for u, x := range d.Layer.Units {
		unit[x.ID] = u
	}
	d.District, d.Numbered = make([]int, len(d.Layer.Units)), true
	doubles := Doubles{}
	var errs []error
	for _, id := range sortedKeys(of) {
		u, ok := unit[id]
		if !ok {
			errs = append(errs, fmt.Errorf("%s: unit %s is not among the %d units of the scenario; correct the id or plan with the units it comes from", file, id, len(d.Layer.Units)))
			continue
		}
		numbers := of[id]
		if len(numbers) == 0 {
			continue
		}
		d.District[u] = numbers[0]
		if distinct := slices.Compact(slices.Sorted(slices.Values(numbers))); len(distinct) > 1 {
			doubles[id] = distinct
		}
	}
	if len(errs) > 0 {
		return nil, nil, errors.Join(errs...)
	}
	p, err := New(d)
	return p, doubles, err
}

// readCSV reads unit_id,district; an empty district leaves the unit without one.
func readCSV(file string, data []byte) (map[string][]int, error) {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if len(rows) == 0 || len(rows[0]) < 2 || rows[0][0] != "unit_id" || rows[0][1] != "district" {
		return nil, fmt.Errorf("%s: the first line must be unit_id,district", file)
	}
	of := map[string][]int{}
	var errs []error
	for i, row := range rows[1:] {
		if len(row) < 2 {
			errs = append(errs, fmt.Errorf("%s:%d: fewer than two fields", file, i+2))
			continue
		}
		if row[1] == "" {
			of[row[0]] = append(of[row[0]], []int{}...)
			continue
		}
		n, err := strconv.Atoi(row[1])
		if err != nil || n < 1 {
			errs = append(errs, fmt.Errorf("%s:%d: district %q of unit %s is not a whole number from 1", file, i+2, row[1], row[0]))
			continue
		}
		of[row[0]] = append(of[row[0]], n)
	}
	return of, errors.Join(errs...)
}
