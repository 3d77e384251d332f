package geo

import (
	"bytes"
	"encoding/csv"
	"math/big"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// table writes a table as spreadsheets do.
func table(t require.TestingT, rows ...[]string) string {
	var b bytes.Buffer
	require.NoError(t, csv.NewWriter(&b).WriteAll(rows))
	return b.String()
}

// plainRows are the rows of a table that another program would read: commas, one header, all rows of one length; nil
// where it is not as plain as that.
func plainRows(text string) [][]string {
	if strings.ContainsAny(text, ";\t|\r\"\ufeff") {
		return nil
	}
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(rows) == 0 {
		return nil
	}
	return rows
}

// FuzzReadVoters reads anything, or says what is wrong: what it accepts is the same when it is written and read again,
// and the numbers of a plain table are those that exact arithmetic reads.
func FuzzReadVoters(f *testing.F) {
	f.Add("unit_id,voters\n101000000,5\nB,0\n\"C, D\",7\n")
	f.Add("\ufeffunit_id;voters;voters_status\r\n101000000;1e3;x\r\nB;\"1\"\"2\"\r\n")
	f.Add("unit_id,voters\n101000000.0,5.0\nB,1.5e1\nE,7\n")
	f.Add("unit_id\tvoters\n\"")
	f.Fuzz(func(t *testing.T, text string) {
		units := append([]Unit{{ID: "E"}}, threeUnits[:2]...)
		v, err := mustVoters(file("v.csv", text), units)
		if err != nil {
			faults, ok := err.(*Faults) //nolint:errorlint // nothing else
			require.True(t, ok && len(faults.List) > 0)
			return
		}
		rows := [][]string{{"unit_id", "voters", "voters_status"}}
		for i, u := range units {
			require.GreaterOrEqual(t, v.Of[i], int64(0))
			rows = append(rows, []string{u.ID, strconv.FormatInt(v.Of[i], 10), v.Status[i]})
		}
		again, err := mustVoters(file("v.csv", table(t, rows...)), units)
		require.NoError(t, err)
		require.Equal(t, v, again)
		rows = plainRows(text)
		if len(rows) != len(units)+1 || strings.Join(rows[0], ",") != "unit_id,voters" {
			return
		}
		sum := new(big.Rat)
		for _, r := range rows[1:] {
			n, ok := new(big.Rat).SetString(strings.TrimSpace(r[1]))
			require.True(t, ok, r[1])
			sum.Add(sum, n)
		}
		for _, n := range v.Of {
			sum.Sub(sum, new(big.Rat).SetInt64(n))
		}
		require.Zero(t, sum.Sign())
	})
}

// FuzzReadAssignment is the same of plans, and says what is wrong exactly where nothing was read.
func FuzzReadAssignment(f *testing.F) {
	f.Add("unit_id,district\n101000000,5\nB,0\n\"C, D\",7\n")
	f.Add("district;unit_id;status\r\n1;B;\r\n1;B\r\n;;")
	f.Fuzz(func(t *testing.T, text string) {
		a, err := ReadAssignment(file("p.csv", text), threeUnits)
		if err != nil {
			faults, ok := err.(*Faults) //nolint:errorlint // nothing else
			require.True(t, ok && len(faults.List) > 0)
			return
		}
		rows := [][]string{{"unit_id", "district", "status"}}
		missing := map[int]bool{}
		for _, u := range a.Missing {
			missing[u] = true
		}
		for u, x := range threeUnits {
			if missing[u] {
				require.Zero(t, a.Line[u])
				continue
			}
			rows = append(rows, []string{x.ID, a.Of[u], a.Status[u]})
			for _, d := range a.Again[u] {
				rows = append(rows, []string{x.ID, d, ""})
			}
		}
		again, err := ReadAssignment(file("p.csv", table(t, rows...)), threeUnits)
		require.NoError(t, err)
		require.Equal(t, a.Of, again.Of)
		require.Equal(t, a.Status, again.Status)
		require.Equal(t, a.Again, again.Again)
		require.Equal(t, a.Missing, again.Missing)
		for _, n := range again.Notes {
			require.Equal(t, RepeatedUnit, n.Kind)
		}
	})
}
