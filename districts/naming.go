package districts

import (
	"cmp"

	"okrug/geo"
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
		centre := p.CentreNames(*d)
		for _, lang := range p.languages() {
			switch {
			case d.Region < 0:
				d.Names[lang] = centre.In(lang, p.languages()...)
			case several[d.Region] < 2:
				d.Names[lang] = p.regionName(d.Region, lang)
			default:
				d.Names[lang] = p.regionName(d.Region, lang) + " – " + centre.In(lang, p.languages()...)
			}
		}
	}
}

// regionName is a region's name in a language, or else its id.
func (p *Plan) regionName(r int, lang string) string {
	x := p.Layer.Regions[r]
	return cmp.Or(x.Names.In(lang, p.languages()...), x.ID)
}

func (p *Plan) languages() []string {
	if p.Scenario != nil && len(p.Scenario.Languages) > 0 {
		return p.Scenario.Languages
	}
	return []string{"en"}
}

// CentreNames are the names of a district's centre: its largest town, or its unit with most voters (the unit's id where it has no name).
func (p *Plan) CentreNames(d District) geo.Names {
	if d.Centre >= 0 {
		return p.Layer.Places[d.Centre].Names
	}
	most := d.Units[0]
	for _, u := range d.Units {
		if p.Layer.Units[u].Voters > p.Layer.Units[most].Voters {
			most = u
		}
	}
	if x := p.Layer.Units[most]; x.Names.In(p.languages()[0], p.languages()...) == "" {
		return geo.Names{p.languages()[0]: x.ID}
	}
	return p.Layer.Units[most].Names
}
