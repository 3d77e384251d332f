package kz2022

import (
	"context"
	"io/fs"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/data"
	"github.com/okrug/okrug/testdata"
)

// The embedded data set is what the builder makes of the source, to the byte, every time, and all of it: a folder with
// the files built is a scenario that every command can read.
func TestEmbeddedDataIsWhatTheBuilderMakes(t *testing.T) {
	source := os.DirFS(testdata.Shared(t, "kz"))
	for range 2 {
		files, err := Build(context.Background(), source, nil)
		require.NoError(t, err)
		entries := 0
		require.NoError(t, fs.WalkDir(data.Files, "kz2022", func(_ string, d fs.DirEntry, err error) error {
			if !d.IsDir() {
				entries++
			}
			return err
		}))
		require.Len(t, files, entries)
		for _, f := range files {
			embedded, err := data.Files.ReadFile("kz2022/" + f.Name)
			require.NoError(t, err)
			require.True(t, string(embedded) == string(f.Data),
				"%s differs: run `make data SOURCE=FOLDER`", f.Name)
		}
	}
}

// The lines drawn are those of the source: same units, same neighbours, areas within 1 %.
func TestLinesKeepNeighboursAndAreas(t *testing.T) {
	in, err := readInputs()
	require.NoError(t, err)
	s, err := readSource(os.DirFS(testdata.Shared(t, "kz")))
	require.NoError(t, err)
	units, err := unitsOf2022(s, in)
	require.NoError(t, err)
	regions := regionsOf(s, units)
	top, d, err := mergeShapes(s, units)
	require.NoError(t, err)
	require.NoError(t, drawShapes(context.Background(), top, d, units, regions))
	require.Equal(t, 63_001, d.sourceVertices)
	require.LessOrEqual(t, d.vertices, mostVertices)
	require.Less(t, d.areaChange, 0.01, units[d.areaUnit].names.en)
	require.Equal(t, 526, d.pairs)
	require.Empty(t, d.lost)
	require.Empty(t, d.gained)
	// Ellipsoidal, by pyproj's Geod: 57 023.90 km, 2 728 365.48 km² with the edges straight in longitude and latitude.
	require.Equal(t, 23_586, d.sourceEdges.count)
	require.InDelta(t, 57_023.90, d.sourceEdges.metres/1e3, 0.01)
	require.InDelta(t, 2_728_365.48, d.sourceArea/1e6, 0.5)
	require.Equal(t, "Ayagoz and Alakol (6446 m); Shet and Karazhal (49654 m)", borderList(d.offset, units))
}

func TestCancelledBuildStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := Build(ctx, os.DirFS(testdata.Shared(t, "kz")), nil)
	require.ErrorIs(t, err, context.Canceled)
}
