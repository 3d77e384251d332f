package maps

import (
	"strings"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/geo/locale"
)

// layers are the layers in which the groups of a map lie, by the part of their id behind the inset's. What stands
// around the map, such as the title, lies in none: it is always seen.
var layers = func() map[string]locale.Text {
	all := map[string]locale.Text{}
	for _, l := range []struct {
		name   locale.Text
		groups []string
	}{
		{locale.T("maps.layers.surroundings"), []string{"surroundings", "land"}},
		{locale.T("maps.layers.graticule"), []string{"graticule"}},
		{locale.T("maps.layers.fills"), []string{"fills", "moved"}},
		{locale.T("maps.layers.water"), []string{"water"}},
		{locale.T("maps.layers.units"), []string{"unit-lines"}},
		{locale.T("maps.layers.regions"), []string{"region-lines"}},
		{locale.T("maps.layers.districts"), []string{"district-lines", "region-cores", "outer-lines"}},
		{locale.T("maps.layers.former"), []string{"former-lines"}},
		{locale.T("maps.layers.settlements"), []string{"towns"}},
		{locale.T("maps.layers.names"), []string{"leaders", "labels"}},
	} {
		for _, id := range l.groups {
			all[id] = l.name
		}
	}
	return all
}()

// nameLayers names the layers of a picture for people. Insets have the layers of the map that they belong to.
func (p *press) nameLayers(d *drawing.Picture) {
	for _, g := range d.Groups {
		id := g.ID
		if rest, ok := strings.CutPrefix(id, "inset-"); ok {
			_, id, _ = strings.Cut(rest, "-")
		}
		g.Layer = layers[id].In(p.opt.Lang)
	}
}
