package crosswalk_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts/crosswalk"
	"github.com/okrug/okrug/geo/fault"
)

func read(t testing.TB, text string) *crosswalk.Table {
	t.Helper()
	x, err := crosswalk.Read("t.csv", []byte(text))
	require.NoError(t, err)
	return x
}

// plan is one of single units: "A1 B2" has A in district 1 and B in 2, and "C" is named without one. A unit with a
// longer id is parted from its district, as in "AB1=2".
func plan(text string) crosswalk.Plan {
	p := crosswalk.Plan{File: "p.csv", Of: map[string][]int{}}
	for _, x := range strings.Fields(text) {
		if id, d, ok := strings.Cut(x, "="); ok {
			p.Of[id] = []int{int(d[0] - '0')}
			continue
		}
		p.Of[x[:1]] = nil
		for _, d := range x[1:] {
			p.Of[x[:1]] = append(p.Of[x[:1]], int(d-'0'))
		}
	}
	return p
}

func TestCarry(t *testing.T) {
	voters := map[string]int64{"A": 60, "B": 40, "C": 40}
	for name, c := range map[string]struct {
		table, plan, to string
		voters          map[string]int64 // of a list that is known
		want            string
		notes           []string
	}{
		"unnamed units keep their id": {table: "old_id,new_id\nA,X\n", plan: "A1 B2", to: "B X", want: "X1 B2"},
		"divided": {table: "old_id,new_id\nA,X\nA,Y\n", plan: "A1 B2", to: "B X Y",
			want: "X1 Y1 B2"},
		"divided, and one part keeps the id": {table: "old_id,new_id\nA,X\n", plan: "A1 B2", to: "A B X", want: "A1 X1 B2"},
		"joined in one district": {table: "old_id,new_id\nA,X\nB,X\n", plan: "A1 B1 C2", to: "C X",
			want: "X1 C2"},
		"joined, and one keeps its id": {table: "kato_2024,into_kato\nB,A\n", plan: "A1 B1 C2", to: "A C",
			want: "A1 C2"},
		"codes changed places": {table: "old_id,new_id\nA,B\nB,A\n", plan: "A1 B2", to: "A B", want: "A2 B1"},
		"joined of two, by the table's voters": {table: "old_id,new_id,voters\nA,X,1 000\nB,X,2 000\n", plan: "A1 B2 C3",
			to: "X C", want: "X2 C3", notes: []string{"districts 2 (66.67 %), 1 (33.33 %), and is taken for the first",
				"no unit is left to district 1"}},
		"two small ones of a district are more than a large one": {table: "old_id,new_id,area\nA,X,60.5\nB,X,40\nC,X,40\n",
			plan: "A1 B2 C2", to: "X", want: "X2", notes: []string{"2 (56.94 %), 1 (43.06 %)", "no unit is left to district 1"}},
		"by the voters of the plan's list": {table: "old_id,new_id\nA,X\nB,X\n", plan: "A1 B2 C3", to: "X C", voters: voters,
			want: "X1 C3", notes: []string{"1 (60.00 %), 2 (40.00 %)", "no unit is left to district 2"}},
		"by shares of its voters": {table: "old_id,new_id,share\nA,X,50%\nA,Y,0.5\nB,X,\n", plan: "A1 B2 C3", to: "X Y C",
			voters: voters, want: "X2 Y1 C3", notes: []string{"2 (57.14 %), 1 (42.86 %)"}},
		"backwards, by shares of the unit that comes again": {table: "old_id,new_id,share\nA,X,0.4\nA,Y,0.6\n", plan: "X1 Y2",
			to: "A", want: "A2", notes: []string{"2 (60.00 %), 1 (40.00 %)", "no unit is left to district 1"}},
		"backwards": {table: "old_id,new_id\nA,X\nA,Y\nB,Z\n", plan: "X1 Y1 Z2 C3", to: "A B C", want: "A1 B2 C3"},
		"backwards, though this list has all ids": {table: "kato_2024,into_kato\nB,A\n", plan: "A1 C2", to: "A B C",
			want: "A1 B1 C2"},
		"what the plan does not know": {table: "old_id,new_id\nA,X\nB,X\nC,Z\n", plan: "A1 B C2", to: "X Z", want: "Z2",
			notes: []string{"p.csv: it gives no district to 1 unit of \"old_id\" in t.csv: B",
				"districts 1, none, and how many", "no unit is left to district 1", "1 unit has no district"}},
		"named twice": {table: "old_id,new_id\nA,X\n", plan: "A13 B2", to: "B X", want: "X13 B2"},
	} {
		p := plan(c.plan)
		if c.voters != nil {
			p.Units, p.Voters = []string{"A", "B", "C"}, c.voters
		}
		of, notes, err := read(t, c.table).Carry(p, strings.Fields(c.to))
		require.NoError(t, err, name)
		want := plan(c.want)
		require.Equal(t, want.Of, of, name)
		require.Len(t, notes, len(c.notes)+1, name) // and the way
		for i, n := range c.notes {
			require.Contains(t, strings.ReplaceAll(notes[i+1].Error(), "\u00a0", " "), n, name)
		}
	}
}

