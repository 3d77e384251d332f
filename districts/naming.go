package districts

import (
	"cmp"
	"slices"
	"strings"

	"github.com/okrug/okrug/geo"
)

// name gives every district its centre and its names. The name is the region's, and where the region has several
// districts the centre's behind it; parts of one city are named by their units instead, and so is a district whose
// centre has the region's name.
func (p *Plan) name() {
	p.findCentres()
	several := make([]int, len(p.Layer.Regions))
	for _, d := range p.Districts {
		if d.Region >= 0 {
			several[d.Region]++
		}
	}
	wholes := p.wholes()
	byUnits := map[int]bool{} // districts that units name
	for i := range p.Districts {
		d := &p.Districts[i]
		d.Names = geo.Names{}
		d.CentreUnit = -1
		if d.Centre < 0 {
			d.CentreUnit = p.largestUnit(*d)
		}
		centre := p.centreName(*d)
		d.CentreName = centre
		for _, lang := range p.languages() {
			switch at := centre.Among(lang, p.languages()...); {
			case d.Region < 0:
				d.Names[lang] = at
			case several[d.Region] < 2:
				d.Names[lang] = p.RegionName(d.Region, lang)
			case p.isPart(*d) || at == p.RegionName(d.Region, lang):
				d.Names[lang], byUnits[i] = p.unitsName(*d, lang, wholes), true
			default:
				d.Names[lang] = p.RegionName(d.Region, lang) + " – " + at
			}
		}
	}
	if len(wholes) > 0 {
		p.tellNamesakes(byUnits)
	}
}

// tellNamesakes names those of some districts by the parts of divided units that would have one name.
func (p *Plan) tellNamesakes(byUnits map[int]bool) {
	for _, lang := range p.languages() {
		count := map[string]int{}
		for i := range byUnits {
			count[p.Districts[i].Names[lang]]++
		}
		for i := range byUnits {
			if d := p.Districts[i]; count[d.Names[lang]] > 1 {
				d.Names[lang] = p.unitsName(d, lang, nil)
			}
		}
	}
}

// wholes are the names of divided units, by id.
func (p *Plan) wholes() map[string]geo.Names {
	names := make(map[string]geo.Names, len(p.Layer.Divided))
	for _, u := range p.Layer.Divided {
		names[u.ID] = u.Names
	}
	return names
}

// findCentres gives every district its centre among the places: the city that its region is, else the seat of its
// region where that lies in it, else the seat of a unit of its own, else a town. Of several it is the one with most
// people, of equals the first in the file. Towns of unknown population are no centres, seats are.
func (p *Plan) findCentres() {
	unitOf := make(map[string]int, len(p.Layer.Units))
	in := map[string][]int{} // units of each id: one, or the parts of a divided one
	for i, u := range p.Layer.Units {
		unitOf[u.ID] = i
		in[u.ID] = []int{i}
		for _, parent := range u.Parents {
			in[parent] = append(in[parent], i)
		}
	}
	rank := func(place geo.Place, d int) int {
		rank := min(place.Population, 1)
		for _, id := range place.SeatOf {
			if slices.ContainsFunc(in[id], func(u int) bool { return p.Of[u] == d }) {
				rank = max(rank, 2)
			} else if id == place.RegionID {
				rank = 3
			}
		}
		return int(rank)
	}
	best := make([]int, len(p.Districts))
	for i, place := range p.Layer.Places {
		u, ok := unitOf[place.UnitID]
		if !ok || p.Of[u] == Unassigned {
			continue
		}
		at := p.Of[u]
		d, r := &p.Districts[at], rank(place, at)
		if r > best[at] || r > 0 && r == best[at] && place.Population > p.Layer.Places[d.Centre].Population {
			d.Centre, best[at] = i, r
		}
	}
	for i := range p.Districts {
		if city := p.cityOf(p.Districts[i]); city >= 0 {
			p.Districts[i].Centre = city
		}
	}
}

// cityOf is the place that a district's whole region is, or -1 where the region is more than one city.
func (p *Plan) cityOf(d District) int {
	return slices.IndexFunc(p.Layer.Places, func(x geo.Place) bool {
		return d.Region >= 0 && x.Covers == p.Layer.Regions[d.Region].ID
	})
}

// isPart reports whether a district is a part of a city, and named by its units.
func (p *Plan) isPart(d District) bool { return p.cityOf(d) >= 0 }

// mostNamed is how many units a district is named by, those with most voters.
const mostNamed = 3

