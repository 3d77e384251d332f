package input

import (
	"encoding/json"
	"errors"
	"math"
	"math/big"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/fault"
)

// FuzzWhole reads exactly the whole numbers, from 0 on and that can be counted, among what exact arithmetic reads.
func FuzzWhole(f *testing.F) {
	for _, s := range []string{"12", "12.0", "1.2e1", "-0", "1e400", "9223372036854775807", "9223372036854775808", "0.5e1",
		"1 000", "NaN", "", "-1e-3", "00.10e1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, bad := Whole(s)
		if strings.Trim(s, "0123456789.eE-") != "" || len(s) > 40 {
			require.NotNil(t, bad, s)
			return
		}
		x, ok := new(big.Rat).SetString(s)
		if strings.Contains(strings.ToLower(s), "e") && len(s[strings.IndexAny(s, "eE"):]) > 5 {
			return // too large for the witness
		}
		right := ok && x.IsInt() && x.Sign() >= 0 && x.Num().IsInt64()
		require.Equal(t, right, bad == nil, "%s: %v", s, bad)
		if right {
			require.Equal(t, x.Num().Int64(), n)
		}
		if bad != nil {
			require.False(t, bad.Detail.Empty())
		}
		require.LessOrEqual(t, n, int64(math.MaxInt64))
	})
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
