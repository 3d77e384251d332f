package main

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var updatePins = flag.Bool("pins", false, "write testdata/pins.txt anew, after the change of bytes has been judged")

// pinned are command lines whose every output is pinned, in order: later ones read what earlier ones wrote. The folder
// of an output is named by --out.
var pinned = []string{
	"plan --out kz",
	"plan --out kz-deviation --objective deviation --variants 3 --lang ru",
	"plan --out kz-nation --rule kz-2022-nation",
	"check enacted --out kz-enacted --rule all",
	"check kz/plan.geojson --lang kk",
	"compare enacted kz/plan.geojson --out kz-compare",
	"amend kz/plan.geojson --voters given/kz-voters.csv --reapportion --out kz-amended",
	"corrigendum kz/plan.geojson kz-amended/plan.geojson --lang ru --out corrigendum.docx",
	"corrigendum kz/plan.geojson kz-amended/plan.geojson --lang en --out corrigendum.html",
	"resolution --plan kz/plan.geojson --lang kk --out act.docx",
	"resolution --plan kz/plan.geojson --lang ru --out act.html --boundaries",
	"resolution --plan kz/plan.geojson --lang en --note --out note.html",
	"map --plan kz/plan.geojson --out national.svg --lang kk",
	"map --plan kz/plan.geojson --out national.pdf --lang ru --paper A3",
	"map --plan kz/plan.geojson --out deviation.svg --sheet deviation --lang en",
	"map --plan kz-amended/plan.geojson --out change.svg --sheet change --base kz/plan.geojson --lang en",
	"map --plan kz/plan.geojson --out district.png --sheet district:18 --dpi 60 --lang ru",
	"map --plan kz/plan.geojson --out region.svg --sheet region:KZ-35 --lang kk",
	"feasibility --out kz-feasible --best --sensitivity",
	"feasibility --out kz-impossible --rule kz-2022-nation --frontier 69:71 --lang kk",
	"feasibility --out kz-range --rule kz-2022-region-range --lang ru",
	"certificate verify kz-range/certificate-KZ-79.json",
	"apportion",
	"apportion --json",
	"rules",
	"rules --json",
	"rules show uk --lang ru",
	"scenario check",
	"scenario example",
	"scenario schema",
	"scenario report-schema",
	"verify kz",
	"plan --scenario small --out sm",
	"check given/plan.csv --scenario small --out sm-checked",
	"publish --plan sm/plan.geojson --scenario small --out sm-set",
	"verify sm-set",
	"generate --units 100 --seats 20 --seed 1 --out g1",
	"plan --scenario g1 --out g1-plan",
	"solve g1/graph.json --districts 3 --tolerance 50% --out g1.csv --seed 1",
	"generate --units 120 --seats 24 --seed 2 --out g2",
	"plan --scenario g2 --out g2-plan",
	"generate --units 200 --seats 9 --seed 3 --out g3",
	"feasibility --scenario g3 --out g3-feasible",
	"plan --voters none.csv",
	"check none.csv",
	"--help",
}

// seconds are the only part of an output that a clock decides.
var seconds = regexp.MustCompile(`(\d+[.,]\d[ \x{a0}](s\b|с)|"seconds": [0-9.e-]+)`)

// TestPins holds the bytes of every verb's output, so that each change of bytes is a decision: run it with -pins after
// a change that is meant, and read what the diff of testdata/pins.txt names.
func TestPins(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("sums are pinned on amd64: other processors may fuse multiplications and additions, which moves last digits")
	}
	golden, err := filepath.Abs("testdata/pins.txt")
	require.NoError(t, err)
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(filepath.Join(dir, "small"), os.DirFS("../../testdata/small")))
	require.NoError(t, os.CopyFS(filepath.Join(dir, "given"), os.DirFS("testdata/pins")))
	t.Chdir(dir)
	var lines []string
	sums, asWritten := map[string]string{}, map[string]string{} // the second with the seconds, to look for them only once
	for _, line := range pinned {
		var out, errs bytes.Buffer
		code := run(strings.Fields(line), strings.NewReader(""), &out, &errs)
		text := seconds.ReplaceAll(append(out.Bytes(), errs.Bytes()...), []byte("SECONDS"))
		lines = append(lines, fmt.Sprintf("okrug %s\n\texit %d, terminal %s", line, code, sum(text)))
		require.NoError(t, filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			path = filepath.ToSlash(path)
			written := sum(data)
			if asWritten[path] == written {
				return nil
			}
			asWritten[path] = written
			now := sum(seconds.ReplaceAll(data, []byte("SECONDS")))
			if sums[path] != now && !strings.HasPrefix(path, "small/") && !strings.HasPrefix(path, "given/") {
				lines = append(lines, fmt.Sprintf("\t%s %s", now, path))
			}
			sums[path] = now
			return nil
		}))
	}
	got := strings.Join(lines, "\n") + "\n"
	if *updatePins {
		require.NoError(t, os.WriteFile(golden, []byte(got), 0o644))
		return
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	for _, change := range changedLines(string(want), got) {
		t.Error(change)
	}
}

func sum(data []byte) string { return fmt.Sprintf("%x", sha256.Sum256(data))[:16] }

// changedLines names the outputs that two lists of pins differ in, each under its command.
func changedLines(want, got string) []string {
	type pins map[string]string
	read := func(text string) (p pins, order []string) {
		p = pins{}
		command := ""
		for line := range strings.Lines(text) {
			line = strings.TrimSuffix(line, "\n")
			if !strings.HasPrefix(line, "\t") {
				command = line
				continue
			}
			what, value := "exit and terminal", strings.TrimSpace(line)
			if sum, file, ok := strings.Cut(value, " "); ok && !strings.HasPrefix(value, "exit") {
				what, value = file, sum
			}
			key := command + ": " + what
			p[key] = value
			order = append(order, key)
		}
		return p, order
	}
	old, oldOrder := read(want)
	now, order := read(got)
	var out []string
	for _, k := range order {
		if was, ok := old[k]; !ok {
			out = append(out, k+" is new")
		} else if was != now[k] {
			out = append(out, fmt.Sprintf("%s changed: %s, was %s", k, now[k], was))
		}
	}
	for _, k := range oldOrder {
		if _, ok := now[k]; !ok {
			out = append(out, k+" is gone")
		}
	}
	return slices.Clip(out)
}
