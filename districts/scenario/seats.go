package scenario

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"sort"
	"strings"

	"github.com/okrug/okrug/balance/apportion"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// bases are what each region of the layer has of the column that seats are given for: voters, or a column of the units.
func (s *Scenario) bases(l *geo.Layer) []int64 {
	at := make(map[string]int, len(l.Regions))
	for i, r := range l.Regions {
		at[r.ID] = i
	}
	base := make([]int64, len(l.Regions))
	for _, u := range l.Units {
		n := u.Voters
		if s.Seats.Base != "voters" {
			n = u.Columns[s.Seats.Base]
		}
		base[at[u.RegionID]] += n
	}
	return base
}

// Claims are the layer's regions as package apportion wants them. What is given out are districts, whose seats are one
// portion: a least number of seats is that of the districts that have them, a greatest that of those that have no more.
func (s *Scenario) Claims(l *geo.Layer) []apportion.Region {
	base, most := s.bases(l), s.Seats.Maximum/s.PerDistrict()
	claims := make([]apportion.Region, len(l.Regions))
	for i, r := range l.Regions {
		claims[i] = apportion.Region{ID: r.ID, Base: base[i], Min: s.MinimumDistricts(), Max: most}
	}
	return claims
}

// PerDistrict is how many seats every district has.
func (s *Scenario) PerDistrict() int { return max(1, s.Seats.PerDistrict) }

// Apportion gives every region of the layer its seats: the fixed ones, or those of the scenario's method, ties broken
// as the scenario says (refused where it says nothing). Result, of districts and not of seats where these are several
// each, is nil for fixed seats. It is an error if a region gets more districts than it has units, or none.
func (s *Scenario) Apportion(l *geo.Layer) (seats []int, result *apportion.Result, err error) {
	if err := s.Shareable(); err != nil {
		return nil, nil, err
	}
	if len(s.Seats.Fixed) > 0 {
		seats, err = s.fixed(l)
	} else {
		seats, result, err = s.apportion(l)
	}
	if err != nil {
		return nil, nil, err
	}
	units := make(map[string]int, len(l.Regions))
	for _, u := range l.Units {
		units[u.RegionID]++
	}
	var errs []error
	bad := func(format string, args ...any) {
		errs = append(errs, s.seatsError(locale.Errorf(format, args...)))
	}
	for i, r := range l.Regions {
		switch who := fault.Label(r.ID, r.Names); {
		case s.PerDistrict() > 1 && seats[i]/s.PerDistrict() > units[r.ID]:
			bad("region %s gets %d {2|district|districts} and has %d {3|unit|units}: give finer units or fewer seats", who,
				seats[i]/s.PerDistrict(), units[r.ID])
		case seats[i] > units[r.ID] && s.PerDistrict() == 1:
			bad("region %s gets %d {2|seat|seats} and has %d {3|unit|units}: give finer units or fewer seats", who, seats[i],
				units[r.ID])
		case seats[i] == 0:
			bad("region %s gets no seat: raise the minimum or the number of seats, or merge the region with another", who)
		}
	}
	if len(errs) > 0 {
		return nil, nil, errors.Join(errs...)
	}
	return seats, result, nil
}

// AllSeats is the total, or the sum of fixed seats where they stand alone.
func (s *Scenario) AllSeats() int {
	return cmp.Or(s.Seats.Total, s.fixedSeats())
}

func (s *Scenario) fixedSeats() int {
	sum := 0
	for _, n := range s.Seats.Fixed {
		sum += n
	}
	return sum
}

// most is a number of seats that no country is asked for by mistake, and that are given out in no time.
const most = 100_000

