package main

import (
	"math/big"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestParseSize(t *testing.T) {
	for text, want := range map[string]int64{"512MB": 512_000_000, "2GB": 2_000_000_000, "1.5GiB": 3 << 29, "1 kb": 1000,
		"7B": 7, "1e3MB": 1_000_000_000} {
		n, err := parseSize(text)
		require.NoError(t, err, text)
		require.Equal(t, want, n, text)
	}
	for _, text := range []string{"", "MB", "512", "-1MB", "0GB", "2 XB", "1e30TB", "NaNMB", "infGB", "2GBGB", "0.1B",
		"2GB5"} {
		_, err := parseSize(text)
		require.Error(t, err, text)
	}
}

// FuzzParseSize reads an amount of memory as exact arithmetic does, to a byte.
func FuzzParseSize(f *testing.F) {
	for _, s := range []string{"512MB", "1.5GiB", "4 gb", "1e3kb", "-1B", "NaNB", "9e18B", "MB", "0x10MB", "1_0MB"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, err := parseSize(s)
		if err != nil {
			require.Zero(t, n)
			return
		}
		require.Positive(t, n)
		number := strings.TrimRight(s, "BKMGTibkmgt ")
		want, ok := new(big.Float).SetString(number)
		require.True(t, ok, number)
		want.Mul(want, big.NewFloat(float64(sizes[strings.ToUpper(strings.TrimSpace(s[len(number):]))])))
		got, _ := want.Float64()
		require.InEpsilon(t, got, float64(n), 1)
		require.InDelta(t, got, float64(n), 1+1e-12*got)
	})
}
