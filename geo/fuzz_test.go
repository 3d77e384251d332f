package geo

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"math/big"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"github.com/okrug/okrug/geo/measure"
)

// FuzzRead checks that any bytes give either faults or a layer that keeps its promises, and never a panic.
func FuzzRead(f *testing.F) {
	f.Add(collect(unit("1", "R", 0, 0, "10"), unit("2", "R", 1, 0, "20")))
	f.Add(collect(polygon("1", `[[0,0],[2,2],[2,0],[0,3],[0,0]]`), polygon("2", ring(0, 0, 3), hole(1, 1, 1))))
	f.Add(collect(polygon("1", ring(0, 0, 3)), polygon("2", ring(0, 0, 3)), polygon("3", ring(1, 1, 3))))
	f.Add(collect(polygon("1", `[[0,0],[1,0],[1,1e-9],[0,1],[0,0]]`),
		polygon("2", `[[0,0],[1e-8,0],[1,1],[1e300,1],[0,0]]`)))
	f.Add("\ufeff" + collect(feature(`"id":1,"region":2,"name":[],"voters":1e3`,
		`{"type":"MultiPolygon","coordinates":[[`+ring(0, 0, 1)+`],[]]}`)))
	f.Add(`{"features":[{}],"type":"FeatureCollection","crs":{"properties":{"name":"EPSG:3857"}}}`)
	f.Fuzz(func(t *testing.T, data string) {
		if strings.Count(data, "[") > 400 {
			t.Skip("too long for a fuzz test")
		}
		l, _, err := Read(context.Background(), sources(data, ""))
		if err != nil {
			var faults *Faults
			if l != nil || !errors.As(err, &faults) || len(faults.List) == 0 || err.Error() == "" {
				t.Fatalf("error %v", err)
			}
			return
		}
		if want, ok := jsonVoters(data); ok && want != l.voters() {
			t.Fatalf("%d voters, encoding/json reads %d", l.voters(), want)
		}
		if len(l.Units) == 0 || l.Topology.Len() != len(l.Units) {
			t.Fatal("units and faces differ")
		}
		var sum, whole float64
		all := make([]int, len(l.Units))
		for i, u := range l.Units {
			if u.ID == "" || u.Voters < 0 {
				t.Fatalf("unit %+v", u)
			}
			all[i] = i
			sum += measure.Area(l.Topology.Face(i))
		}
		whole = measure.Area(l.Topology.Dissolve(all))
		if math.Abs(sum-whole) > 1e-6*sum+1 {
			t.Fatalf("areas of units %v, of their union %v", sum, whole)
		}
	})
}

// voters are those of all units.
func (l *Layer) voters() (sum int64) {
	for _, u := range l.Units {
		sum += u.Voters
	}
	return sum
}

// jsonVoters adds up the voters of all features as encoding/json reads them; false where names differ by case alone,
// which it does not tell apart.
func jsonVoters(data string) (sum int64, ok bool) {
	data = strings.TrimPrefix(data, "\ufeff")
	for _, name := range []string{`"features"`, `"properties"`} {
		if strings.Count(strings.ToLower(data), name) != strings.Count(data, name) || strings.Contains(data, `\u`) {
			return 0, false
		}
	}
	var doc struct {
		Features []struct {
			Properties map[string]json.RawMessage `json:"properties"`
		} `json:"features"`
	}
	if json.Unmarshal([]byte(data), &doc) != nil {
		return 0, false // NaN, which programs write and JSON does not have
	}
	for _, f := range doc.Features {
		n, ok := new(big.Rat).SetString(string(f.Properties["voters"]))
		if !ok || !n.IsInt() {
			return 0, false
		}
		sum += n.Num().Int64()
	}
	return sum, true
}

// FuzzReadRegions reads any file of regions beside two units, or says what is wrong.
func FuzzReadRegions(f *testing.F) {
	f.Add(collect(feature(`"id":"R","name":"x"`, square(0, 0, 2))))
	f.Add(collect(feature(`"id":"R"`, "null"), feature(`"id":"S"`, square(0, 0, 1))))
	f.Add(collect(feature(`"id":"R"`, `{"type":"Polygon","coordinates":[[[0,0],[2,2],[2,0],[0,3],[0,0]]]}`)))
	units := collect(unit("1", "R", 0, 0, "10"), unit("2", "R", 1, 0, "20"))
	f.Fuzz(func(t *testing.T, data string) {
		if data == "" || strings.Count(data, "[") > 400 {
			t.Skip()
		}
		l, _, err := Read(context.Background(), sources(units, data))
		var faults *Faults
		if err != nil && (l != nil || !errors.As(err, &faults) || len(faults.List) == 0) {
			t.Fatalf("error %v", err)
		}
		if err == nil && (len(l.Regions) != 1 || l.Regions[0].ID != "R") {
			t.Fatalf("regions %+v", l.Regions)
		}
	})
}

// FuzzReadPlaces reads any places, or says what is wrong; they lie where orb reads that they do.
func FuzzReadPlaces(f *testing.F) {
	f.Add(collect(feature(`"n":"Town","p":500,"u":"2"`, `{"type":"Point","coordinates":[1.5,0.5]}`)))
	f.Add(collect(feature(`"n":7,"p":"x","u":null`, `{"type":"Point","coordinates":[]}`)))
	units := collect(unit("1", "R", 0, 0, "10"), unit("2", "R", 1, 0, "20"))
	f.Fuzz(func(t *testing.T, data string) {
		s := sources(units, "")
		places := file("places.geojson", data)
		s.Places, s.PlaceColumns = &places, PlaceColumns{Names: map[string]string{"ru": "n"}, Population: "p", Unit: "u"}
		l, _, err := Read(context.Background(), s)
		var faults *Faults
		if err != nil {
			if l != nil || !errors.As(err, &faults) || len(faults.List) == 0 {
				t.Fatalf("error %v", err)
			}
			return
		}
		if fc, err := geojson.UnmarshalFeatureCollection([]byte(data)); err == nil && len(fc.Features) == len(l.Places) {
			for i, f := range fc.Features {
				if at, ok := f.Geometry.(orb.Point); ok && at != l.Places[i].Point && !strings.Contains(data, `\u`) {
					t.Fatalf("place at %v, orb reads %v", l.Places[i].Point, at)
				}
			}
		}
		for _, p := range l.Places {
			if p.Population < 0 || !(math.Abs(p.Point[0]) <= 180) {
				t.Fatalf("place %+v", p)
			}
		}
	})
}
