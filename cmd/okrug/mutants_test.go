package main

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/input"
)

var allMutants = flag.Bool("mutants", false, "try every mutant of the files that are read, not a sample")

// prepared are the command lines that make the folders whose files are read.
var prepared = []string{
	"plan --scenario land.json --out plan",
	"plan --scenario finer.json --out parted",
	"amend plan --voters new.csv --out amended",
	"compare plan amended --out compared",
	"feasibility --scenario none.json --out none",
	"solve graph.json --tolerance 10% --objective border --certificate proof.json --out cut.csv",
	"graph plan --out drawn.json",
	"publish plan --out set --no-maps",
}

// mutated are the files that are read, and the command lines that read them.
var mutated = []struct {
	files string // a pattern
	lines []string
}{
	{"land.json", []string{"scenario check --scenario land.json", "plan --scenario land.json --out plan",
		"apportion --scenario land.json", "rules --scenario land.json"}},
	{"finer.json", []string{"plan --scenario finer.json --out parted"}},
	{"none.json", []string{"feasibility --scenario none.json --out none"}},
	{"units.geojson", []string{"scenario check --scenario land.json", "plan --scenario land.json --out plan",
		"graph --scenario land.json --out drawn.json"}},
	{"regions.geojson", []string{"scenario check --scenario land.json", "plan --scenario land.json --out plan"}},
	{"places.geojson", []string{"scenario check --scenario land.json"}},
	{"parts.geojson", []string{"scenario check --scenario finer.json", "plan --scenario finer.json --out parted"}},
	{"voters.csv", []string{"scenario check --scenario land.json", "plan --scenario land.json --out plan"}},
	{"uneven.csv", []string{"feasibility --scenario none.json --out none"}},
	{"new.csv", []string{"amend plan --voters new.csv --out amended", "check plan --voters new.csv",
		"feasibility --scenario land.json --voters new.csv"}},
	{"enacted.csv", []string{"check enacted.csv --scenario land.json", "plan --scenario land.json --out plan",
		"compare enacted plan --scenario land.json", "amend enacted.csv --scenario land.json --out amended",
		"resolution --plan enacted.csv --scenario land.json --out act.html",
		"publish enacted.csv --scenario land.json --out set --no-maps",
		"map enacted.csv --scenario land.json --out map.svg"}},
	{"grammar*.csv", []string{"scenario check --scenario land.json", "plan --scenario land.json --out plan"}},
	{"graph.json", []string{"solve graph.json --districts 2 --tolerance 10% --certificate proof.json --out cut.csv",
		"graph graph.json --out drawn.json", "solve graph.json --districts 2 --tolerance 10% --parents raion"}},
	{"adjacency.json", []string{"solve adjacency.json --districts 2 --tolerance 10%", "graph adjacency.json"}},
	{"drawn.json", []string{"solve drawn.json --districts 2 --tolerance 50% --out cut.csv"}},
	{"proof.json", []string{"certificate verify proof.json", "certificate verify proof.json --graph graph.json"}},
	{"plan/plan.geojson", []string{"check plan", "compare plan/plan.geojson amended --scenario land.json",
		"amend plan/plan.geojson --scenario land.json --out amended", "verify plan",
		"corrigendum plan amended --out change.html"}},
	{"plan/report.json", []string{"check plan", "verify plan", "publish plan --out set --no-maps",
		"resolution --plan plan --note --report plan/report.json --out note.html"}},
	{"plan/*.*", []string{"verify plan"}},
	{"plan/SHA256SUMS", []string{"verify plan", "publish plan --out set --no-maps"}},
	{"plan/inputs/*", []string{"verify plan", "check plan", "map plan --out map.svg"}},
	{"plan/tables/*", []string{"verify plan"}},
	{"none/*.json", []string{"verify none"}},
	{"none/certificate*.json", []string{"certificate verify none/certificate-A.json --case none"}},
	{"set/publication.json", []string{"verify set", "publish plan --out set --no-maps"}},
	{"set/index.html", []string{"verify set"}},
	{"compared/compare.json", []string{"compare plan amended --out compared"}},
	{"away.csv", []string{"scenario check --scenario land.json --elsewhere away.csv",
		"plan --scenario land.json --elsewhere away.csv --out plan"}},
}

