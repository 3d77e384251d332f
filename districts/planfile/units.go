package planfile

import (
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/namesake"
)

// nowhere is the region of a row that names none.
const nowhere = namesake.Everywhere

// units finds the units of a case by what files call them.
type units struct {
	*namesake.Finder
	list []namesake.UnitNames
}

// newUnits counts the wholes of finer units behind the units; of a whole the id is all that is known.
func newUnits(c Case) *units {
	list, regions := c.Layer.Called()
	for _, id := range c.Wholes {
		list = append(list, namesake.UnitNames{ID: id, Shown: locale.One(id), Region: nowhere})
	}
	return &units{namesake.NewFinder(list, regions), list}
}

// known reports whether a text is the id of a unit, or what a spreadsheet has left of the id of one alone.
func (x *units) known(text string) bool {
	found, _ := x.ByID(input.Undress(text))
	return len(found) == 1
}

// exact reports whether a text is the id of a unit as it stands.
func (x *units) exact(text string) bool {
	found, loss := x.ByID(input.Undress(text))
	return len(found) == 1 && loss == namesake.Exact
}

// named reports whether a text is the name of one unit.
func (x *units) named(text string) bool {
	found, bySound := x.ByName(input.Undress(text), nowhere)
	return len(found) == 1 && !bySound
}
