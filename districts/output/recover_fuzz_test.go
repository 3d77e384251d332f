package output

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// FuzzRecover takes up any journal that a stranger's folder holds: nothing outside the folder changes, whatever it
// names, and once it is ended it is ended.
func FuzzRecover(f *testing.F) {
	f.Add(`{"files":["a.csv","sub/b.csv"],"gone":["c.csv"]}`)
	f.Add(`{"files":["../outside/kept"],"gone":["/etc/passwd"]}`)
	f.Add(`{"files":["link/kept"],"gone":["link/kept","link"]}`)
	f.Add(`{"files":[".okrug-journal/journal.json","a.csv","a.csv"],"gone":[".okrug-journal","a.csv/b"]}`)
	f.Fuzz(func(t *testing.T, text string) {
		base := t.TempDir()
		set, outside := filepath.Join(base, "set"), filepath.Join(base, "outside")
		write := func(text string, parts ...string) {
			path := filepath.Join(parts...)
			require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o700))
			require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
		}
		write("kept", outside, "kept")
		write("old", set, "a.csv")
		write("goes", set, "c.csv")
		write(text, set, journalDir, journalFile)
		for _, n := range []string{"0", "1", "2"} {
			write("new "+n, set, journalDir, "new", n)
		}
		require.NoError(t, os.MkdirAll(filepath.Join(set, journalDir, "old"), 0o700))
		if err := os.Symlink(outside, filepath.Join(set, "link")); err != nil {
			t.Skip("no links here")
		}
		err := Recover(set)
		entries, readErr := os.ReadDir(outside)
		require.NoError(t, readErr)
		require.Len(t, entries, 1)
		kept, readErr := os.ReadFile(filepath.Join(outside, "kept"))
		require.NoError(t, readErr)
		require.Equal(t, "kept", string(kept))
		if err != nil {
			require.NotEmpty(t, err.Error())
			return
		}
		_, gone := os.Lstat(filepath.Join(set, journalDir, journalFile))
		require.ErrorIs(t, gone, os.ErrNotExist)
		require.NoError(t, Recover(set))
	})
}
