package districts

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
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
