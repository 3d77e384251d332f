package geo

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/voters"
)

// withTable are two units of one name, in regions that are named, with a table of voters.
func withTable(table string, t *VotersTable) Sources {
	s := sources(collect(unit("01", "A", 0, 0, "1"), unit("02", "B", 1, 0, "2")),
		collect(feature(`"id":"A","name":"Aland Region"`, "null"), feature(`"id":"B","name":"Bland Region"`, "null")))
	s.Units.Data = bytes.NewReader([]byte(collect(
		feature(`"id":"01","region":"A","name":"Esil","voters":1`, square(0, 0, 1)),
		feature(`"id":"02","region":"B","name":"Esil","voters":2`, square(1, 0, 1)))))
	v := file("v.csv", table)
	s.Voters, s.VotersTable = &v, t
	return s
}

// A table that is not plain is read as what it says, and said again as a plain one; of a plain one nothing is said.
func TestVotersTable(t *testing.T) {
	table := &VotersTable{}
	l, notes, err := Read(context.Background(), withTable(
		"Region;District;Voters;Status\nAland region;Esil district;1 000;official\nBland region;Esil;2 000;\nTotal;;3 "+
			"000;\n", table))
	require.NoError(t, err)
	assert.Equal(t, []int64{1000, 2000}, []int64{l.Units[0].Voters, l.Units[1].Voters})
	assert.Equal(t, "unit_id,voters,voters_status\n01,1000,official\n02,2000,\n", string(table.Plain))
	assert.Empty(t, table.Doubts)
	require.Len(t, notes, 6)
	for i, n := range notes {
		assert.Equal(t, i < 4, n.Kind == ReadAs, n.Error())
	}

	again := &VotersTable{}
	plain, notes, err := Read(context.Background(), withTable(string(table.Plain), again))
	require.NoError(t, err)
	assert.Equal(t, l.Units, plain.Units)
	assert.Nil(t, again.Plain)
	for _, n := range notes {
		assert.Equal(t, ChangedVoters, n.Kind)
	}
}

// What is doubtful is an error with the rows to decide; a decision is taken.
func TestVotersTableDoubts(t *testing.T) {
	const text = "District;Voters\nEsil;1000\nEsil district;2000\n"
	table := &VotersTable{}
	_, _, err := Read(context.Background(), withTable(text, table))
	require.ErrorContains(t, err, `v.csv:2: “Esil”: "Esil" may be one of several units; decide between 01 “Esil”, `+
		`02 “Esil”`)
	require.Len(t, table.Doubts, 2)
	assert.Nil(t, table.Plain)
	d, err := voters.ReadDecisions("m.csv", []byte("id,name,region,unit_id\n,Esil,,02\n,Esil district,,01\n"))
	require.NoError(t, err)
	table = &VotersTable{Decisions: d}
	l, _, err := Read(context.Background(), withTable(text, table))
	require.NoError(t, err)
	assert.Equal(t, []int64{2000, 1000}, []int64{l.Units[0].Voters, l.Units[1].Voters})
}

// Numbers in quotation marks are read, and told once a file.
func TestQuotedNumbers(t *testing.T) {
	l, notes, err := Read(context.Background(), sources(collect(unit("1", "R", 0, 0, `"4398"`), unit("2", "R", 1, 0,
		`"1 000"`),
		unit("3", "R", 2, 0, "7")), ""))
	require.NoError(t, err)
	assert.Equal(t, []int64{4398, 1000, 7}, []int64{l.Units[0].Voters, l.Units[1].Voters, l.Units[2].Voters})
	require.Len(t, notes, 1)
	assert.Equal(t, ReadAs, notes[0].Kind)
	assert.Equal(t, `units.geojson: features[0] 1 “Unit 1”: 2 numbers stand in quotation marks; the first, "4398" of `+
		`property "voters", is read as 4398`, notes[0].Error())
	_, _, err = Read(context.Background(), sources(collect(unit("1", "R", 0, 0, `"4,398"`), unit("2", "R", 1, 0,
		`"1e-3"`)), ""))
	require.ErrorContains(t, err, `features[0] 1 “Unit 1”: property "voters" is the text "4,398", not a number; `+
		`write 4398`)
	require.ErrorContains(t, err, `features[1] 2 “Unit 2”: property "voters" is the text "1e-3", not a number`)
}

// Texts are numbers by the forms of tables, where the number itself or all others of the property tell what it means.
func TestFiguresAsTexts(t *testing.T) {
	for _, c := range []struct {
		values [3]string
		want   [3]int64 // -1 for one that is refused
	}{
		{[3]string{`"1,010"`, `"2,500"`, `7`}, [3]int64{1010, 2500, 7}},
		{[3]string{`"1,000"`, `"1,234,567"`, `7`}, [3]int64{1000, 1234567, 7}},
		{[3]string{`"1000,0"`, `"1e3"`, `"12.00"`}, [3]int64{1000, 1000, 12}},
		{[3]string{`"1.000"`, `"1.500,00"`, `7`}, [3]int64{1000, 1500, 7}},
		{[3]string{`"1,000"`, `"2500,0"`, `7`}, [3]int64{1, 2500, 7}},       // a decimal comma, as the second shows
		{[3]string{`"1,000"`, `4`, `7`}, [3]int64{-1, 4, 7}},                // nothing tells
		{[3]string{`"1,010"`, `"2,500"`, `70000`}, [3]int64{-1, -1, 70000}}, // which has no mark
		{[3]string{`"1,5"`, `"12.5"`, `"12E"`}, [3]int64{-1, -1, -1}},
	} {
		l, notes, err := Read(context.Background(), sources(collect(unit("1", "R", 0, 0, c.values[0]),
			unit("2", "R", 1, 0, c.values[1]), unit("3", "R", 2, 0, c.values[2])), ""))
		for i, n := range c.want {
			if n < 0 {
				require.ErrorContains(t, err, fmt.Sprintf("features[%d]", i), c.values)
			} else if l != nil {
				require.Equal(t, n, l.Units[i].Voters, c.values)
			}
		}
		if !slices.Contains(c.want[:], -1) {
			require.NoError(t, err, c.values)
			require.ErrorContains(t, notes[0], "stand in quotation marks", c.values)
		}
	}
}
