package geo

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// away reads a table of voters without territory beside three units.
func away(text string) *reading {
	f := file("e.csv", text)
	r := &reading{s: Sources{Elsewhere: &ElsewhereTable{File: f}}}
	r.layer.Units = []Unit{{ID: "101000000", Voters: 10}, {ID: "B"}, {ID: "C", Voters: 1<<63 - 5}}
	return r
}

func TestReadElsewhere(t *testing.T) {
	r := away("voters;id;unit_id;Kind;name_ru;name\n" +
		"7;x;101000000.0;abroad;Посольство;\n0;y;B;;;\n3;z;101000000;ship;;Ship\n")
	require.NoError(t, r.readElsewhere())
	require.NoError(t, r.faults.Err())
	assert.Equal(t, []Elsewhere{
		{ID: "x", Names: Names{"ru": "Посольство"}, Kind: "abroad", Unit: 0, Voters: 7},
		{ID: "y", Names: Names{Undetermined: "y"}, Unit: 1},
		{ID: "z", Names: Names{Undetermined: "Ship"}, Kind: "ship", Unit: 0, Voters: 3},
	}, r.layer.Elsewhere)
	assert.Equal(t, []int64{20, 0, 1<<63 - 5}, []int64{r.layer.Units[0].Voters, r.layer.Units[1].Voters,
		r.layer.Units[2].Voters})
	assert.Equal(t, []int64{10, 0, 0}, r.layer.ElsewhereOf())
	assert.Nil(t, (&Layer{Units: r.layer.Units}).ElsewhereOf())
}

// What counts in a unit that is divided counts in its largest part, which is told; voters without territory do not make
// a part larger.
func TestElsewhereInDividedUnit(t *testing.T) {
	r := away("id,unit_id,voters\nx,D,7\ny,D,1\n")
	r.layer.Divided = []Unit{{ID: "D"}, {ID: "E"}}
	for id, voters := range map[string]int64{"D1": 5, "D2": 9, "D3": 9, "E1": 99} {
		r.layer.Units = append(r.layer.Units, Unit{ID: id, Voters: voters, Parents: []string{"P", id[:1]}})
	}
	require.NoError(t, r.readElsewhere())
	require.NoError(t, r.faults.Err())
	for i, x := range r.layer.Elsewhere {
		require.Equal(t, "D2", r.layer.Units[x.Unit].ID)
		require.Contains(t, r.faults.Notes[i].Error(), "the unit D, in which its voters count, is divided; they count in "+
			"that of its parts which has the most voters, D2; name another of its parts")
	}
	require.Len(t, r.layer.Elsewhere, 2)
}

// What is given to a district of a plan counts in that of its units which has the most voters of its own; a unit that
// is named beside it must lie there. The table is then on record with the units, and is read the same without a plan.
func TestElsewhereInDistrict(t *testing.T) {
	text := "id,district,unit_id,voters,kind,name_ru\nx,2,,7,abroad,Посольство\ny,2.0,B,9,,\nz,12,,1,,\nu,,C,2,ship,\n"
	with := func(text string, districts map[string]int) *reading {
		r := away(text)
		r.layer.Units = []Unit{{ID: "A", Voters: 5}, {ID: "B", Voters: 4}, {ID: "C", Voters: 5}, {ID: "D", Voters: 9}}
		r.s.Elsewhere.Districts = districts
		require.NoError(t, r.readElsewhere())
		return r
	}
	plan := map[string]int{"A": 2, "B": 2, "C": 2, "D": 12}
	r := with(text, plan)
	require.NoError(t, r.faults.Err())
	assert.Equal(t, []Elsewhere{
		{ID: "x", Names: Names{"ru": "Посольство"}, Kind: "abroad", Unit: 0, District: 2, Voters: 7},
		{ID: "y", Names: Names{Undetermined: "y"}, Unit: 1, District: 2, Voters: 9},
		{ID: "z", Names: Names{Undetermined: "z"}, Unit: 3, District: 12, Voters: 1},
		{ID: "u", Names: Names{Undetermined: "u"}, Kind: "ship", Unit: 2, Voters: 2},
	}, r.layer.Elsewhere)
	require.Len(t, r.faults.Notes, 2)
	assert.Equal(t, "e.csv:2: x: its voters are given to district 2; they count in that of its units which has the most "+
		"voters, A; name another of its units under unit_id if it is not that one", r.faults.Notes[0].Error())

	again := with(string(r.s.Elsewhere.Plain), nil)
	require.NoError(t, again.faults.Err())
	assert.Nil(t, again.s.Elsewhere.Plain, "a plain table is its own record")
	assert.Equal(t, r.layer.Units, again.layer.Units)
	for i, x := range again.layer.Elsewhere {
		x.District = r.layer.Elsewhere[i].District
		assert.Equal(t, r.layer.Elsewhere[i], x)
	}

	told := func(r *reading) string {
		require.Error(t, r.faults.Err())
		return r.faults.Error()
	}
	assert.Contains(t, told(with(text, nil)), "e.csv:2: x: its voters are to count in district 2, and no district has a "+
		"number before there is a plan; name a unit under unit_id")
	wrong := told(with("id,district,unit_id,voters\nx,3,,1\ny,2,D,1\nz,2,Q,1\nw,,,1\n", plan))
	assert.Contains(t, wrong, `e.csv:2: x: the plan has no district "3" in which its voters could count; its districts `+
		`are numbered from 2 to 12`)
	assert.Contains(t, wrong, "e.csv:3: y: the unit D, in which its voters are to count, is not in district 2; leave one "+
		"of the two empty")
	assert.Contains(t, wrong, `e.csv:4: z: there is no unit "Q"`)
	assert.Contains(t, wrong, `e.csv:5: w: there is no unit ""`)
	assert.Contains(t, told(with("id,voters\nx,1\n", plan)), `no column "unit_id"`)
	assert.Contains(t, told(with("id,district,voters\nx,1,1\n", map[string]int{})), `the plan has no district "1"`)
}

