package namesake

import (
	"slices"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// UnitNames are what a table may say of a unit.
type UnitNames struct {
	ID, Kind string
	Region   int          // by number; Everywhere where nothing is known of the unit but its id
	Names    []string     // in all languages, with those of the place that it is
	Shown    locale.Names // by which faults call it
}

// RegionNames are what a table may say of a region.
type RegionNames struct {
	ID, Kind string
	Names    []string
	Shown    locale.Names
}

// Finder finds the unit that a row of a table means, and the region that it names. Every reader of tables asks it, so
// that what one of them takes the others take too.
type Finder struct {
	units     []UnitNames
	regions   []RegionNames
	ids       *IDs
	regionIDs *IDs
	byNames   *Index // of units, made when it is first needed
	areas     Index
}

// NewFinder makes a finder of units and regions, which are counted as they come.
func NewFinder(units []UnitNames, regions []RegionNames) *Finder {
	f := &Finder{units: units, regions: regions}
	f.ids = NewIDs(f.idList())
	of := make([]string, len(regions))
	for i, x := range regions {
		of[i] = x.ID
		f.areas.Add(0, x.Kind, x.Names)
	}
	f.regionIDs = NewIDs(of)
	return f
}

func (f *Finder) idList() []string {
	ids := make([]string, len(f.units))
	for i, u := range f.units {
		ids[i] = u.ID
	}
	return ids
}

func (f *Finder) names() *Index {
	if f.byNames == nil {
		f.byNames = &Index{}
		for _, u := range f.units {
			f.byNames.Add(u.Region, u.Kind, u.Names)
		}
	}
	return f.byNames
}

// Label is a unit by id and name.
func (f *Finder) Label(unit int) locale.Text {
	return fault.Label(f.units[unit].ID, f.units[unit].Shown)
}

// Labels are units by id and name.
func (f *Finder) Labels(units []int) (out []locale.Text) {
	for _, u := range units {
		out = append(out, f.Label(u))
	}
	return out
}

// RegionLabel is a region by id and name.
func (f *Finder) RegionLabel(region int) locale.Text {
	return fault.Label(f.regions[region].ID, f.regions[region].Shown)
}

// ByID are the units that a text can be the id of, as IDs.Find finds them.
func (f *Finder) ByID(text string) ([]int, Loss) { return f.ids.Find(text) }

// NearestID offers the id that was probably meant.
func (f *Finder) NearestID(id string) locale.Text {
	return fault.DidYouMean(fault.Nearest(id, f.idList(), 1, 0))
}

// RegionByID are the regions that a text can be the id of, as IDs.Find finds them.
func (f *Finder) RegionByID(text string) ([]int, Loss) { return f.regionIDs.Find(text) }

// ByName are the units of a region, or of any, that a name can mean, which may name the region too: «Карагандинская
// область, Абайский район». Whether they are known by its sound alone is told, as Index.Find does.
func (f *Finder) ByName(name string, region int) (found []int, bySound bool) {
	found, bySound = f.names().Find(name, region)
	if whole, part, ok := Split(name); ok && len(found) == 0 {
		if in := f.Region(whole); len(in) == 1 && (region == Everywhere || region == in[0]) {
			return f.names().Find(part, in[0])
		}
	}
	return found, bySound
}

// Region are the regions that a text names, by id as it is or by name.
func (f *Finder) Region(text string) []int {
	if found, loss := f.regionIDs.Find(text); len(found) == 1 && loss == Exact {
		return found
	}
	found, _ := f.areas.Find(text, Everywhere)
	return found
}

// NearRegions are up to most regions whose names are like a text.
func (f *Finder) NearRegions(text string, most int) []int {
	return f.areas.Near(text, Everywhere, most)
}

// Area is the region that the cell of a column of regions names.
type Area struct {
	Region int // Everywhere for none
	// Otherwise is whether the region's id or name is written in another way there.
	Otherwise bool
	// Detail and Remedy say why it is none.
	Detail, Remedy locale.Text
}

// nearestRegions is how many regions are offered for a name.
const nearestRegions = 3

// RegionOf is the region that a column of regions names for a row of some id, which may be "". Of an id a spreadsheet
// may have left a number. Where a name fits several regions, the row is of that in which the unit of its id is.
func (f *Finder) RegionOf(text, id string) Area {
	if found, loss := f.regionIDs.Find(text); len(found) == 1 {
		return Area{Region: found[0], Otherwise: loss != Exact}
	}
	found, bySound := f.areas.Find(text, Everywhere)
	if len(found) == 1 {
		return Area{Region: found[0], Otherwise: bySound}
	}
	if unit, _ := f.ids.Find(id); len(unit) == 1 && slices.Contains(found, f.units[unit[0]].Region) {
		return Area{Region: f.units[unit[0]].Region}
	}
	none := Area{Region: Everywhere, Detail: locale.T("%q may be one of several regions", text)}
	if len(found) == 0 {
		none.Detail, found = locale.T("no region is called %q", text), f.NearRegions(text, nearestRegions)
	}
	var labels []locale.Text
	for _, i := range found {
		labels = append(labels, f.RegionLabel(i))
	}
	none.Remedy = DidYouMean(labels)
	return none
}

// DidYouMean offers places by id and name.
func DidYouMean(labels []locale.Text) locale.Text {
	if len(labels) == 0 {
		return locale.Text{}
	}
	return locale.T("did you mean %s?", locale.Or(labels...))
}