// unitsName joins the names of a district's units, in their order; those of which parts are divided units, whose names
// are given, count as these.
func (p *Plan) unitsName(d District, lang string, wholes map[string]geo.Names) string {
	type named struct {
		name   geo.Names
		voters int64
		at     int // in the district
	}
	var all []*named
	of := map[string]*named{}
	for i, u := range d.Units {
		x := p.Layer.Units[u]
		id, name := x.ID, x.Names
		if n := len(x.Parents); n > 0 && len(wholes[x.Parents[n-1]]) > 0 {
			id, name = x.Parents[n-1], wholes[x.Parents[n-1]]
		}
		if of[id] == nil {
			of[id] = &named{name: name, at: i}
			all = append(all, of[id])
		}
		of[id].voters += x.Voters
	}
	slices.SortStableFunc(all, func(a, b *named) int { return cmp.Compare(b.voters, a.voters) })
	all = all[:min(len(all), mostNamed)]
	slices.SortFunc(all, func(a, b *named) int { return cmp.Compare(a.at, b.at) })
	words := make([]string, len(all))
	for i, x := range all {
		words[i] = x.name.Among(lang, p.languages()...)
	}
	return strings.Join(words, "–")
}

// KeepName gives a district the names and the centre of the district of an older plan that it continues, where that
// centre still lies in it. A part of a city has the names of the units that it now has.
func (p *Plan) KeepName(d int, old *Plan, o int) {
	was, now := old.Districts[o], &p.Districts[d]
	if now.Region < 0 || was.Region < 0 || p.isPart(*now) ||
		p.Layer.Regions[now.Region].ID != old.Layer.Regions[was.Region].ID {
		return
	}
	p.takeName(d, was.Names, was.CentreName)
}

// takeName gives a district names that were stored for it, where their centre is a town or a unit of it.
func (p *Plan) takeName(d int, names, centre geo.Names) {
	x := &p.Districts[d]
	if len(names) == 0 || len(centre) == 0 {
		return
	}
	names, stored := p.inLanguages(names), p.inLanguages(centre)
	in := map[string]bool{}
	unit := -1
	for _, u := range x.Units {
		named := p.Layer.Units[u]
		in[named.ID] = true
		if sameNames(named.Names, centre) && (unit < 0 || named.Voters > p.Layer.Units[unit].Voters) {
			unit = u
		}
	}
	at := -1
	city := p.cityOf(*x)
	for i, place := range p.Layer.Places {
		if (in[place.UnitID] || i == city) && sameNames(place.Names, centre) &&
			(at < 0 || place.Population > p.Layer.Places[at].Population) {
			at = i
		}
	}
	switch {
	case at >= 0:
		x.Names, x.CentreName, x.Centre, x.CentreUnit = names, p.asRead(stored, p.Layer.Places[at].Names), at, -1
	case unit >= 0:
		x.Names, x.CentreName, x.Centre, x.CentreUnit = names, p.asRead(stored, p.Layer.Units[unit].Names), -1, unit
	}
}

// inLanguages are names as the plan's files state them: in every language of its scenario, and in no other that a plan
// of another scenario may have had.
func (p *Plan) inLanguages(names geo.Names) geo.Names {
	out := geo.Names{}
	for _, lang := range p.languages() {
		out[lang] = names.Among(lang, p.languages()...)
	}
	return out
}

// asRead are a centre's own names where the stored ones say the same: a file states a name in every language of the
// scenario, also for what has one in some of them or none but its id.
func (p *Plan) asRead(stored, own geo.Names) geo.Names {
	for _, lang := range p.languages() {
		if stored[lang] != own.Among(lang, p.languages()...) {
			return stored
		}
	}
	return own
}

// sameNames reports whether two sets of names have a name in common, whatever the language.
func sameNames(a, b geo.Names) bool {
	for _, n := range a {
		for _, m := range b {
			if n != "" && n == m {
				return true
			}
		}
	}
	return false
}

// centreName are the names of a district's centre.
func (p *Plan) centreName(d District) geo.Names {
	if d.Centre >= 0 {
		return p.Layer.Places[d.Centre].Names
	}
	return p.Layer.Units[d.CentreUnit].Names
}

// largestUnit is the unit of a district with most voters, the first of them.
func (p *Plan) largestUnit(d District) int {
	return slices.MaxFunc(d.Units, func(a, b int) int {
		return cmp.Compare(p.Layer.Units[a].Voters,
			p.Layer.Units[b].Voters)
	})
}
