package formattest

import (
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
)

// Written is the only file that a writer makes of layers.
func Written(t require.TestingT, write format.Writer, name string, layers ...format.Layer) []byte {
	files, err := write(name, layers)
	require.NoError(t, err)
	require.Len(t, files, 1)
	require.Equal(t, name, files[0].Name)
	return files[0].Data
}

// Refused sees to it that a writer refuses each of the layers by a fault that says this.
func Refused(t require.TestingT, write format.Writer, name string, all map[string][]format.Layer) {
	for says, layers := range all {
		files, err := write(name, layers)
		require.ErrorContains(t, err, says)
		require.Nil(t, files)
		var f fault.Fault
		require.ErrorAs(t, err, &f)
	}
}

// Whatever reads a file of any bytes: as layers, or as a fault that is returned as none. They have as many features as
// they say, no more than the file has bytes, and errors of features are faults. The layers keep what was read, and
// sound says that no feature was wrong.
func Whatever(t require.TestingT, read format.Reader, s format.Source) (layers []format.Layer, sound bool) {
	layers, err := read(s, format.Options{})
	if err != nil {
		var one fault.Fault
		require.ErrorAs(t, err, &one)
		return nil, false
	}
	require.NotEmpty(t, layers)
	sound = true
	for i := range layers {
		var all []format.Feature
		for f, err := range layers[i].Features {
			if err != nil {
				var one fault.Fault
				require.ErrorAs(t, err, &one)
				sound = false
			}
			all = append(all, f)
		}
		require.Len(t, all, layers[i].Count)
		require.LessOrEqual(t, len(all), len(s.Data))
		layers[i].Features = Sequence(all)
	}
	return layers, sound
}
