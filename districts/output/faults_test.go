package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// state are the files of a folder with their contents; what hidden folders of a run hold is left out.
func state(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case e.IsDir() && e.Name() == journalDir:
			return fs.SkipDir
		case e.IsDir():
			return nil
		}
		data, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		out[filepath.ToSlash(rel)] = string(data)
		return err
	})
	require.NoError(t, err)
	return out
}

// put writes files as somebody else would.
func put(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	}
}

func setOf(t *testing.T, files map[string]string) *Set {
	t.Helper()
	s := &Set{}
	for name, text := range files {
		require.NoError(t, s.Add(name, []byte(text)))
	}
	return s
}

var (
	earlier = map[string]string{"plan": "old plan", "report": "old report", "tables/a": "old a", "gone/x": "old x"}
	listed  = []string{"plan", "report", "tables/a", "gone/x"}
	later   = map[string]string{"plan": "new plan", "report": "new report", "tables/a": "new a", "maps/deep/b": "new b"}
	theirs  = map[string]string{"notes.txt": "mine", "tables/mine": "mine too", "mine/deep/c": "and mine"}
)

func with(files, others map[string]string) map[string]string {
	out := map[string]string{}
	for _, m := range []map[string]string{files, others} {
		for k, v := range m {
			out[k] = v
		}
	}
	return out
}

// died is what a program that was killed says: nothing that it would have done after that is done.
var errDied = errors.New("killed")

// ways are the two ways in which a folder changes.
var ways = map[string]func(d disk) disk{
	"at once": func(d disk) disk { return d },
	"one by one": func(d disk) disk { // as where nobody may write beside the folder
		step := d.step
		return disk{func(what, path string) error {
			if what == "mkdir" && filepath.Ext(path) == ".okrug-new" {
				return fs.ErrPermission
			}
			return step(what, path)
		}}
	},
	"in two steps": func(d disk) disk { // as on systems without an exchange
		step := d.step
		return disk{func(what, path string) error {
			if what == "exchange" {
				return errors.ErrUnsupported
			}
			return step(what, path)
		}}
	},
}

// An error at any step of a change leaves the earlier files, whole, and nothing of the run; but where the new ones
// stood already, they stand, whole. Other people's files are never touched.
func TestAnErrorAtAnyStep(t *testing.T) {
	t.Parallel()
	for way, by := range ways {
		for _, fault := range []error{syscall.EIO, syscall.ENOSPC} {
			for n := 1; ; n++ {
				dir := filepath.Join(t.TempDir(), "out")
				put(t, dir, with(earlier, theirs))
				steps, what := 0, ""
				d := by(disk{func(s, path string) error {
					if steps++; steps == n {
						what = s + " " + path
						return fault
					}
					return nil
				}})
				err := setOf(t, later).replace(d, dir, listed)
				got := state(t, dir)
				if steps < n {
					require.NoError(t, err)
					require.Equal(t, with(later, theirs), got)
					require.Greater(t, n, 15, "not many steps")
					break
				}
				require.NoError(t, Recover(dir))
				after := state(t, dir)
				where := way + ", step " + strconv.Itoa(n) + " " + what
				switch {
				case err != nil && got["plan"] == "old plan":
					require.Equal(t, with(earlier, theirs), got, where)
					require.Equal(t, got, after, where)
					require.ErrorIs(t, err, fault, where)
				default: // a fault that mattered to nothing but what is left over
					require.Equal(t, with(later, theirs), after, where)
				}
				require.NoError(t, setOf(t, later).Replace(dir, listed), where)
				require.Equal(t, with(later, theirs), state(t, dir), where)
				entries, err := os.ReadDir(filepath.Dir(dir))
				require.NoError(t, err)
				require.Len(t, entries, 1, "%s: something is left beside the folder", where)
			}
		}
	}
}

