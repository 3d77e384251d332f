package geo

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/okrug/okrug/geo/measure"
)

// FuzzReadSettlements reads any file of settlements within two regions, or says what is wrong: their territories are
// the regions, and no voter is lost.
func FuzzReadSettlements(f *testing.F) {
	f.Add(collect(feature(`"id":"a","voters":5`, `{"type":"Point","coordinates":[60.5,50.5]}`),
		feature(`"id":"b","voters":6,"region":"B"`, `{"type":"MultiPoint","coordinates":[[61.5,50.5],[61,50.2]]}`)))
	f.Add(collect(feature(`"id":"a","voters":5,"region":"Alpha"`, square(60, 50, 1)),
		feature(`"id":"c","voters":7,"region":"A"`, "null"),
		feature(`"id":"b","voters":6`, `{"type":"Point","coordinates":[62.6,50.3]}`)))
	f.Add(collect(feature(`"id":"a","voters":5`, `{"type":"Point","coordinates":[60.5,50.5]}`),
		feature(`"id":"c","voters":7`, `{"type":"Point","coordinates":[60.5000001,50.5]}`),
		feature(`"id":"b","voters":6`, `{"type":"Point","coordinates":[]}`)))
	regions, _, err := Read(context.Background(), Sources{Units: file("regions.geojson", strings.ReplaceAll(twoRegions,
		`"properties":{`, `"properties":{"voters":1,`)), UnitColumns: UnitColumns{ID: "id", Voters: "voters"}})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data string) {
		if strings.Count(data, "[") > 400 {
			t.Skip("too long for a fuzz test")
		}
		s := settlements()
		s.Settlements.File = file("towns.geojson", data)
		l, _, err := Read(context.Background(), s)
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
		sums := map[string]float64{}
		for i, u := range l.Units {
			sums[u.RegionID] += measure.Area(l.Topology.Face(i))
		}
		for i, u := range regions.Units {
			whole := measure.Area(regions.Topology.Face(i))
			if math.Abs(sums[u.ID]-whole) > 1e-7*whole {
				t.Fatalf("territories of %s have %v m2, it has %v", u.ID, sums[u.ID], whole)
			}
		}
	})
}
