package planfile_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts/planfile"
	"github.com/okrug/okrug/districts/planfile/ben"
	"github.com/okrug/okrug/geo/format"
)

// One plan of an ensemble is read, in the order of the units, whatever form and variant it has.
func TestEnsembles(t *testing.T) {
	samples := [][]uint16{{1, 1, 2, 2}, {1, 1, 2, 2}, {2, 1, 1, 2}, {1, 0, 2, 3}}
	const taken = "p: its 4 positions are taken for the units in the order in which okrug graph writes them, from 0101 " +
		"“Abai” to 0202 “Ulan”"
	for _, x := range []struct {
		sample int
		of     map[int][]int
		note   string
	}{
		{1, map[int][]int{0: {1}, 1: {1}, 2: {2}, 3: {2}}, ""},
		{2, map[int][]int{0: {1}, 1: {1}, 2: {2}, 3: {2}}, ""},
		{3, map[int][]int{0: {2}, 1: {1}, 2: {1}, 3: {2}}, ""},
		{4, map[int][]int{0: {1}, 2: {2}, 3: {3}}, "\np: sample 4: 0 is taken for no district, of 1 unit"},
	} {
		for _, form := range []ben.Form{ben.Plain, ben.Packed, ben.Lines} {
			for v := ben.Standard; v <= ben.TwoDelta; v++ {
				var b bytes.Buffer
				require.NoError(t, ben.Write(&b, form, v, slices.Values(samples)))
				c := four(2)
				c.Sample = x.sample
				of, notes, err := read(t, c, b.String())
				require.NoError(t, err)
				require.Equal(t, x.of, of)
				require.Equal(t, taken+x.note, notes)

				c.Sample = 0
				_, _, err = read(t, c, b.String())
				require.EqualError(t, err, "p: it has 4 plans, numbered 1 to 4; name the one that is meant, as --sample 4")
				c.Sample = 5
				_, _, err = read(t, c, b.String())
				require.EqualError(t, err, "p: it has no plan 5; it has 4 plans, numbered 1 to 4; name one of these with --sample")
			}
		}
	}
}

func TestEnsembleLines(t *testing.T) {
	for name, x := range map[string]struct {
		sample     int
		data, want string
	}{
		"one":      {0, `{"assignment": [1, 1, 2, 2]}`, ""},
		"numbered": {20, `{"assignment":[1,1,1,1],"sample":10}` + "\n" + `{"assignment":[1,1,2,2],"sample":20}` + "\n", ""},
		"from 0":   {0, `{"assignment":[0,0,1,1],"sample":1}`, ""},
		"between": {15, `{"assignment":[1,1,1,1],"sample":10}` + "\n" + `{"assignment":[1,1,2,2],"sample":20}`,
			"p: it has no plan 15; it has 2 plans, numbered 10 to 20; name one of these with --sample"},
		"short": {0, `{"assignment":[1,1,2]}`, "p: sample 1: it has 3 positions, and there are 4 units; give an ensemble " +
			"of the graph that okrug graph writes of this scenario"},
		// Of a file that breaks off nobody knows how many there are, but those before it are known.
		"whole before": {1, `{"assignment":[1,1,2,2]}` + "\n" + `{"assignment":[1,`, ""},
		"broken": {0, `{"assignment":[1,1,2,2]}` + "\n" + `{"assignment":[1,`,
			"p:2: sample 2: not JSON: the file ends in the middle"},
	} {
		t.Run(name, func(t *testing.T) {
			c := four(2)
			c.Sample = x.sample
			of, _, err := read(t, c, x.data)
			if x.want != "" {
				require.EqualError(t, err, x.want)
				return
			}
			require.NoError(t, err)
			require.Equal(t, map[int][]int{0: {1}, 1: {1}, 2: {2}, 3: {2}}, of)
		})
	}
	_, err := planfile.Read(four(2), format.Source{Name: "p", Data: []byte("MKVCHAIN BEN FILE")})
	require.EqualError(t, err, "p: it has no samples; write it anew")
}
