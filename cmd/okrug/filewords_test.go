package main

import (
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What flags with a text take: files and folders that are read, those that are written, and what is neither.
var (
	readFlags = []string{"scenario", "units", "settlements", "regions", "places", "voters", "elsewhere", "matches", "plan",
		"crosswalk", "base", "old-scenario", "old-units", "report", "template", "note-template", "parse", "logo", "font",
		"case", "graph", "source"}
	writeFlags = []string{"out", "certificate", "doubts"}
	wordFlags  = []string{"lang", "rule", "objective", "adjacency", "voters-source", "voters-as-of", "voters-sheet",
		"voters-column", "id-column", "name-column", "region-column", "status-column", "id-field", "name-field",
		"voters-field", "kind-field", "region-field", "region-id-field", "region-name-field", "choose", "region",
		"difference", "sheet", "paper", "title", "palette", "layer", "encoding", "crs", "method", "ties", "frontier",
		"uncertain", "tolerance", "parents", "length", "languages", "id", "overlaps", "assignment"}
)

// Latin words that Russian sentences have: names of formats and files, and what stands in lines of use.
var latin = regexp.MustCompile(`--[a-z-]+|\bokrug( [a-z]+)*|\b(CSV|JSON|XLSX|GeoJSON|YAML|PNG|JPEG|DOCX|HTML|PLAN|` +
	`DIR|FILE|VERB|TrueType|SHA256SUMS|ogr2ogr|kz2022|enacted|voters)\b|\[flags\]|\S*[/.][\w./-]+`)

var word = regexp.MustCompile(`[A-Za-z]{2,}`)

// Whatever is wrong with a file or folder is said in the user's language and with the user's name of it, whichever verb
// and flag it is given to: a folder in place of a file, a file in place of a folder, nothing at all, or what nobody may
// read or write.
func TestFilesAreSpokenOfInWords(t *testing.T) {
	t.Parallel()
	fill := ready(t)
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	require.NoError(t, os.Mkdir(at("folder"), 0o700))
	require.NoError(t, os.WriteFile(at("file"), []byte{0}, 0o600))
	require.NoError(t, os.WriteFile(at("locked"), nil, 0o000))
	reads := []string{at("folder"), at("nothing"), at("file/below"), strings.Repeat("n", 300)}
	if _, err := os.ReadFile(at("locked")); err != nil { // else this user may read all
		reads = append(reads, at("locked"))
	}
	writes := []string{at("file/below"), at("file/below/deep"), at(strings.Repeat("n", 300))}
	if runtime.GOOS == "linux" {
		writes = append(writes, "/proc/none/new", "/sys/new")
	}
	tried := 0
	said := func(args []string, given string) {
		t.Helper()
		tried++
		made, err := filepath.Glob(fill([]string{"NEW*"})[0])
		require.NoError(t, err)
		for _, name := range made { // by the run before
			require.NoError(t, os.RemoveAll(name))
		}
		code, _, errs := okrug(append(args, "--lang", "ru")...)
		if code == exitDone || code == exitBroken { // somebody who may do everything, or a flag that was not needed
			return
		}
		assert.Contains(t, []int{exitUsage, exitInput}, code, "%q: %s", args, errs)
		rest := errs
		for _, x := range args {
			rest = strings.ReplaceAll(rest, x, "")
		}
		assert.Empty(t, word.FindAllString(latin.ReplaceAllString(rest, ""), -1), "%q: %s", args, errs)
		assert.NotContains(t, errs, ".okrug-", "%q", args)
		if code == exitInput {
			assert.Contains(t, errs, given, "%q", args)
		}
		assert.NotContains(t, errs, given+": "+given, "%q", args)
	}
	everyVerb(t, func(c *cobra.Command, line []string) {
		if c.Name() == "build" { // for those who make the program: its source has files of set names
			return
		}
		path := strings.Fields(c.CommandPath())[1:]
		for i, x := range line {
			if !slices.Contains([]string{"PLAN", "UNITS", "GRAPH", "PROOF", "SMALL"}, x) {
				continue
			}
			for _, name := range reads {
				wrong := slices.Clone(line)
				wrong[i] = name
				said(slices.Concat(path, fill(wrong)), name)
			}
		}
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if kind := f.Value.Type(); kind != "string" && kind != "stringSlice" && kind != "stringArray" {
				return
			}
			names := reads
			switch {
			case f.Name == "voters" && c.Flags().Lookup("length") != nil: // a property of a graph
				return
			case slices.Contains(writeFlags, f.Name), f.Name == "report" && c.Name() == "repair",
				f.Name == "template" && c.Name() == "units":
				names = nil
				end := ""
				if !slices.Contains(folders, c.Name()) {
					end = filepath.Ext(fill(line)[len(line)-1])
				}
				switch c.Name() {
				case "merge", "repair", "units", "solve":
					end = ".csv"
				case "graph":
					end = ".json"
				}
				switch f.Name {
				case "certificate":
					end = ".json"
				case "doubts":
					end = ".csv"
				}
				for _, name := range writes {
					names = append(names, name+end)
				}
			case slices.Contains(readFlags, f.Name):
			default:
				require.Contains(t, wordFlags, f.Name, "%s is new: say whether it is a file", f.Name)
				return
			}
			for _, name := range names {
				said(slices.Concat(path, fill(line), []string{"--" + f.Name, name}), name)
			}
		})
	})
	assert.Greater(t, tried, 500)
}
