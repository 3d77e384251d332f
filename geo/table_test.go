package geo

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// mustVoters reads voters that are of use only without faults.
func mustVoters(f File, units []Unit) (*Voters, error) {
	v, faults := readVoters(f, units)
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return v, nil
}

var threeUnits = []Unit{{ID: "101000000", Names: Names{"kk": "Семей"}}, {ID: "B"}, {ID: "C, D"}}

func TestReadVoters(t *testing.T) {
	for name, text := range map[string]string{
		"plain":        "unit_id,voters\n101000000,5\nB,0\n\"C, D\",7\n",
		"Windows":      "\ufeffunit_id;voters\r\n101000000;5\r\nB;0\r\nC, D;7\r\n",
		"old letters":  "unit_id,voters,\xe8\xec\xff\n101000000,5,\xd1\xe5\xec\xe5\xe9\nB,0,\xc1\n\"C, D\",7,\n",
		"returns":      "unit_id,voters\r101000000,5\rB,0\r\"C, D\",7\r",
		"bars":         "unit_id|voters\n101000000|5\nB|0\nC, D|7\n",
		"named mark":   "\ufeffsep=;\r\nunit_id;voters\r\n101000000;5\r\nB;0\r\nC, D;7\r\n",
		"tabs":         "unit_id\tvoters\n101000000\t5\nB\t0\n\"C, D\"\t7",
		"more columns": "name,Voters,x,UNIT_ID\nСемей,5,1,101000000\n,0,,B\n,7,,\"C, D\"\n\n,,,\n",
		"with points":  "unit_id,voters\nB,0\n\"C, D\",7\n101000000.0,5\n",
		"closing mark": "unit_id,voters\nB,0,\n\"C, D\",7,,\n101000000,5,\n",
		"other order":  "unit_id,voters\nB,0\n\"C, D\",7.0\n101000000,5\n",
	} {
		t.Run(name, func(t *testing.T) {
			v, err := mustVoters(file("v.csv", text), threeUnits)
			require.NoError(t, err)
			assert.Equal(t, []int64{5, 0, 7}, v.Of)
		})
	}
	v, err := mustVoters(file("v.csv", "unit_id,voters,voters_status\n101000000,5,official\nB,0,\n\"C, D\",7,official"),
		threeUnits)
	require.NoError(t, err)
	assert.Equal(t, []string{"official", "", "official"}, v.Status)
}

func TestReadVotersFaults(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"empty", "", []string{"v.csv: the file is empty"}},
		{"no header", "101000000,5\n", []string{`v.csv:1: the header has no column "unit_id"; there are "101000000", "5"`,
			`v.csv:1: the header has no column "voters"`}},
		{"no header below a named mark", "sep=;\n101000000;5\n", []string{
			`v.csv:2: the header has no column "unit_id"`, `v.csv:2: the header has no column "voters"`}},
		{"other header", "unit id;VotersTotal\nB;5\n",
			[]string{`v.csv:1: the header has no column "unit_id"; did you mean "unit id"?`,
				`v.csv:1: the header has no column "voters"; did you mean "VotersTotal"?`}},
		{"UTF-16", "\xff\xfeu\x00", []string{"v.csv: the file is written in UTF-16"}},
		{
			"all at once", "unit_id;voters\nB;-1\nb;3\nB;2\n;4\nC, D;12 345\n",
			[]string{
				"v.csv:2: B: voters is -1, a negative number; write a whole number, 0 or more",
				`v.csv:3: b: there is no unit of this id; did you mean "B"?`,
				"v.csv:4: B: the unit is named on line 2 already; keep one of the lines",
				"v.csv:5: the line names no unit",
				`v.csv:6: C, D: voters is "12 345", not a number; write 12345, without spaces`,
				"v.csv: 101000000 “Семей”: the unit is missing from the file",
			},
		},
		{"numbers", "unit_id,voters\n101000000,1.5\nB,99999999999999999999\n\"C, D\",\n", []string{
			"v.csv:2: 101000000 “Семей”: voters is 1.5, not a whole number",
			"v.csv:3: B: voters is 99999999999999999999, more than can be counted", "v.csv:4: C, D: voters is missing",
		}},
		{"marks between thousands", "unit_id,voters\n101000000,2,345\nB,7, ,\n\"C, D\",1,5,six\n", []string{
			"v.csv:2: the line has 3 cells, the header names 2 columns; if 2,345 is one number, write 2345",
			"v.csv:4: the line has 4 cells, the header names 2 columns; put a cell that holds the separator",
		}},
		{"a column twice", "unit_id,voters,name,Voters,name\n101000000,1,a,2,b\nB,-1,a,2,b\n\"C, D\",1,a,2,b\n", []string{
			`v.csv:1: the header names the column "voters" twice; keep the one that is meant`, "v.csv:3: B: voters is -1",
		}},
		{"quotes", "unit_id,voters\n101000000,5\nB,\"0\n\"C, D\",7\n",
			[]string{"v.csv:4: not CSV", "v.csv: B: the unit is missing", "v.csv: C, D: the unit is missing"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			v, err := mustVoters(file("v.csv", c.text), threeUnits)
			assert.Nil(t, v)
			require.Error(t, err)
			lines := strings.Split(err.Error(), "\n")
			require.Len(t, lines, len(c.want), err.Error())
			for i := range lines {
				assert.True(t, strings.HasPrefix(lines[i], c.want[i]), "got  %s\nwant %s", lines[i], c.want[i])
			}
		})
	}
}

func TestReadAssignment(t *testing.T) {
	a, err := ReadAssignment(file("plan.csv",
		"unit_id,district,status\nB,15|16,reported\nX,3,\nB,4,\n101000000,,unknown\n"), threeUnits)
	require.NoError(t, err)
	assert.Equal(t, []string{"", "15|16", ""}, a.Of)
	assert.Equal(t, []string{"unknown", "reported", ""}, a.Status)
	assert.Equal(t, []int{5, 2, 0}, a.Line)
	assert.Equal(t, []int{2}, a.Missing)
	require.Len(t, a.Notes, 2)
	assert.Equal(t, UnknownUnit, a.Notes[0].Kind)
	assert.Equal(t, RepeatedUnit, a.Notes[1].Kind)
	assert.Equal(t, "plan.csv:4: B: the unit is named on line 2 already, which holds; keep one of the lines",
		a.Notes[1].Error())

	a, err = ReadAssignment(file("plan.csv", "unit_id,district\nB,1,x\nZZ,4\n"), threeUnits)
	require.EqualError(t, err, "plan.csv:2: the line has 3 cells, the header names 2 columns; "+
		"put a cell that holds the separator into quotation marks, or give the header a name for every column")
	require.Equal(t, UnknownUnit, a.Notes[0].Kind, "what else is wrong is told beside it")

	_, err = ReadAssignment(file("plan.csv", "unit,distrikt\nB,1"), threeUnits)
	assert.EqualError(t, err,
		`plan.csv:1: the header has no column "unit_id"; did you mean "unit"?`+"\n"+`plan.csv:1: the header has no `+
			`column "district"; did you mean "distrikt"?`)
}
