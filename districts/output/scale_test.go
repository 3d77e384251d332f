package output

import (
	"bytes"
	"crypto/sha256"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"
)

// A file that lies on the disk is never in memory as a whole: neither when its sum is asked for nor when it is written.
func TestLargeFilesPassPieceByPiece(t *testing.T) {
	const size = 64 << 20
	data := bytes.Repeat([]byte("district"), size/8)
	from := filepath.Join(t.TempDir(), "units.geojson")
	require.NoError(t, os.WriteFile(from, data, 0o600))
	want := sha256.Sum256(data)
	dir := filepath.Join(t.TempDir(), "out")
	var set Set
	require.NoError(t, set.AddFrom("units.geojson", from, want))

	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	got, n, err := set.Sum("units.geojson")
	require.NoError(t, err)
	require.NoError(t, set.Write(dir))
	runtime.ReadMemStats(&after)
	require.Equal(t, want, got)
	require.EqualValues(t, size, n)
	require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(size/8))

	written, _, err := SumFile(filepath.Join(dir, "units.geojson"))
	require.NoError(t, err)
	require.Equal(t, want, written)
}

// What is no longer what it was is not written, and its sum not given.
func TestChangedFilesAreNotWritten(t *testing.T) {
	from := filepath.Join(t.TempDir(), "a")
	require.NoError(t, os.WriteFile(from, []byte("before"), 0o600))
	var set Set
	require.NoError(t, set.AddFrom("a", from, sha256.Sum256([]byte("before"))))
	require.NoError(t, os.WriteFile(from, []byte("after"), 0o600))
	_, _, err := set.Sum("a")
	require.ErrorContains(t, err, "has changed meanwhile")
	dir := filepath.Join(t.TempDir(), "out")
	require.ErrorContains(t, set.Write(dir), "has changed meanwhile")
	require.NoDirExists(t, dir)
}
