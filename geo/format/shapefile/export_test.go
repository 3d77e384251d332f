package shapefile

import "testing"

// LimitBytes makes the most bytes of a file fewer for a test.
func LimitBytes(t *testing.T, n int64) {
	before := mostBytes
	mostBytes = n
	t.Cleanup(func() { mostBytes = before })
}

// DriverPages are the code pages of the bytes of languages.
func DriverPages() map[byte]int { return drivers }
