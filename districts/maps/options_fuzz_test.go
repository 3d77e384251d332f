package maps

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// FuzzParseSheet reads the name of any sheet, or says which there are; what it accepts is the same when it is written
// and read again.
func FuzzParseSheet(f *testing.F) {
	for _, s := range []string{"national", "region:KZ-75", "district:18", "district:+07", "deviation", "region:"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		sheet, err := ParseSheet(s)
		if err != nil {
			require.ErrorContains(t, err, "district:NUMBER")
			return
		}
		again, err := ParseSheet(sheet.String())
		require.NoError(t, err)
		require.Equal(t, sheet, again)
	})
}