// All units of the table are told to which the plan gives no district, and one that is nearly as a unit of the plan is
// taken for another where the plan names it, or a row does the other.
func TestCarryLeavesOut(t *testing.T) {
	rows, all := "old_id,new_id\nAB2,X\nAB1,X\n", []string{"AB2"}
	to := []string{"X", "K"}
	for i := range 12 {
		id := fmt.Sprintf("Q%02d", i)
		rows += id + "," + id + "new\n"
		all, to = append(all, id), append(to, id+"new")
	}
	p := plan("AB1=1 K=2")
	_, notes, err := read(t, rows).Carry(p, to)
	require.NoError(t, err)
	require.Contains(t, notes[1].Error(), "p.csv: it gives no district to 13 units of \"old_id\" in t.csv: "+
		strings.Join(all, ", "))
	p = plan("102=1 103=1 K=2")
	_, _, err = read(t, "old_id,new_id\n101,X\n").Carry(p, []string{"X", "102", "103", "K"})
	require.ErrorContains(t, err, "did you mean \"102\" or \"103\"?")
	p.Of["101"] = nil // named without a district
	_, notes, err = read(t, "old_id,new_id\n101,X\n").Carry(p, []string{"X", "102", "103", "K"})
	require.NoError(t, err)
	require.Contains(t, notes[1].Error(), "gives no district to 1 unit of \"old_id\" in t.csv: 101")
}

// All that is wrong is told at once.
func TestCarryFaults(t *testing.T) {
	for name, c := range map[string]struct {
		table, plan, to string
		known           string // the plan's list, "" for none
		want            []string
	}{
		"strange ids": {table: "old_id,new_id\nA,X\nQ,Y\nB,V\n", plan: "A1 B2 C3", to: "X Y C", known: "A B C",
			want: []string{
				"t.csv:3: Q: the list that the plan was made on has no such unit",
				"t.csv:4: V: the list that the plan is read for has no such unit"}},
		"new of nothing, and gone": {table: "old_id,new_id\nA,X\n", plan: "A1 B2", to: "X N", known: "A B", want: []string{
			"p.csv: B: neither has the list that the plan is read for such a unit, nor does t.csv say what became of it",
			"t.csv: N: no row says of which units of the plan's list it was made"}},
		"written nearly as a unit of the plan": {table: "old_id,new_id\nAB2,X\nCD1,X\nEF,Y\nGG,Y\n", plan: "AB1=1 CD1=2 K=1",
			to: "X Y K", want: []string{"t.csv:2: AB2: the plan has no such unit; did you mean \"AB1\"? If not, name it " +
				"in the plan without a district", "p.csv: AB1: neither has the list"}},
		"two letters exchanged": {table: "old_id,new_id\n1021,X\n", plan: "1012=1 K=2", to: "X K 1012", want: []string{
			"t.csv:2: 1021: the plan has no such unit; did you mean \"1012\"?"}},
		"in doubt": {table: "old_id,new_id\nA,X\nB,X\nC,Y\nD,Y\n", plan: "A1 B2 C1 D2", to: "X Y", want: []string{
			"t.csv: X: it is made of units of districts 1, 2, and how many voters each part has is not known; give the table " +
				"a column voters, and with it a row for each of A, B",
			"t.csv: Y: it is made"}},
		"as many": {table: "old_id,new_id,voters\nA,X,5\nB,X,5\n", plan: "A1 B2", to: "X", want: []string{
			"t.csv: X: it is made of units of districts 1 (50.00 %), 2 (50.00 %), and none has the most; say which"}},
		"nobody in either": {table: "old_id,new_id,voters\nA,X,0\nB,X,0\n", plan: "A1 B2", to: "X", want: []string{
			"t.csv: X: it is made of units of districts 1, 2, and none has the most"}},
	} {
		p := plan(c.plan)
		p.Units = strings.Fields(c.known)
		if c.known == "" {
			p.Units = nil
		}
		_, _, err := read(t, c.table).Carry(p, strings.Fields(c.to))
		require.Error(t, err, name)
		lines := strings.Split(strings.ReplaceAll(err.Error(), "\u00a0", " "), "\n")
		require.Len(t, lines, len(c.want), "%s: %v", name, err)
		for i, want := range c.want {
			require.Contains(t, lines[i], want, name)
		}
	}
}

