package districts

import (
	"cmp"
	"slices"

	"github.com/okrug/okrug/geo"
)

// name gives every district its centre and its names. The centre is the largest town in it by population (ties: the
// first in the file); where no town with a population lies in it, its unit with most voters stands for it. The
// name is the region's, and where the region has several districts the centre's behind it.
func (p *Plan) name() {
	unitOf := make(map[string]int, len(p.Layer.Units))
	for i, u := range p.Layer.Units {
		unitOf[u.ID] = i
	}
	for i, place := range p.Layer.Places {
		u, ok := unitOf[place.UnitID]
		if !ok || p.Of[u] == Unassigned || place.Population <= 0 {
			continue
		}
		d := &p.Districts[p.Of[u]]
		if d.Centre < 0 || place.Population > p.Layer.Places[d.Centre].Population {
			d.Centre = i
		}
	}
	several := make([]int, len(p.Layer.Regions))
	for _, d := range p.Districts {
		if d.Region >= 0 {
			several[d.Region]++
		}
	}
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
			switch {
			case d.Region < 0:
				d.Names[lang] = centre.In(lang, p.languages()...)
			case several[d.Region] < 2:
				d.Names[lang] = p.RegionName(d.Region, lang)
			default:
				d.Names[lang] = p.RegionName(d.Region, lang) + " – " + centre.In(lang, p.languages()...)
			}
		}
	}
}

// KeepName gives a district the names and the centre of the district of an older plan that it continues, where that
// centre still lies in it.
func (p *Plan) KeepName(d int, old *Plan, o int) {
	was, now := old.Districts[o], &p.Districts[d]
	if now.Region < 0 || was.Region < 0 || p.Layer.Regions[now.Region].ID != old.Layer.Regions[was.Region].ID {
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
	for i, place := range p.Layer.Places {
		if in[place.UnitID] && sameNames(place.Names, centre) &&
			(at < 0 || place.Population > p.Layer.Places[at].Population) {
			at = i
		}
	}
	switch {
	case at >= 0:
		x.Names, x.CentreName, x.Centre, x.CentreUnit = names, p.asRead(centre, p.Layer.Places[at].Names), at, -1
	case unit >= 0:
		x.Names, x.CentreName, x.Centre, x.CentreUnit = names, p.asRead(centre, p.Layer.Units[unit].Names), -1, unit
	}
}

// asRead are a centre's own names where the stored ones say the same: a file states a name in every language of the
// scenario, also for what has one in some of them or none but its id.
func (p *Plan) asRead(stored, own geo.Names) geo.Names {
	for _, lang := range p.languages() {
		if stored[lang] != own.In(lang, p.languages()...) {
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
