package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestOwnCountry runs the commands of docs/own-country.md in their order, on the files that the page names, and looks
// for every line that it shows in what they print. A line … stands for any others.
func TestOwnCountry(t *testing.T) {
	page, err := os.ReadFile("../../docs/own-country.md")
	require.NoError(t, err)
	dir := t.TempDir()
	for _, file := range []string{"counties.zip", "voters.xlsx"} {
		data, err := os.ReadFile(filepath.Join("../../testdata/counties", file))
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(dir, file), data, 0o600))
	}
	t.Chdir(dir)
	commands := 0
	for _, block := range regexp.MustCompile("(?s)```console\n(.*?)```").FindAllStringSubmatch(string(page), -1) {
		for _, part := range strings.Split("\n"+block[1], "\n$ okrug ")[1:] {
			commands++
			line, shown, _ := strings.Cut(part, "\n")
			var out bytes.Buffer
			require.Equal(t, exitDone, run(strings.Fields(line), strings.NewReader(""), &out, &out), "%s\n%s", line, &out)
			if missing := notShown(shown, out.String()); missing != "" {
				t.Errorf("okrug %s: the page shows\n%s\nand it prints\n%s", line, missing, &out)
			}
		}
	}
	assert.Positive(t, commands)
	assert.LessOrEqual(t, commands, 10, "ten commands at most")
}

// notShown is the first line of a page that does not come next in what was printed, "" for none: behind … it may come
// later, and a line that ends with … is the beginning of one.
func notShown(page, printed string) string {
	lines := strings.Split(strings.TrimRight(printed, "\n"), "\n")
	skip := false
	for want := range strings.Lines(strings.TrimRight(page, "\n")) {
		want = strings.TrimRight(want, "\n")
		if want == "…" {
			skip = true
			continue
		}
		start, open := strings.CutSuffix(want, "…")
		for {
			if len(lines) == 0 {
				return want
			}
			got := strings.ReplaceAll(strings.TrimRight(lines[0], " "), "\u00a0", " ")
			lines = lines[1:]
			if got == want || open && strings.HasPrefix(got, start) {
				break
			}
			if !skip {
				return want
			}
		}
		skip = false
	}
	if !skip && len(lines) > 0 {
		return "nothing more"
	}
	return ""
}

// A page that shows what is not printed is told.
func TestNotShown(t *testing.T) {
	const printed = "one\ntwo \nthree in 5 s\nfour\n"
	for page, want := range map[string]string{
		"one\ntwo\nthree in 5 s\nfour": "", "one\n…\nfour": "", "…\nthree in …\n…": "", "…": "",
		"one": "nothing more", "one\nfour": "four", "…\ntwo\none\n…": "one", "…\nfive": "five", "two\n…": "two",
		"…\nthree in 6 s\n…": "three in 6 s", "…\nfour\nfive": "five",
	} {
		assert.Equal(t, want, notShown(page, printed), page)
	}
}
