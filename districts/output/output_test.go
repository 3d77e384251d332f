package output

import (
	"crypto/sha256"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestFilesAppearTogetherAndOthersStay(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "out")
	var s Set
	require.NoError(t, s.Add("a.txt", []byte("1")))
	require.NoError(t, s.Add("maps/b.txt", []byte("2")))
	require.NoError(t, s.Write(dir))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "mine.txt"), []byte("3"), 0o600))
	require.NoError(t, s.Write(dir))
	var found []string
	require.NoError(t, filepath.Walk(dir, func(p string, i os.FileInfo, err error) error {
		if err == nil && !i.IsDir() {
			found = append(found, filepath.ToSlash(p[len(dir)+1:]))
		}
		return err
	}))
	require.Equal(t, []string{"a.txt", "maps/b.txt", "mine.txt"}, found)
}

func TestAFailureLeavesTheEarlierFiles(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "a.txt"), []byte("old"), 0o600))
	require.NoError(t, os.Mkdir(filepath.Join(dir, "z.txt"), 0o700)) // a folder where a file should go
	var s Set
	require.NoError(t, s.Add("a.txt", []byte("new")))
	require.NoError(t, s.Add("z.txt", []byte("new")))
	require.ErrorContains(t, s.Write(dir), "is a folder")
	data, err := os.ReadFile(filepath.Join(dir, "a.txt"))
	require.NoError(t, err)
	require.Equal(t, "old", string(data))
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, entries, 2, "no temporary files remain")
}

func TestNamesStayInside(t *testing.T) {
	var s Set
	require.Error(t, s.Add("../a", nil))
	require.Error(t, s.Add("/a", nil))
	require.NoError(t, s.Add("a", nil))
	require.Error(t, s.Add("a", nil))
}

func TestFoldersThatCannotBe(t *testing.T) {
	var s Set
	require.NoError(t, s.Add("a", nil))
	require.ErrorContains(t, s.Write(""), "no name")
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	require.EqualError(t, s.Write(file), file+" is a file; choose another output folder")
	err := s.Write(filepath.Join(file, "sub"))
	require.ErrorContains(t, err, "cannot write to the folder "+filepath.Join(file, "sub")+": ")
	require.NotContains(t, err.Error(), ".tmp")
}

func TestFolderWithoutPermission(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.Chmod(dir, 0o500)) //nolint:gosec // a folder that nobody may write to
	if f, err := os.CreateTemp(dir, ""); err == nil {
		require.NoError(t, f.Close())
		t.Skip("this user may write to every folder")
	}
	var s Set
	require.NoError(t, s.Add("a", nil))
	err := s.Write(dir)
	require.ErrorIs(t, err, os.ErrPermission)
	require.EqualError(t, err,
		"cannot write to the folder "+dir+": permission denied; make it writable or choose another output folder")
}

// Ids of any alphabet and length name files of any system, each its own.
func TestFileNames(t *testing.T) {
	long := strings.Repeat("r", 300)
	got := FileNames([]string{"KZ-75", "Жер", "Тау", "aux", "AUX", "a/b", "A.B", long + "1", long + "2", ""})
	require.Equal(t, map[string]string{"KZ-75": "KZ-75", "Жер": "___", "Тау": "___-2", "aux": "aux-2", "AUX": "AUX-3",
		"a/b": "a_b", "A.B": "A_B-2", long + "1": long[:80], long + "2": long[:80] + "-2", "": "-2"}, got)
}

// A file that the set has from the disk is written as it lies there, or, where it has changed meanwhile, nothing is.
func TestFilesOfTheDisk(t *testing.T) {
	from := filepath.Join(t.TempDir(), "large")
	put(t, filepath.Dir(from), map[string]string{"large": "many bytes"})
	for _, now := range []string{"many bytes", "other bytes"} {
		s := &Set{}
		require.NoError(t, s.Add("small", []byte("few")))
		require.NoError(t, s.AddFrom("deep/large", from, sha256.Sum256([]byte("many bytes"))))
		all := &Set{}
		require.NoError(t, all.AddAll(s))
		require.Error(t, all.AddAll(s), "each file once")
		put(t, filepath.Dir(from), map[string]string{"large": now})
		dir := filepath.Join(t.TempDir(), "out")
		err := all.Write(dir)
		if now == "many bytes" {
			require.NoError(t, err)
			require.Equal(t, map[string]string{"small": "few", "deep/large": now}, state(t, dir))
			continue
		}
		require.ErrorContains(t, err, "has changed meanwhile")
		require.NoDirExists(t, dir)
		require.Nil(t, all.Data("deep/large"))
	}
}

// A file that cannot be written to its end leaves the earlier one as it was, and nothing beside it.
func TestWriteFileBy(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.txt")
	require.NoError(t, WriteFile(path, []byte("old")))
	broken := errors.New("broken")
	err := WriteFileBy(path, func(w io.Writer) error {
		_, err := io.WriteString(w, "half")
		return errors.Join(err, broken)
	})
	require.ErrorIs(t, err, broken)
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, "old", string(data))
	left, err := os.ReadDir(filepath.Dir(path))
	require.NoError(t, err)
	require.Len(t, left, 1)
	require.NoError(t, WriteFileBy(path, func(w io.Writer) error { _, err := io.WriteString(w, "new"); return err }))
	data, err = os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, "new", string(data))
}