// A program that is killed at any step leaves the earlier files or the new ones, whole; where files change one by one
// that is so once somebody reads the folder. The next run leaves nothing of the one that was killed.
func TestKilledAtAnyStep(t *testing.T) {
	t.Parallel()
	for way, by := range ways {
		for n := 1; ; n++ {
			dir := filepath.Join(t.TempDir(), "out")
			put(t, dir, with(earlier, theirs))
			steps, what := 0, ""
			d := by(disk{func(s, path string) error {
				if steps++; steps >= n {
					if what == "" {
						what = s + " " + path
					}
					return errDied
				}
				return nil
			}})
			_ = setOf(t, later).replace(d, dir, listed)
			if steps < n {
				require.Greater(t, n, 15)
				break
			}
			where := way + ", step " + strconv.Itoa(n) + " " + what
			if way == "at once" { // at every instant, without anybody's help
				now := state(t, dir)
				require.Contains(t, []map[string]string{with(earlier, theirs), with(later, theirs)}, now, where)
			}
			require.NoError(t, Recover(dir), where)
			now := state(t, dir)
			require.Contains(t, []map[string]string{with(earlier, theirs), with(later, theirs)}, now, where)
			again := setOf(t, map[string]string{"plan": "third"})
			require.NoError(t, again.Replace(dir, append(listed, "maps/deep/b")), where)
			require.Equal(t, with(map[string]string{"plan": "third"}, theirs), state(t, dir), where)
			entries, err := os.ReadDir(filepath.Dir(dir))
			require.NoError(t, err)
			require.Len(t, entries, 1, where)
		}
	}
}

// What somebody changes or adds in a folder while it is made anew stays theirs.
func TestChangesWhileItIsMade(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	put(t, dir, with(earlier, theirs))
	d := disk{func(what, _ string) error {
		if what == "exchange" {
			require.NoError(t, os.Remove(filepath.Join(dir, "notes.txt")))
			put(t, dir, map[string]string{"notes.txt": "changed", "tables/late": "late"})
		}
		return nil
	}}
	require.NoError(t, setOf(t, later).replace(d, dir, listed))
	want := with(later, theirs)
	want["notes.txt"], want["tables/late"] = "changed", "late"
	require.Equal(t, want, state(t, dir))
}

// Of two runs the second is told; a verb that holds a folder can write to it.
func TestTwoRuns(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	put(t, dir, earlier)
	other, err := lockFolder(dir) // as another program would
	require.NoError(t, err)
	var busy *BusyError
	require.ErrorAs(t, setOf(t, later).Replace(dir, listed), &busy)
	require.Equal(t, earlier, state(t, dir))
	_, err = Hold(dir)
	require.ErrorAs(t, err, &busy)
	other()

	release, err := Hold(dir)
	require.NoError(t, err)
	require.NoError(t, setOf(t, later).Replace(dir, listed))
	_, err = lockFolder(dir)
	require.ErrorIs(t, err, errBusy, "the new folder is held as the earlier one was")
	release()
	free, err := lockFolder(dir)
	require.NoError(t, err)
	free()
}

// A single file is the earlier one or the new one, whole, whatever step fails or is the last.
func TestOneFile(t *testing.T) {
	for _, fault := range []error{syscall.ENOSPC, errDied} {
		for n := 1; ; n++ {
			path := filepath.Join(t.TempDir(), "new", "a.txt")
			put(t, filepath.Dir(path), map[string]string{"a.txt": "old", "b.txt": "b"})
			steps := 0
			d := disk{func(string, string) error {
				if steps++; steps == n || steps > n && errors.Is(fault, errDied) {
					return fault
				}
				return nil
			}}
			err := writeFile(d, path, contents([]byte("new")))
			if steps < n {
				require.NoError(t, err)
				break
			}
			require.Error(t, err)
			require.NotContains(t, err.Error(), "okrug-new")
			data, err := os.ReadFile(path)
			require.NoError(t, err)
			require.Contains(t, []string{"old", "new"}, string(data))
			for name := range state(t, filepath.Dir(path)) { // what is left is swept when it is old
				long := time.Now().Add(-time.Hour)
				require.NoError(t, os.Chtimes(filepath.Join(filepath.Dir(path), name), long, long))
			}
			require.NoError(t, WriteFile(path, []byte("third")))
			require.Equal(t, map[string]string{"a.txt": "third", "b.txt": "b"}, state(t, filepath.Dir(path)))
		}
	}
}