func TestRead(t *testing.T) {
	for text, want := range map[string][]string{
		"":                               {"t.csv: the file is empty"},
		"a,b\n1,2\n":                     {"no table of it has a column of the earlier and one of the later units' ids"},
		"old_id,new_id\n1,\n,2\n":        {"t.csv:2: 1: the line names one unit alone", "t.csv:3: 2: the line names"},
		"old_id,new_id\n1,2\n1,3\n1,2\n": {"t.csv:4: 1 → 2: the pair stands in line 2 too; keep one of the two"},
		"old_id,new_id,share\n1,2,0.5\n1,3,0.4\n4,5,0.333\n4,6,0.333\n4,7,0.333\n8,8,0.3\n9,2,0.5\n9,3,\n": {
			"t.csv:2: 1: its shares add up to 90.00 %; give every part of the unit a row", "t.csv:7: 8: its shares add up to",
			"t.csv:8: 9: some of its rows have no share"},
		"old_id,new_id,share\n1,2,1.5\n1,3,x\n1,4,-1\n": {"t.csv:2: 1 → 2: share is 1.5, more than the whole; write a " +
			"number from 0 to 1, such as 0.25, or 25%", `share is "x", not a number`, `share is "-1", not a number`},
		"old_id,new_id,voters\n1,2,1.5\n":       {"voters is 1.5, not a whole number"},
		"old_id,new_id,area\n1,2,\"1,234\"\n":   {`area is "1,234", not a number`},
		"old_id,new_id,share,voters\n1,2,1,5\n": {"t.csv:1: several columns say how much"},
		"old_id,new_id\n1,2,3\n":                {"t.csv:2: the line has 3 cells"},
	} {
		_, err := crosswalk.Read("t.csv", []byte(text))
		require.Error(t, err, text)
		lines := strings.Split(strings.ReplaceAll(err.Error(), "\u00a0", " "), "\n")
		require.Len(t, lines, len(want), "%s: %v", text, err)
		for i, w := range want {
			require.Contains(t, lines[i], w, text)
		}
	}
	x := read(t, "old_id;new_id;доля\n1;2;0,4\n1;3;60 %\n")
	require.Equal(t, "2/5", x.Rows[0].Weight.RatString())
	require.Equal(t, "3/5", x.Rows[1].Weight.RatString())
}

// A table of many thousand rows with nothing right is told of in reasonable time, and the same every time.
func TestManyFaults(t *testing.T) {
	var b strings.Builder
	b.WriteString("old_id,new_id\n")
	r := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		for i := range 13 {
			if i == 6 {
				b.WriteByte(',')
			} else {
				b.WriteByte(byte('0' + r.IntN(10)))
			}
		}
		b.WriteByte('\n')
	}
	x := read(t, b.String())
	var first string
	for range 2 {
		_, _, err := x.Carry(plan("A1"), []string{"B"})
		var all *fault.Faults
		require.ErrorAs(t, err, &all)
		if first == "" {
			first = err.Error()
		}
		require.Equal(t, first, err.Error())
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("old_id,new_id,share\n1,2,0.5\n1,3,50%\n"), "A1 B2")
	f.Add([]byte("kato_2024,into_kato,voters\nB,A,1 000\n"), "A1 B2")
	f.Fuzz(func(t *testing.T, data []byte, text string) {
		x, err := crosswalk.Read("t.csv", data)
		if err != nil {
			require.NotEmpty(t, err.Error())
			return
		}
		p := plan("A1 B2 C")
		of, _, err := x.Carry(p, strings.Fields(text))
		if err != nil {
			require.NotEmpty(t, err.Error())
		}
		for id, numbers := range of {
			require.Contains(t, text, id)
			require.NotEmpty(t, numbers)
		}
	})
}