// All faults are told at once, each with its line.
func TestReadElsewhereFaults(t *testing.T) {
	r := away("id,unit_id,voters\nx,B,1\nx,B,1\n,B,1\ny,BB,1\nz,B,-1\nu,B,\nv,B,1.5\nw,C,9\nq,,1\n")
	require.NoError(t, r.readElsewhere())
	err := r.faults.Err()
	require.Error(t, err)
	for _, want := range []string{
		"e.csv:3: x: the id is given on line 2 already", "e.csv:4: the line has no id",
		`e.csv:5: y: there is no unit "BB" in which its voters could count`, "e.csv:6: z: voters", "e.csv:7: u: voters",
		"e.csv:8: v: voters", "e.csv:9: w: voters add up to more than can be counted", `e.csv:10: q: there is no unit ""`,
	} {
		assert.Contains(t, strings.ReplaceAll(err.Error(), " “", ": "), want)
	}
	r = away("id,unit,voters\nx,B,1\n")
	require.NoError(t, r.readElsewhere())
	assert.ErrorContains(t, r.faults.Err(), `no column "unit_id"; did you mean "unit"?`)
}

// Letters in another encoding than the file says are refused, and those in one that is assumed are told; where only ids
// and numbers are asked for, which are the same in all, neither matters.
func TestElsewhereInOtherLetters(t *testing.T) {
	r := away("\ufeffid,unit_id,voters,name_ru\nx,B,1,\xcf\xee\xf1\xee\xeb\xfc\xf1\xf2\xe2\xee\n")
	require.NoError(t, r.readElsewhere())
	require.ErrorContains(t, r.faults.Err(), "which is no text in UTF-8")
	r = away("id,unit_id,voters,name_ru\nx,B,1,\xcf\xee\xf1\xee\xeb\xfc\xf1\xf2\xe2\xee\n")
	require.NoError(t, r.readElsewhere())
	require.NoError(t, r.faults.Err())
	require.Equal(t, "Посольство", r.layer.Elsewhere[0].Names["ru"])
	require.Len(t, r.faults.Notes, 1)
	require.Contains(t, r.faults.Notes[0].Error(), "windows-1251")
	r = away("\ufeffid,unit_id,voters,remark\nx,B,1,\xcf\xee\xf1\n")
	require.NoError(t, r.readElsewhere())
	require.NoError(t, r.faults.Err())
	require.Empty(t, r.faults.Notes)
}

// FuzzReadElsewhere reads anything, or says what is wrong: what it accepts is the same when it is written and read
// again.
func FuzzReadElsewhere(f *testing.F) {
	f.Add("id,unit_id,voters\nx,B,1\ny,101000000.0,1e1\n")
	f.Add("\ufeffvoters;id;unit_id;kind;name_ru\r\n7;x;B;abroad;\"a\"\"b\"\r\n")
	f.Add("\ufeffvoters;id;unit_id;kind;name_rux\n7;\xa7\xa7\xa7\r;B")
	f.Fuzz(func(t *testing.T, text string) {
		r := away(text)
		require.NoError(t, r.readElsewhere())
		if r.faults.Err() != nil {
			return
		}
		rows := [][]string{{"id", "unit_id", "voters", "kind", "name", "name_kk", "name_ru", "name_en"}}
		sum := int64(0)
		for _, x := range r.layer.Elsewhere {
			require.GreaterOrEqual(t, x.Voters, int64(0))
			sum += x.Voters
			row := []string{x.ID, r.layer.Units[x.Unit].ID, strconv.FormatInt(x.Voters, 10), x.Kind}
			for _, column := range rows[0][4:] {
				lang := strings.TrimPrefix(strings.TrimPrefix(column, "name"), "_")
				if lang == "" {
					lang = Undetermined
				}
				row = append(row, x.Names[lang])
			}
			rows = append(rows, row)
		}
		units := away("").layer.Units
		for i, u := range r.layer.Units {
			sum -= u.Voters - units[i].Voters
		}
		require.Zero(t, sum)
		again := away(table(t, rows...))
		require.NoError(t, again.readElsewhere())
		require.NoError(t, again.faults.Err())
		require.Equal(t, r.layer, again.layer)
	})
}