// Many runs may write files to one folder at once.
func TestManyFilesAtOnce(t *testing.T) {
	dir := t.TempDir()
	release, err := Hold(dir)
	require.NoError(t, err)
	defer release()
	var wg sync.WaitGroup
	errs := make([]error, 40)
	for i := range errs {
		wg.Go(func() { errs[i] = WriteFile(filepath.Join(dir, strconv.Itoa(i%4)), []byte(strconv.Itoa(i))) })
	}
	wg.Wait()
	require.NoError(t, errors.Join(errs...))
	require.Len(t, state(t, dir), 4)
}

// In a folder with thousands of other files the files change one by one.
func TestAFolderOfManyOthers(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "out")
	others := map[string]string{}
	for i := range mostForeign + 1 {
		others["mine/"+strconv.Itoa(i)] = ""
	}
	put(t, dir, with(earlier, others))
	linked := 0
	d := disk{func(what, _ string) error {
		if what == "exchange" {
			linked++
		}
		return nil
	}}
	require.NoError(t, setOf(t, later).replace(d, dir, listed))
	require.Zero(t, linked)
	require.Equal(t, with(later, others), state(t, dir))
}

// A journal that somebody else has put into a folder puts nothing outside of it.
func TestAJournalFromElsewhere(t *testing.T) {
	root := t.TempDir()
	dir := filepath.Join(root, "out")
	put(t, root, map[string]string{"out/plan": "p", "home/secret": "mine",
		"out/.okrug-journal/new/0": "theirs", "out/.okrug-journal/old/x": ""})
	require.NoError(t, os.Symlink("../home", filepath.Join(dir, "maps")))
	for _, name := range []string{"maps/secret", "../home/secret", "/etc/x"} {
		put(t, root, map[string]string{"out/.okrug-journal/journal.json": `{"files":["` + name + `"]}`})
		require.Error(t, Recover(dir), name)
	}
	require.Equal(t, map[string]string{"secret": "mine"}, state(t, filepath.Join(root, "home")))
}

// Who reads a folder that another run makes anew just now is not kept from it.
func TestReadingWhileItIsMade(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	put(t, dir, earlier)
	read := 0
	d := disk{func(what, _ string) error {
		if what == "write" || what == "exchange" {
			read++
			require.NoError(t, Recover(dir))
			require.Equal(t, earlier, state(t, dir))
		}
		return nil
	}}
	require.NoError(t, setOf(t, later).replace(d, dir, listed))
	require.Greater(t, read, 5)
}

// Links lead to the folder or file that is written, and stay links.
func TestLinksStay(t *testing.T) {
	root := t.TempDir()
	dir, link := filepath.Join(root, "real"), filepath.Join(root, "link")
	put(t, dir, with(earlier, theirs))
	require.NoError(t, os.Symlink(dir, link))
	require.NoError(t, os.Symlink("notes.txt", filepath.Join(dir, "to-notes")))
	require.NoError(t, setOf(t, later).Replace(link, listed))
	info, err := os.Lstat(link)
	require.NoError(t, err)
	require.NotZero(t, info.Mode()&fs.ModeSymlink)
	to, err := os.Readlink(filepath.Join(dir, "to-notes"))
	require.NoError(t, err)
	require.Equal(t, "notes.txt", to)
	require.Equal(t, "new plan", state(t, dir)["plan"])
	require.NoError(t, os.Symlink("real/plan", filepath.Join(root, "p")))
	require.NoError(t, WriteFile(filepath.Join(root, "p"), []byte("through")))
	require.Equal(t, "through", state(t, dir)["plan"])
}

// A folder that the program stands in changes too, and is still the one it stands in.
func TestTheFolderOneStandsIn(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	put(t, dir, with(earlier, theirs))
	t.Chdir(dir)
	require.NoError(t, setOf(t, later).Replace(".", listed))
	require.Equal(t, with(later, theirs), state(t, "."))
	require.Equal(t, with(later, theirs), state(t, dir))
}
