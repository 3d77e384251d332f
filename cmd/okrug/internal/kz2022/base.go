package kz2022

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"strconv"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
	"github.com/paulmach/orb/simplify"

	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/topology"
)

// baseFolder has water, rivers and neighbouring countries of Natural Earth, clipped.
const baseFolder = "base/"

const (
	// baseLine is how far the lines of the base layer may leave those of the source, in degrees: about 900 m, which is
	// what 1:10 000 000 can tell.
	baseLine = 0.008
	// landLine is the same for the areas of countries, which only say where a name may stand.
	landLine = 0.05
)

// baseLand is the land in and around the country; what lies out of it is left out.
var baseLand = orb.Bound{Min: orb.Point{43, 37}, Max: orb.Point{92, 58}}

// baseFeature is one feature of the base layer to be written.
type baseFeature struct {
	id       string
	kind     geo.BaseKind
	names    names
	rank     int64
	geometry orb.Geometry
}

// baseLayer makes the base layer. It fails where a name of the inputs is of nothing.
func baseLayer(fsys fs.FS, in *inputs) ([]byte, error) {
	var all []baseFeature
	used := map[string]bool{}
	add := func(kind geo.BaseKind, source string, rank int64, g orb.Geometry) {
		if !g.Bound().Intersects(baseLand) {
			return
		}
		n, named := in.base[source]
		used[source] = used[source] || named
		all = append(all, baseFeature{"base-" + strconv.Itoa(len(all)+1), kind, n, rank, g})
	}
	water, err1 := readBase(fsys, "water")
	rivers, err2 := readBase(fsys, "rivers")
	land, err3 := readBase(fsys, "neighbours")
	if err := errors.Join(err1, err2, err3); err != nil {
		return nil, err
	}
	for _, f := range water {
		kind := geo.Water
		if f.text("kind") == "sea" {
			kind = geo.Sea
		}
		area := thinArea(f.geometry, baseLine)
		if area == nil {
			continue // a pool of a few hundred metres
		}
		add(kind, f.text("name_en"), f.rank(), area)
	}
	for _, f := range rivers {
		if f.text("kind") != "River" {
			continue // where it runs through a lake
		}
		var lines orb.MultiLineString
		switch g := f.geometry.(type) {
		case orb.LineString:
			lines = orb.MultiLineString{g}
		case orb.MultiLineString:
			lines = g
		}
		var thin orb.MultiLineString
		for _, l := range lines {
			thin = append(thin, simplify.DouglasPeucker(baseLine).LineString(l.Clone()))
		}
		if len(thin) > 0 {
			add(geo.River, f.text("name_en"), f.rank(), thin)
		}
	}
	// Countries draw their common lines vertex for vertex. Their lines towards the country itself are its own.
	var faces []orb.MultiPolygon
	for _, f := range land {
		faces = append(faces, areas(f.geometry))
	}
	t, _ := topology.Build(faces, topology.Options{})
	var limits orb.MultiLineString
	for _, l := range t.Lines(func(a, b int) bool { return a >= 0 && b >= 0 }) {
		limits = append(limits, simplify.DouglasPeucker(baseLine).LineString(l))
	}
	add(geo.Limit, "", 0, limits)
	for i, f := range land {
		add(geo.Abroad, f.text("name_en"), 0, thinArea(faces[i], landLine))
	}
	for name := range in.base {
		if !used[name] {
			return nil, fmt.Errorf("inputs/base.csv names %q, which is nothing of the source", name)
		}
	}
	w := newLayer("base")
	for _, f := range all {
		p := []property{{"kind", string(f.kind)}, {"rank", f.rank}}
		if f.names != (names{}) {
			p = append(p, property{"name_kk", f.names.kk}, property{"name_ru", f.names.ru}, property{"name_en", f.names.en})
		}
		w.feature(f.id, p, f.geometry)
	}
	return w.bytes(), nil
}

// sourceBase is a feature of the source's base layer.
type sourceBase struct {
	properties geojson.Properties
	geometry   orb.Geometry
}

func (f sourceBase) text(key string) string { return f.properties.MustString(key, "") }

func (f sourceBase) rank() int64 { return int64(math.Round(f.properties.MustFloat64("scalerank", 9))) }

// readBase reads one file of the base layer; features of which nothing was left when it was clipped are left out.
func readBase(fsys fs.FS, name string) ([]sourceBase, error) {
	file := baseFolder + name + ".geojson"
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, err
	}
	var fc geojson.FeatureCollection
	if err := json.Unmarshal(data, &fc); err != nil {
		return nil, &SourceError{File: file, Err: err}
	}
	var out []sourceBase
	for _, f := range fc.Features {
		if f.Geometry != nil {
			out = append(out, sourceBase{f.Properties, f.Geometry})
		}
	}
	return out, nil
}

func areas(g orb.Geometry) orb.MultiPolygon {
	switch g := g.(type) {
	case orb.Polygon:
		return orb.MultiPolygon{g}
	case orb.MultiPolygon:
		return g
	}
	return nil
}

// thinArea is an area with as few vertices as keep its lines within the tolerance; rings that come down to nothing are
// left out, and nil is what has none left.
func thinArea(g orb.Geometry, tolerance float64) orb.MultiPolygon {
	var out orb.MultiPolygon
	for _, p := range areas(g) {
		var thin orb.Polygon
		for i, r := range p {
			if s := simplify.DouglasPeucker(tolerance).Ring(r.Clone()); len(s) >= 4 {
				thin = append(thin, s)
			} else if i == 0 {
				break
			}
		}
		if len(thin) > 0 {
			out = append(out, thin)
		}
	}
	return out
}
