package scenario

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// A council without a regions file is one region of its own title, not of a made-up name.
func TestOneRegionBearsTheTitle(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	write("u.geojson", `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"a","v":3},`+
		`"geometry":{"type":"Polygon","coordinates":[[[60,45],[60.1,45],[60.1,45.1],[60,45]]]}}]}`)
	write("s.yaml", "okrug: 1\nid: s\ntitle: {ru: Маслихат}\nunits: {file: u.geojson, id: id, voters: v}\nseats: "+
		"{total: 1}\n")
	s, err := Open(filepath.Join(dir, "s.yaml"))
	require.NoError(t, err)
	l, _, err := s.Layer(t.Context(), nil)
	require.NoError(t, err)
	require.Equal(t, "Маслихат", l.Regions[0].Names.In("ru"))
	require.Equal(t, int64(3), l.Units[0].Voters)
}