// Whatever is wrong with a file, every verb that reads it ends with an answer or says what is wrong and where; a verb
// that refuses its input leaves all that stands as it was; and a plan's folder made of a mutant is one that verify
// accepts.
func TestMutants(t *testing.T) {
	inputs, err := filepath.Abs("testdata/mutants")
	require.NoError(t, err)
	t.Chdir(t.TempDir())
	require.NoError(t, os.CopyFS(".", os.DirFS(inputs)))
	for _, line := range prepared {
		code, out, errs := okrug(strings.Fields(line)...)
		require.Contains(t, []int{exitDone, exitImpossible}, code, "%s\n%s%s", line, out, errs)
	}
	standing := tree(t)
	random := rand.New(rand.NewPCG(1, 0))
	made, taken, found := 0, map[int]int{}, 0
	for _, m := range mutated {
		files, err := filepath.Glob(filepath.FromSlash(m.files))
		require.NoError(t, err)
		require.NotEmpty(t, files, m.files)
		for _, file := range files {
			if !textual(file) {
				continue
			}
			text := string(standing[file])
			count := mutantsOf(t, file, text, func(int) bool { return false }).count
			chosen, wanted := make([][]int, len(m.lines)), map[int]bool{} // by line, numbers of mutants; all of these
			for i := range m.lines {
				if *allMutants {
					for k := range count {
						chosen[i] = append(chosen[i], k)
					}
				} else {
					chosen[i] = []int{random.IntN(count), random.IntN(count)}
				}
				for _, k := range chosen[i] {
					wanted[k] = true
				}
			}
			all := mutantsOf(t, file, text, func(k int) bool { return wanted[k] }).made
			for i, line := range m.lines {
				for _, k := range chosen[i] {
					x := all[k]
					made++
					code, wrong := judge(t, file, x, line, standing)
					taken[code]++
					if wrong != "" {
						found++
						t.Errorf("%s: %s\nokrug %s: %s", file, x.what, line, wrong)
					}
					if found > 200 {
						t.Fatal("and so on")
					}
				}
			}
		}
	}
	t.Logf("%d mutants; exit codes %v", made, taken)
}

// textual says whether a file is one that okrug reads again.
func textual(file string) bool {
	return slices.Contains([]string{".json", ".geojson", ".csv", ".yaml", ""}, filepath.Ext(file))
}

// judge runs a command line with a mutant in place of a file, says what is wrong with its answer, and puts back what
// has changed.
func judge(t *testing.T, file string, x mutant, line string, standing map[string][]byte) (code int, wrong string) {
	require.NoError(t, os.WriteFile(file, []byte(x.text), 0o600))
	guard := time.AfterFunc(3*time.Minute, func() {
		panic(fmt.Sprintf("%s: %s\nokrug %s does not end", file, x.what, line))
	})
	defer guard.Stop()
	args := strings.Fields(line)
	code, out, errs := okrug(args...)
	now := tree(t)
	switch code {
	case exitDone:
		if strings.HasPrefix(line, "plan ") && !strings.Contains(line, "finer") {
			if code, out, errs := okrug("verify", args[len(args)-1]); code != exitDone {
				wrong = fmt.Sprintf("verify ends with %d\n%s%s", code, out, errs)
			}
		}
	case exitInput:
		if !namesFile(errs, standing) {
			wrong = "names no file: " + errs
		}
		for name, data := range now {
			if old, ok := standing[name]; name != file && (!ok || !bytes.Equal(old, data)) {
				wrong = name + " was written, though the input was refused: " + errs
			}
		}
		for name := range standing {
			if _, ok := now[name]; !ok {
				wrong = name + " is gone, though the input was refused: " + errs
			}
		}
	case exitImpossible, exitBroken, exitUnknown:
		if out+errs == "" {
			wrong = fmt.Sprintf("ends with %d and says nothing", code)
		}
	default:
		wrong = fmt.Sprintf("ends with %d: %s", code, errs)
	}
	if i := strings.IndexFunc(out+errs, input.Unprintable); i >= 0 {
		wrong = fmt.Sprintf("prints %q", (out + errs)[i:min(i+9, len(out+errs))])
	}
	for name, data := range now {
		if old, ok := standing[name]; !ok {
			require.NoError(t, os.RemoveAll(name))
		} else if !bytes.Equal(old, data) {
			require.NoError(t, os.WriteFile(name, old, 0o600))
		}
	}
	for name, data := range standing {
		if _, ok := now[name]; !ok {
			require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o700))
			require.NoError(t, os.WriteFile(name, data, 0o600))
		}
	}
	return code, wrong
}

// namesFile says whether a message names a file. What two files say of each other may be laid to either; the rules of
// a scenario, and files that a cut list of sums no longer has, are named by themselves.
func namesFile(errs string, standing map[string][]byte) bool {
	for name := range standing {
		if strings.Contains(errs, filepath.Base(name)) {
			return true
		}
	}
	return strings.Contains(errs, "rule own") || strings.Contains(errs, "holds files that okrug did not write")
}

// tree is every file below the working folder, by its path.
func tree(t *testing.T) map[string][]byte {
	files := map[string][]byte{}
	require.NoError(t, filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files[path], err = os.ReadFile(path)
		return err
	}))
	return files
}
