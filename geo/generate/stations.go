package generate

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/format/geojson"
	"github.com/okrug/okrug/geo/locale"
)

// MostVoters is how many voters a polling station of Kazakhstan has at most: article 23(2) of the Constitutional Law on
// Elections.
const MostVoters = 3000

// StationOptions say what polling stations to make.
type StationOptions struct {
	Count int   // in all
	Most  int64 // voters that one has at most, 0 for MostVoters
	Seed  uint64
}

// Station is a made-up polling station.
type Station struct {
	Unit   int // of the layer
	Number int // from 1, in the order of units
	ID     string
	Point  orb.Point
	Voters int64
	// Population is its share of the residents of the unit, by voters.
	Population int64
}

// group is voters of a unit that live together: a settlement's, or those beside all known settlements.
type group struct {
	unit   int
	at     *orb.Point // the middle of a settlement, nil for voters that are scattered over the unit
	voters int64
	weight int64 // by which stations are shared out
	count  int   // of stations
}

// population is the column with the residents of a unit.
const population = "population"

// villages is how many times as many stations scattered voters have as those of towns.
const villages = 3

// Stations makes up polling stations for a layer whose units have a column population. Voters of a unit are shared
// between its places by their population; the rest is scattered over it, and so are those of a city that is a region.
// The sums by unit are the unit's voters. The same layer and options give the same stations on every machine of the
// same architecture. Errors are of numbers that cannot be.
func Stations(l *geo.Layer, o StationOptions) ([]Station, error) {
	o.Most = cmp.Or(o.Most, MostVoters)
	if o.Most < 1 {
		return nil, locale.Errorf("a station with at most %d voters; give at least 1", o.Most)
	}
	groups := groupsOf(l)
	if err := countStations(groups, o); err != nil {
		return nil, err
	}
	s := newScatter(l)
	var out []Station
	inUnit := make([]int, len(l.Units))
	for i, g := range groups {
		r := rand.New(rand.NewPCG(o.Seed, uint64(i)))
		for k, voters := range g.voterses(r, o.Most) {
			at, err := s.place(r, g, k)
			if err != nil {
				return nil, err
			}
			inUnit[g.unit]++
			out = append(out, Station{Unit: g.unit, Number: len(out) + 1, Point: at, Voters: voters,
				ID: fmt.Sprintf("%s-%03d", l.Units[g.unit].ID, inUnit[g.unit])})
		}
	}
	sharePopulation(l, out)
	return out, nil
}

// sharePopulation gives the stations of each unit their residents.
func sharePopulation(l *geo.Layer, stations []Station) {
	for first := 0; first < len(stations); {
		end, voters := first, []int64(nil)
		for ; end < len(stations) && stations[end].Unit == stations[first].Unit; end++ {
			voters = append(voters, stations[end].Voters)
		}
		residents := l.Units[stations[first].Unit].Columns[population]
		for i, n := range geo.Share(residents, voters) {
			stations[first+i].Population = n
		}
		first = end
	}
}

// groupsOf divides the voters of every unit among its places and the rest, in the order of units.
func groupsOf(l *geo.Layer) []group {
	places := map[string][]geo.Place{}
	cities := map[string]bool{}
	for _, p := range l.Places {
		if p.Covers != "" {
			cities[p.Covers] = true
		} else if p.Population > 0 {
			places[p.UnitID] = append(places[p.UnitID], p)
		}
	}
	var out []group
	for u, unit := range l.Units {
		rest := unit.Columns[population]
		own := places[unit.ID]
		weights := make([]int64, len(own), len(own)+1)
		for i, p := range own {
			weights[i] = p.Population
			rest -= p.Population
		}
		if len(own) == 0 {
			rest = 1
		}
		for i, n := range geo.Share(unit.Voters, append(weights, max(0, rest))) {
			g := group{unit: u, voters: n, weight: n}
			if i < len(own) {
				g.at = &own[i].Point
			} else if !cities[unit.RegionID] {
				g.weight *= villages
			}
			if n > 0 {
				out = append(out, g)
			}
		}
	}
	return out
}

// countStations shares out the stations: as many to each group as it must have, the others by weight.
func countStations(groups []group, o StationOptions) error {
	least, most := int64(0), int64(0)
	weights := make([]int64, len(groups))
	for i, g := range groups {
		must := (g.voters + o.Most - 1) / o.Most
		groups[i].count = int(must)
		least, most = least+must, most+g.voters
		weights[i] = g.weight
	}
	if n := int64(o.Count); n < least {
		return locale.Errorf("%d stations are too few for %d voters with at most %d each; give at least %d", o.Count, most,
			o.Most, least)
	}
	for i, n := range geo.Share(int64(o.Count)-least, weights) {
		if groups[i].count += int(n); int64(groups[i].count) > groups[i].voters {
			return locale.Errorf("%d stations are too many for %d voters: some would have none; give fewer", o.Count, most)
		}
	}
	return nil
}

// voterses shares a group's voters among its stations: villages differ more than stations of a town do. Each has one
// at least and most at most.
func (g group) voterses(r *rand.Rand, most int64) []int64 {
	spread := 0.25
	if g.at == nil {
		spread = 0.7
	}
	weights := make([]int64, g.count)
	for i := range weights {
		weights[i] = 1 + int64(1e6*math.Exp(spread*r.NormFloat64()))
	}
	shares := geo.Share(g.voters-int64(g.count), weights)
	var over int64
	for i := range shares {
		shares[i]++
		over += max(0, shares[i]-most)
		shares[i] = min(shares[i], most)
		weights[i] = most - shares[i]
	}
	for i, n := range geo.Share(over, weights) {
		shares[i] += n
	}
	slices.SortStableFunc(shares, func(a, b int64) int { return cmp.Compare(b, a) })
	return shares
}

// WriteStations writes stations as GeoJSON points with the properties station_id, unit_id, kind, name_kk, name_ru,
// name_en, voters, voters_status, population and made_up.
func WriteStations(w io.Writer, l *geo.Layer, stations []Station) error {
	return geojson.WriteFeatures(w, "made-up polling stations", stationDecimals, func(yield func(geojson.Feature) bool) {
		for _, s := range stations {
			f := geojson.Feature{Geometry: s.Point, Properties: []geojson.Property{{Key: "station_id", Value: s.ID},
				{Key: "unit_id", Value: l.Units[s.Unit].ID}, {Key: "kind", Value: "polling station"}}}
			for _, lang := range locale.Languages() {
				name := locale.T("generate.station", strconv.Itoa(s.Number)).In(lang)
				f.Properties = append(f.Properties, geojson.Property{Key: "name_" + lang, Value: name})
			}
			f.Properties = append(f.Properties, geojson.Property{Key: "voters", Value: s.Voters},
				geojson.Property{Key: "voters_status", Value: geo.StatusEstimated},
				geojson.Property{Key: population, Value: s.Population}, geojson.Property{Key: "made_up", Value: true})
			if !yield(f) {
				return
			}
		}
	})
}
