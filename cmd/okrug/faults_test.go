package main

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/testdata"
)

var faultPlaces = flag.Int("faults", 24, "how many places to try faults at")

// writing are verbs that write, each into a folder "to" beside its inputs: once before any fault, and once more, which
// the faults are for.
var writing = []struct{ first, then string }{
	{"plan --scenario small --out to", "plan --scenario small --out to --variants 3"},
	{"publish plan --out to --no-maps", "publish changed --out to --no-maps"},
	{"convert plan to/units.shp --layer units", "convert plan to/units.shp --layer districts"},
	{"map plan --out to/map.svg", "map plan --out to/map.svg --title Small"},
}

// calls are the system calls that make, fill, sync, move and take away files.
var calls = []string{"openat", "write", "fsync", "renameat2", "renameat", "rename", "mkdirat", "unlinkat", "linkat",
	"fchmodat", "flock", "close", "ftruncate", "newfstatat"}

// strikes are what happens there: the program dies, or the call fails.
var strikes = []string{"signal=KILL", "error=EIO", "error=ENOSPC", "error=EDQUOT"}

// TestFaultsAtSystemCalls lets the program die, and lets every kind of system call fail, at one place after another of
// a run that writes over what an earlier one wrote: what is there afterwards is the old or the new, whole, beside
// somebody's own file; and the next run goes through and leaves nothing behind. It needs strace.
func TestFaultsAtSystemCalls(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("strace"); err != nil {
		t.Skip("no strace")
	}
	dir := t.TempDir()
	program := filepath.Join(dir, "okrug")
	out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput()
	require.NoError(t, err, string(out))
	if probe, err := exec.Command("strace", "-f", "-o", os.DevNull, program, "--version").CombinedOutput(); err != nil {
		t.Skipf("strace may trace nothing here: %s", probe)
	}
	require.NoError(t, os.CopyFS(filepath.Join(dir, "small"), os.DirFS(filepath.Join("..", "..", "testdata", "small"))))
	run := func(under []string, line string) (code int, said []byte) {
		args := append(slices.Clone(under), program)
		args = append(args, strings.Fields(line)...)
		c := exec.Command(args[0], args[1:]...)
		c.Dir = dir
		said, _ = c.CombinedOutput()
		return c.ProcessState.ExitCode(), said
	}
	done := func(line string) {
		code, said := run(nil, line)
		require.Zero(t, code, "%s: %s", line, said)
	}
	done("plan --scenario small --out plan")
	done("plan --scenario small --out changed --variants 3")
	to := filepath.Join(dir, "to")
	tried, struck, died, kept, made := 0, 0, 0, 0, 0
	for i, w := range writing {
		before := names(t, dir)
		prepare := func() {
			require.NoError(t, os.RemoveAll(to))
			require.NoError(t, os.MkdirAll(to, 0o755))
			require.NoError(t, os.RemoveAll(to))
			done(w.first)
			if i != 1 { // a published set takes no files of others
				require.NoError(t, os.WriteFile(filepath.Join(to, "my notes.txt"), []byte("mine"), 0o600))
			}
		}
		if i > 1 { // a single file goes into a folder that is there
			prepare = func() {
				require.NoError(t, os.RemoveAll(to))
				require.NoError(t, os.MkdirAll(to, 0o755))
				done(w.first)
				require.NoError(t, os.WriteFile(filepath.Join(to, "my notes.txt"), []byte("mine"), 0o600))
			}
		}
		prepare()
		old := contents(t, to)
		trace := filepath.Join(t.TempDir(), "trace")
		code, said := run([]string{"strace", "-f", "-qq", "-o", trace, "-e", "trace=" + strings.Join(calls, ",")}, w.then)
		require.Zero(t, code, "%s", said)
		fresh := contents(t, to)
		require.NotEqual(t, old, fresh)
		places := placesOf(t, trace)
		most := max(1, *faultPlaces/len(writing))
		for n := range min(most, len(places)*len(strikes)) {
			// Spread over all places and strikes, whatever their number.
			k := n * len(places) * len(strikes) / most
			if most >= len(places)*len(strikes) {
				k = n
			}
			place, strike := places[k/len(strikes)], strikes[k%len(strikes)]
			prepare()
			tried++
			code, said := run([]string{"strace", "-f", "-qq", "-o", trace, "-e", "trace=" + place.call, "-e",
				fmt.Sprintf("inject=%s:%s:when=%d", place.call, strike, place.n)}, w.then)
			what := fmt.Sprintf("%s, %s at %s %d, exit code %d: %s", w.then, strike, place.call, place.n, code, said)
			if log, err := os.ReadFile(trace); err == nil && (bytes.Contains(log, []byte("INJECTED")) ||
				bytes.Contains(log, []byte("SIGKILL"))) {
				struck++
			}
			if code < 0 || code == 137 {
				died++
			}
			switch now := contents(t, to); {
			case now == fresh:
				made++
			case now == old:
				kept++
				require.NotZero(t, code, "nothing was written, and it is called done: %s", what)
			default:
				require.Fail(t, "neither the old nor the new", "%s\n%s\n%s", what, now, fresh)
			}
			if bytes.Contains(said, []byte("to.okrug-kept")) { // told, and somebody has looked it through
				require.NotZero(t, code)
				require.Equal(t, old, contents(t, to+".okrug-kept"), what)
				require.NoError(t, os.RemoveAll(to+".okrug-kept"))
			}
			done(w.then)
			require.Equal(t, fresh, contents(t, to), "after the next run: %s", what)
			require.Equal(t, before, slices.DeleteFunc(names(t, dir), func(n string) bool { return n == "to" }),
				"left behind: %s", what)
		}
		require.NoError(t, os.RemoveAll(to))
	}
	t.Logf("%d places, struck %d, died %d; the old remained %d times, the new stood %d times", tried, struck, died, kept,
		made)
	testdata.Enough(t, "faults that struck", struck, tried/2)
}

// place is the n-th call of its kind of some thread.
type place struct {
	call string
	n    int
}

// placesOf are the places of a trace: strace counts the calls of each thread by itself.
func placesOf(t *testing.T, trace string) (out []place) {
	t.Helper()
	data, err := os.ReadFile(trace)
	require.NoError(t, err)
	most, count := map[string]int{}, map[string]int{}
	for _, m := range regexp.MustCompile(`(?m)^(\d+) +(\w+)\(`).FindAllStringSubmatch(string(data), -1) {
		count[m[1]+m[2]]++
		most[m[2]] = max(most[m[2]], count[m[1]+m[2]])
	}
	for _, c := range calls {
		for n := range most[c] {
			out = append(out, place{c, n + 1})
		}
	}
	return out
}

// contents are the names and bytes of all files in a folder, as one text, but for those that a run that died was
// making: they are hidden, and swept later.
func contents(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") && strings.Contains(d.Name(), ".okrug-") {
			return err
		}
		data, err := os.ReadFile(path)
		fmt.Fprintf(&b, "%s %x\n", strings.TrimPrefix(path, dir), sha256.Sum256(data))
		return err
	})
	if !os.IsNotExist(err) {
		require.NoError(t, err)
	}
	return b.String()
}

// names are those of what is in a folder.
func names(t *testing.T, dir string) (out []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}
