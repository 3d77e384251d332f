package shapefile_test

import (
	"cmp"
	"errors"
	"io/fs"
	"math"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/shapefile"
	"github.com/okrug/okrug/geo/input"
)

// together is a set of files by name as a source, the .shp of which is read.
func together(files map[string][]byte) format.Source {
	var s format.Source
	for name, data := range files {
		if strings.EqualFold(filepath.Ext(name), ".shp") {
			s.Name, s.Data = name, data
		}
	}
	s.Beside = func(ending string) ([]byte, error) {
		for name, data := range files {
			if strings.EqualFold(name, strings.TrimSuffix(s.Name, filepath.Ext(s.Name))+ending) {
				return data, nil
			}
		}
		return nil, fs.ErrNotExist
	}
	return s
}

// onDisk is a .shp of a folder with what stands beside it.
func onDisk(t testing.TB, path string) format.Source {
	files := map[string][]byte{}
	all, err := filepath.Glob(strings.TrimSuffix(path, filepath.Ext(path)) + ".*")
	require.NoError(t, err)
	for _, f := range all {
		data, err := os.ReadFile(f)
		require.NoError(t, err)
		files[filepath.Base(f)] = data
	}
	return together(files)
}

// inMemory is what a writer has made.
func inMemory(files []format.File) map[string][]byte {
	out := map[string][]byte{}
	for _, f := range files {
		out[f.Name] = f.Data
	}
	return out
}

// read reads a layer without faults, its features as a list.
func read(t require.TestingT, s format.Source, o format.Options) (format.Layer, []format.Feature) {
	layer, features, faults := readAll(t, s, o)
	require.Empty(t, faults)
	require.Len(t, features, layer.Count)
	return layer, features
}

// readAll reads a layer with its faults.
func readAll(t require.TestingT, s format.Source, o format.Options) (format.Layer, []format.Feature, []fault.Fault) {
	layers, err := shapefile.Read(s, o)
	require.NoError(t, err)
	require.Len(t, layers, 1)
	var features []format.Feature
	var faults []fault.Fault
	for f, err := range layers[0].Features {
		if err == nil {
			features = append(features, f)
			continue
		}
		var one fault.Fault
		require.True(t, errors.As(err, &one))
		require.True(t, one.HasFeature)
		require.Equal(t, s.Name, one.File)
		faults = append(faults, one)
	}
	return layers[0], features, faults
}

func notes(l format.Layer) (out []string) {
	for _, n := range l.Notes {
		out = append(out, n.Error())
	}
	return out
}

// layerOf is a layer of features.
func layerOf(name string, fields []format.Field, features ...format.Feature) format.Layer {
	return format.Layer{Name: name, Fields: fields, Count: len(features),
		Features: func(yield func(format.Feature, error) bool) {
			for _, f := range features {
				if !yield(f, nil) {
					return
				}
			}
		}}
}

func number(s string) input.Value { return input.Value{Kind: input.Number, Text: s} }
func text(s string) input.Value   { return input.Value{Kind: input.Text, Text: s} }

var null = input.Value{Kind: input.Null}

// requireNumber compares numbers by their values.
func requireNumber(t require.TestingT, want, got string, what ...any) {
	w, ok := new(big.Rat).SetString(want)
	require.True(t, ok, want)
	g, ok := new(big.Rat).SetString(got)
	require.True(t, ok, got)
	require.Zero(t, w.Cmp(g), append([]any{"%s and %s, %v", want, got}, what...)...)
}

// plainly is a geometry in a form that two of the same shape have in common: parts of one are single, rings begin at
// their least position and run the same way, and parts of areas are sorted.
func plainly(g orb.Geometry) orb.Geometry {
	switch g := g.(type) {
	case orb.MultiLineString:
		if len(g) == 1 {
			return g[0]
		}
	case orb.Polygon:
		return plainly(orb.MultiPolygon{g})
	case orb.MultiPolygon:
		out := make(orb.MultiPolygon, len(g))
		for i, p := range g {
			out[i] = make(orb.Polygon, len(p))
			for k, r := range p {
				out[i][k] = plainRing(r)
			}
			slices.SortFunc(out[i][1:], func(r, s orb.Ring) int { return slices.CompareFunc(r, s, comparePoints) })
		}
		slices.SortFunc(out, func(a, b orb.Polygon) int {
			return slices.CompareFunc(a, b, func(r, s orb.Ring) int { return slices.CompareFunc(r, s, comparePoints) })
		})
		return out
	}
	return g
}

func comparePoints(a, b orb.Point) int {
	return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
}

// plainRing is the least of the ways to write a ring.
func plainRing(r orb.Ring) orb.Ring {
	if len(r) < 2 {
		return r
	}
	least := slices.MinFunc(r, comparePoints)
	var best orb.Ring
	for range 2 {
		open := r[:len(r)-1]
		for i, p := range open {
			if p != least {
				continue
			}
			way := append(slices.Clone(open[i:]), open[:i]...)
			if best == nil || slices.CompareFunc(way, best, comparePoints) < 0 {
				best = way
			}
		}
		r = slices.Clone(r)
		slices.Reverse(r)
	}
	return append(best, best[0])
}

// requireWound checks that rings are closed and wound as package format says.
func requireWound(t require.TestingT, g orb.Geometry) {
	var all orb.MultiPolygon
	switch g := g.(type) {
	case orb.Polygon:
		all = orb.MultiPolygon{g}
	case orb.MultiPolygon:
		all = g
	}
	for _, p := range all {
		for k, r := range p {
			require.Equal(t, r[0], r[len(r)-1])
			area, size := 0.0, 0.0
			for i := 1; i < len(r); i++ {
				a, b := r[i-1], r[i]
				x, y := (a[0]-r[0][0])*(b[1]-r[0][1]), (a[1]-r[0][1])*(b[0]-r[0][0])
				area, size = area+x-y, size+math.Abs(x)+math.Abs(y)
			}
			if math.Abs(area) > 1e-12*size && !math.IsInf(size, 0) { // more than rounding may make
				require.Equal(t, k == 0, area > 0)
			}
		}
	}
}

// around is a place on a circle, by the part of the turn.
func around(middle orb.Point, radius, turn float64) orb.Point {
	s, c := math.Sincos(2 * math.Pi * turn)
	return orb.Point{middle[0] + radius*c, middle[1] + radius*s}
}