func (s *Scenario) apportion(l *geo.Layer) ([]int, *apportion.Result, error) {
	method, err := apportion.ParseMethod(s.Seats.Method)
	if err != nil {
		return nil, nil, err
	}
	ties, err := apportion.ParseTieRule(s.Seats.Ties)
	if err != nil {
		return nil, nil, err
	}
	if n := s.Seats.Total; n < len(l.Regions)*s.MinimumDistricts()*s.PerDistrict() {
		return nil, nil, s.seatsError(locale.Errorf("%d {1|seat is|seats are} fewer than %d {2|region|regions} with "+
			"at least %d each", n, len(l.Regions), s.MinimumDistricts()*s.PerDistrict()))
	}
	if n := s.Seats.Total / s.PerDistrict(); n > max(most, len(l.Units)) { // they are given out one by one
		return nil, nil, s.seatsError(locale.Errorf("%d {1|seat is|seats are} more than the %d {2|unit|units}: give "+
			"finer units or fewer seats", s.Seats.Total, len(l.Units)))
	}
	claims := s.Claims(l)
	room, bounded := 0, s.Seats.Maximum > 0
	for _, c := range claims {
		room += c.Max * s.PerDistrict()
	}
	if n := s.Seats.Total; bounded && s.PerDistrict() > 1 && n > room {
		return nil, nil, s.seatsError(locale.Errorf("%d {1|seat is|seats are} more than the %d that %d "+
			"{3|region|regions} can have with at most %d each, in districts of %d", n, room, len(claims),
			s.Seats.Maximum, s.PerDistrict()))
	}
	r, err := apportion.Apportion(claims, s.Seats.Total/s.PerDistrict(), method, ties)
	var tie *apportion.TieError
	if errors.As(err, &tie) {
		if n := s.PerDistrict(); n > 1 {
			err = locale.Errorf("%w (counted in districts of %d seats)", err, n)
		}
		return nil, nil, s.files.named("", locale.Errorf("%w; state one under seats.ties (order, base) in the scenario, "+
			"or fix the seats under seats.fixed", err))
	}
	if err != nil {
		return nil, nil, s.Located(err)
	}
	seats := make([]int, len(r.Seats))
	for i, n := range r.Seats {
		seats[i] = n * s.PerDistrict()
	}
	return seats, r, nil
}

// Shareable says which numbers of seats districts of several seats each cannot share, nil for none.
func (s *Scenario) Shareable() error {
	var faults []error
	add := func(where string, n int) {
		if n%s.PerDistrict() != 0 {
			faults = append(faults, s.seatsError(locale.Errorf("%s: %d {2|seat|seats} cannot be shared by districts of %d "+
				"each; give a multiple of it", where, n, s.PerDistrict())))
		}
	}
	add("seats.total", s.AllSeats())
	for _, id := range slices.Sorted(maps.Keys(s.Seats.Fixed)) {
		add("seats.fixed."+id, s.Seats.Fixed[id])
	}
	return errors.Join(faults...)
}

// Located adds to the faults of an apportionment where the figures stand of regions that have nobody to represent.
func (s *Scenario) Located(err error) error {
	var faults *fault.Faults
	if !errors.As(err, &faults) {
		return err
	}
	file := ""
	for _, in := range s.files.inputs {
		if in.Role == "units" && file == "" || in.Role == "voters" && s.Seats.Base == "voters" {
			file = in.File
		}
	}
	for i, f := range faults.List {
		if f.Kind == apportion.NoBase {
			f.File = file
			f.Remedy = locale.T("the %s of its units add up to 0; correct them there, or merge the region with another",
				s.Seats.Base)
			faults.List[i] = f
		}
	}
	if faults.Has(apportion.NoSeats) || faults.Has(apportion.TooFew) || faults.Has(apportion.TooMany) {
		if s.asked.Seats > 0 || s.asked.PerDistrict > 0 {
			return s.seatsError(err)
		}
	}
	return err
}

// fixed reads the seats that the scenario fixes; every region must be named and nothing else.
func (s *Scenario) fixed(l *geo.Layer) ([]int, error) {
	seats := make([]int, len(l.Regions))
	known := map[string]bool{}
	var missing, unknown []string
	for i, r := range l.Regions {
		known[r.ID] = true
		n, ok := s.Seats.Fixed[r.ID]
		if !ok {
			missing = append(missing, r.ID)
		}
		seats[i] = n
	}
	for id := range s.Seats.Fixed {
		if !known[id] {
			unknown = append(unknown, id)
		}
	}
	sort.Strings(unknown)
	var errs []error
	if len(missing) > 0 {
		errs = append(errs, s.files.named("", locale.Errorf("seats.fixed does not name the regions %s",
			strings.Join(missing, ", "))))
	}
	if len(unknown) > 0 {
		errs = append(errs, s.files.named("", locale.Errorf("seats.fixed names unknown regions: %s",
			strings.Join(slices.Compact(unknown), ", "))))
	}
	return seats, errors.Join(errs...)
}
