package main

import (
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
