package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// lines are what every verb is given to go through but for a mistake: SMALL is a scenario, PLAN a plan's folder, GRAPH
// a graph, PROOF a certificate, UNITS a file of areas and NEW a name in an empty folder.
var lines = map[string]string{
	"okrug plan":                   "--scenario SMALL --out NEW",
	"okrug check":                  "PLAN",
	"okrug scenario":               "",
	"okrug scenario example":       "",
	"okrug scenario schema":        "",
	"okrug scenario report-schema": "",
	"okrug scenario new":           "UNITS --yes --rule none --seats 3 --out NEW.yaml",
	"okrug scenario check":         "--scenario SMALL",
	"okrug units":                  "--scenario SMALL",
	"okrug regions":                "--scenario SMALL",
	"okrug amend":                  "PLAN --out NEW",
	"okrug compare":                "PLAN PLAN",
	"okrug certificate":            "",
	"okrug certificate verify":     "PROOF",
	"okrug solve":                  "GRAPH --districts 2 --tolerance 50% --work 1",
	"okrug graph":                  "PLAN",
	"okrug generate":               "--units 100 --out NEW",
	"okrug rules":                  "",
	"okrug rules show":             "none",
	"okrug resolution":             "PLAN --out NEW.html",
	"okrug corrigendum":            "PLAN PLAN --out NEW.html",
	"okrug publish":                "PLAN --out NEW --no-maps",
	"okrug verify":                 "PLAN --quick",
	"okrug apportion":              "--scenario SMALL",
	"okrug feasibility":            "--scenario SMALL",
	"okrug data":                   "",
	"okrug data build":             "--source PLAN --out NEW",
	"okrug inspect":                "UNITS",
	"okrug convert":                "PLAN NEW.gpkg",
	"okrug repair":                 "UNITS NEW.geojson",
	"okrug merge":                  "PLAN PLAN",
	"okrug map":                    "PLAN --out NEW.svg",
	"okrug version":                "",
}

// folders are the verbs whose --out is a folder, or a file whose ending says nothing; of all others, and of the flags
// in files, a file's ending must be one that is written.
var (
	folders = []string{"plan", "check", "amend", "compare", "generate", "publish", "feasibility", "build", "new"}
	files   = []string{"out", "certificate"}
)

// mistakes are values that are wrong of a flag whatever the files hold, or because they hold no such thing, with what
// the message has in it. A verb is not meant where it takes the value for something else.
var mistakes = []struct{ flag, value, says, but string }{
	{flag: "rule", value: "nope", says: `"nope"`},
	{flag: "lang", value: "de", says: "--lang de"},
	{flag: "seats", value: "1", says: "--seats 1", but: "new"},
	{flag: "seats", value: "100000", says: "--seats 100000", but: "apportion new"},
	{flag: "per-district", value: "2", says: "--per-district 2", but: "new"},
	{flag: "region", value: "Nowhere", says: "Nowhere"},
	{flag: "choose", value: "Nowhere=1", says: "Nowhere"},
	{flag: "uncertain", value: "Nowhere=1", says: "Nowhere"},
	{flag: "sheet", value: "region:Nowhere", says: "Nowhere"},
	{flag: "sheet", value: "district:99", says: "99"},
	{flag: "sheet", value: "nope", says: "nope"},
	{flag: "layer", value: "nope", says: "nope"},
	{flag: "encoding", value: "nope", says: "--encoding nope"},
	{flag: "crs", value: "nope", says: "--crs"},
	{flag: "objective", value: "nope", says: "nope"},
	{flag: "method", value: "nope", says: "nope"},
	{flag: "ties", value: "nope", says: "nope"},
	{flag: "paper", value: "nope", says: "nope"},
	{flag: "palette", value: "nope", says: "nope"},
	{flag: "adjacency", value: "nope", says: "nope"},
	{flag: "difference", value: "nope", says: "--difference"},
	{flag: "tolerance", value: "nope", says: "--tolerance"},
	{flag: "overlaps", value: "nope", says: "--overlaps"},
	{flag: "sample", value: "0", says: "--sample"},
	{flag: "frontier", value: "nope", says: "--frontier"},
	{flag: "nodes", value: "nope", says: "--nodes"},
	{flag: "time", value: "nope", says: "--time"},
	{flag: "max-memory", value: "nope", says: "--max-memory"},
}

