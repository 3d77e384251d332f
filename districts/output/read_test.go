package output

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"
)

// A file that never ends, is larger than the limit or lies elsewhere is refused before it is read, whoever opens it.
func TestOnlyFilesThatEnd(t *testing.T) {
	defer Limit(0)
	Limit(1000)
	root := t.TempDir()
	dir := filepath.Join(root, "in")
	put(t, root, map[string]string{"in/small": "text", "in/sub/deep": "deep", "secret": "secret"})
	sparse := filepath.Join(dir, "sparse")
	put(t, dir, map[string]string{"sparse": ""})
	require.NoError(t, os.Truncate(sparse, 1<<40))
	if runtime.GOOS != "windows" {
		require.NoError(t, os.Symlink("../secret", filepath.Join(dir, "link")))
		require.NoError(t, os.Symlink("small", filepath.Join(dir, "inner")))
		require.NoError(t, os.Symlink("..", filepath.Join(dir, "up")))
	}
	read := func(name string) []func() ([]byte, error) {
		return []func() ([]byte, error){
			func() ([]byte, error) { return ReadFile(filepath.Join(dir, name)) },
			func() ([]byte, error) { return Dir(dir).ReadFile(name) },
			func() ([]byte, error) { return fs.ReadFile(Dir(dir), name) },
		}
	}
	for _, name := range []string{"small", "sub/deep", "inner"} {
		for _, f := range read(name) {
			data, err := f()
			require.NoError(t, err, name)
			require.NotEmpty(t, data)
		}
	}
	for _, f := range read("sparse") {
		_, err := f()
		require.ErrorContains(t, err, "MB; if it is what you mean, raise the limit with --max-file")
	}
	for _, name := range []string{"link", "up/secret"} {
		_, err := Dir(dir).ReadFile(name)
		require.EqualError(t, err, name+" lies outside the folder "+dir+", or is a link out of it")
	}
	_, err := Dir(dir).ReadFile("../secret")
	require.Error(t, err)
	_, err = ReadFile("/dev/zero")
	require.ErrorContains(t, err, "is not a regular file")
	_, err = Dir(dir).ReadFile("none")
	require.ErrorIs(t, err, fs.ErrNotExist)
	var names []string
	require.NoError(t, fs.WalkDir(Dir(dir), ".", func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			names = append(names, path)
		}
		return err
	}))
	require.Subset(t, names, []string{"small", "sub/deep"})
}

// A file takes as much memory as it is large, and not what a buffer that grows leaves behind.
func TestFilesAreReadInOnePiece(t *testing.T) {
	const size = 16 << 20
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "large"), make([]byte, size), 0o600))
	for name, read := range map[string]func() ([]byte, error){
		"by name":   func() ([]byte, error) { return ReadFile(filepath.Join(dir, "large")) },
		"in folder": func() ([]byte, error) { return Dir(dir).ReadFile("large") },
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		data, err := read()
		runtime.ReadMemStats(&after)
		require.NoError(t, err, name)
		require.Len(t, data, size, name)
		require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(size+size/4), name)
	}
}
