package main

import (
	"fmt"
	"os"
	"path"
	"slices"
	"strings"
)

// entry is one accepted survivor.
type entry struct {
	mutant string
	line   int // of the file that it is listed in
}

// readEquivalent reads a list of accepted survivors: for each its two lines as they are printed, then a line that
// begins with "because" and gives the reason. Empty lines and lines that begin with # mean nothing.
func readEquivalent(file string) ([]entry, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var es []entry
	var lines []string
	for i, l := range strings.Split(string(b), "\n") {
		l = strings.TrimSpace(l)
		if l == "" || strings.HasPrefix(l, "#") {
			continue
		}
		lines = append(lines, l)
		if len(lines) < 3 {
			continue
		}
		if reason, ok := strings.CutPrefix(l, "because"); !ok || strings.TrimSpace(reason) == "" {
			return nil, fmt.Errorf("%s, line %d: an entry is two lines and a third that begins with \"because\"", file, i+1)
		}
		e := entry{lines[0] + "\n    " + lines[1], i - 1}
		if slices.ContainsFunc(es, func(o entry) bool { return o.mutant == e.mutant }) {
			return nil, fmt.Errorf("%s, line %d: the entry is there twice", file, e.line)
		}
		es = append(es, e)
		lines = nil
	}
	if len(lines) > 0 {
		return nil, fmt.Errorf("%s: the last entry lacks a line that begins with \"because\"", file)
	}
	return es, nil
}

func listed(es []entry, m *mutant) bool {
	return slices.ContainsFunc(es, func(e entry) bool { return e.mutant == m.String() })
}

// stale says why an entry for a package means nothing any more, "" where it does or is about another package. An entry
// whose mutant was not tried is left in peace.
func (e *entry) stale(folder string, all, tried []*mutant, fates []fate) string {
	file, _, _ := strings.Cut(e.mutant, " ")
	if path.Dir(file) != folder {
		return ""
	}
	same := func(m *mutant) bool { return m.String() == e.mutant }
	if !slices.ContainsFunc(all, same) {
		return "there is no such mutant"
	}
	if i := slices.IndexFunc(tried, same); i >= 0 && fates[i] != survived {
		return "the tests notice it"
	}
	return ""
}