// A mistake in a flag has one exit code, of whichever verb the flag is, and what is wrong in a file has another. Verbs
// and flags come from the program itself, so that one that is new is tried too.
func TestMistakesHaveOneCode(t *testing.T) {
	t.Parallel()
	fill := ready(t)
	refused := func(says string, args ...string) {
		t.Helper()
		code, _, errs := okrug(args...)
		assert.Equal(t, exitUsage, code, "%q: %s", args, errs)
		assert.Contains(t, errs, says, "%q", args)
	}
	everyVerb(t, func(c *cobra.Command, line []string) {
		path := strings.Fields(c.CommandPath())[1:]
		verb := slices.Concat(path, fill(line))
		for i := range line {
			if !strings.HasPrefix(line[i], "-") && (i == 0 || !strings.HasPrefix(line[i-1], "--")) {
				empty := slices.Clone(verb)
				empty[len(path)+i] = ""
				refused("an argument is empty", empty...)
			}
		}
		c.Flags().AddFlagSet(c.InheritedFlags())
		c.Flags().VisitAll(func(f *pflag.Flag) {
			switch f.Value.Type() {
			case "string", "stringSlice", "stringArray":
				refused("--"+f.Name+" is empty", append(slices.Clone(verb), "--"+f.Name+"=")...)
			case "int", "int64", "float64":
				refused("--"+f.Name+" -1", append(slices.Clone(verb), "--"+f.Name+"=-1")...)
			case "duration":
				refused("--"+f.Name+" -1s", append(slices.Clone(verb), "--"+f.Name+"=-1s")...)
			}
			if slices.Contains(files, f.Name) && !slices.Contains(folders, c.Name()) {
				refused("nope.foo", append(slices.Clone(verb), "--"+f.Name, "nope.foo")...)
			}
			for _, m := range mistakes {
				if m.flag == f.Name && !slices.Contains(strings.Fields(m.but), c.Name()) {
					refused(m.says, append(slices.Clone(verb), "--"+m.flag, m.value)...)
				}
			}
		})
	})
	for _, line := range []string{"rules show nope", "convert PLAN nope.foo", "repair UNITS nope.foo",
		"units --scenario SMALL --template nope.foo", "repair UNITS NEW.geojson --report nope.foo",
		"resolution --scenario SMALL --parse nope.html --out nope.foo", "apportion --scenario SMALL --method nope"} {
		refused("nope", fill(strings.Fields(line))...)
	}
	for _, line := range []string{"plan --scenario BAD/rule.yaml --out NEW", "plan --scenario BAD/seats.yaml --out NEW",
		"check nope", "plan --scenario nope --out NEW", "plan --scenario SMALL --voters nope --out NEW", "inspect nope",
		"map PLAN --out NEW.svg --logo UNITS"} {
		code, _, errs := okrug(fill(strings.Fields(line))...)
		assert.Equal(t, exitInput, code, "%s: %s", line, errs)
	}
}

// everyVerb visits every verb with the line that it goes through with.
func everyVerb(t *testing.T, visit func(c *cobra.Command, line []string)) {
	t.Helper()
	root := newRoot(&app{term: "en", stopping: &interruption{}})
	root.InitDefaultHelpCmd()
	var walk func(*cobra.Command)
	walk = func(c *cobra.Command) {
		if !c.IsAvailableCommand() && c.HasParent() || c.Name() == "completion" {
			return
		}
		if c.HasParent() {
			line, ok := lines[c.CommandPath()]
			require.True(t, ok, "%s is new: give it a line, so that mistakes are tried with it", c.CommandPath())
			if c.RunE != nil && !c.HasSubCommands() || c.Name() == "rules" {
				visit(c, strings.Fields(line))
			}
		}
		for _, below := range c.Commands() {
			walk(below)
		}
	}
	walk(root)
}

// ready makes what lines name, and returns what puts it in their place.
func ready(t *testing.T) func(line []string) []string {
	t.Helper()
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	small := filepath.Join("..", "..", "testdata", "small")
	require.NoError(t, os.CopyFS(at("small"), os.DirFS(small)))
	require.NoError(t, os.CopyFS(at("bad"), os.DirFS(small)))
	text, err := os.ReadFile(filepath.Join(small, "scenario.yaml"))
	require.NoError(t, err)
	text = []byte(strings.NewReplacer("{en: Two", "{ru: Два региона, en: Two", "[en]", "[en, ru]").Replace(string(text)))
	require.NoError(t, os.WriteFile(at("small/scenario.yaml"), text, 0o600))
	for name, change := range map[string][2]string{"rule": {"\nrule: ", "\nrule: nope # "},
		"seats": {"total: ", "total: 100 # "}} {
		changed := strings.Replace(string(text), change[0], change[1], 1)
		require.NotEqual(t, string(text), changed)
		require.NoError(t, os.WriteFile(at("bad/"+name+".yaml"), []byte(changed), 0o600))
	}
	for i, args := range [][]string{{"plan", "--scenario", at("small"), "--out", at("plan")},
		{"generate", "--units", "100", "--out", at("country")},
		{"solve", at("country/graph.json"), "--districts", "2", "--lower", "1", "--upper", "2", "--certificate",
			at("proof.json")}} {
		code, _, errs := okrug(append(args, "-q")...)
		require.Equal(t, []int{exitDone, exitDone, exitImpossible}[i], code, errs)
	}
	names := strings.NewReplacer("SMALL", at("small"), "PLAN", at("plan"), "GRAPH", at("country/graph.json"),
		"PROOF", at("proof.json"),
		"UNITS", at("small/units.geojson"), "NEW", at("new"), "BAD", at("bad"))
	return func(line []string) []string {
		out := slices.Clone(line)
		for i, x := range out {
			out[i] = names.Replace(x)
		}
		return out
	}
}
