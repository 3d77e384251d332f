package input

import (
	"encoding/json"
	"errors"
	"math/big"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/fault"
)

// FuzzWhole reads exactly the whole numbers, from 0 on and that can be counted, among what exact arithmetic reads.
func FuzzWhole(f *testing.F) {
	for _, s := range []string{"12", "12.0", "1.2e1", "-0", "1e400", "9223372036854775807", "9223372036854775808", "0.5e1",
		"1 000", "NaN", "", "-1e-3", "00.10e1", "1e+3", "+1", strings.Repeat("0", 65) + "7",
		"0E1000000000000000000000000000000\xd5", "1e", "1e-"} {
		f.Add(s)
	}
	f.Fuzz(wholeAsExact)
}

// TestWholeIsExact asks what FuzzWhole asks of every text of up to six of the characters that numbers are made of.
func TestWholeIsExact(t *testing.T) {
	texts := []string{""}
	for range 6 {
		for _, s := range texts {
			wholeAsExact(t, s)
		}
		longer := make([]string, 0, 8*len(texts))
		for _, s := range texts {
			for _, c := range "015.-+eE" {
				longer = append(longer, s+string(c))
			}
		}
		texts = longer
	}
	for _, s := range texts {
		wholeAsExact(t, s)
	}
}

// wholeAsExact lets exact arithmetic judge what Whole says of a text, however long it is.
func wholeAsExact(t *testing.T, s string) {
	n, bad := Whole(s)
	if bad != nil {
		require.False(t, bad.Detail.Empty(), s)
		require.Zero(t, n, s)
	}
	foreign := func(c rune) bool { return !strings.ContainsRune("0123456789.eE+-", c) }
	if strings.ContainsFunc(s, foreign) || strings.HasPrefix(s, "+") { // JSON has no + before a number
		require.NotNil(t, bad, s)
		return
	}
	if e := strings.IndexAny(s, "eE"); e >= 0 && len(s)-e > 5 || len(s) > 2000 {
		return // too large for the witness
	}
	x, ok := new(big.Rat).SetString(s)
	right := ok && x.IsInt() && x.Sign() >= 0 && x.Num().IsInt64()
	if right != (bad == nil) {
		require.Failf(t, "not as exact arithmetic reads it", "%q: %v", s, bad)
	}
	if right && x.Num().Int64() != n {
		require.Failf(t, "not as exact arithmetic reads it", "%q: %d, not %s", s, n, x)
	}
}

// FuzzUnmarshal reads what encoding/json reads, in the same way, but for keys given twice.
func FuzzUnmarshal(f *testing.F) {
	f.Add(`{"a": [1, null, {"b": "x"}], "c": 1e3}`)
	f.Add("\ufeff[NaN]")
	f.Add(`{"a": 1, "a": 2}`)
	f.Add(`{"a": 1} x`)
	f.Fuzz(func(t *testing.T, s string) {
		var ours, theirs any
		err := Unmarshal("f.json", []byte(s), &ours)
		want := json.Unmarshal([]byte(strings.TrimPrefix(s, "\ufeff")), &theirs)
		var faults *fault.Faults
		switch {
		case errors.As(err, &faults):
			require.NotEmpty(t, faults.List)
		case err != nil:
			require.Error(t, want)
		default:
			require.NoError(t, want)
			require.Equal(t, theirs, ours)
		}
	})
}
