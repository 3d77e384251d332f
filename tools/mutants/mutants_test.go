package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// tried runs the tool on a module with a list of equivalent mutants and returns what it prints.
func tried(t *testing.T, s settings, equivalent string) (string, error) {
	t.Helper()
	s.equivalent = filepath.Join(t.TempDir(), "equivalent.txt")
	if err := os.WriteFile(s.equivalent, []byte(equivalent), 0o600); err != nil {
		t.Fatal(err)
	}
	if s.root == "" {
		s.root = "testdata/tiny"
	}
	if s.only == nil {
		s.only = regexp.MustCompile("")
	}
	s.timeout = 5 * time.Second
	var out bytes.Buffer
	err := run(&out, io.Discard, s, []string{"."})
	return strings.ReplaceAll(out.String(), s.equivalent, "equivalent.txt"), err
}

const same = `tiny.go Same: if a < b {
    a < b -> a <= b
`

// TestTiny tries a package whose tests are known to notice all but what loose.txt says. The timeout kills the one
// mutant that never ends.
func TestTiny(t *testing.T) {
	got, err := tried(t, settings{parallel: 2}, same+"    because both are the same then\n")
	if !errors.Is(err, errSurvived) {
		t.Error(err)
	}
	got = regexp.MustCompile(`; .* s each`).ReplaceAllString(got, "")
	want, err := os.ReadFile("testdata/loose.txt")
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("it prints\n%s\nand not\n%s", got, want)
	}
}

func TestAccepted(t *testing.T) {
	s := settings{only: regexp.MustCompile("Same")}
	got, err := tried(t, s, same+"because both are the same then\n")
	want := "# .: 4 mutants: 3 killed (0 of them by time), 0 survived, 1 equivalent, 0 did not compile"
	if err != nil || !strings.HasPrefix(got, want) {
		t.Error(err, got)
	}
}

// TestWith asks the tests of another package about what a package's own let survive.
func TestWith(t *testing.T) {
	got, err := tried(t, settings{with: []string{"above"}, only: regexp.MustCompile("Repeat")}, "")
	if !errors.Is(err, errSurvived) ||
		!strings.Contains(got, "# .: 4 mutants: 2 killed (0 of them by time), 2 survived, 0 equivalent, 0 did not compile") {
		t.Error(err, got)
	}
}

func TestStale(t *testing.T) {
	got, err := tried(t, settings{only: regexp.MustCompile("Same")}, same+`because both are the same then

tiny.go Same: if a < b {
    a < b -> a >= b
    because it is wrong

tiny.go Gone: x
    y
    because it was

tiny.go Loose: b--
    -- dropped
    because it is not tried

else/where.go Other: x
    y
    because it is another package's
`)
	if !errors.Is(err, errSurvived) || !strings.Contains(got, "# stale, the tests notice it: line 5 of equivalent.txt\n"+
		"tiny.go Same: if a < b {\n    a < b -> a >= b\n") ||
		!strings.Contains(got, "# stale, there is no such mutant: line 9 of equivalent.txt\ntiny.go Gone: x\n") ||
		strings.Count(got, "# stale") != 2 {
		t.Error(err, got)
	}
}

func TestList(t *testing.T) {
	for _, bad := range []string{"a b: c\n", "a b: c\n d\n", "a b: c\n d\nbecause\n", "a b: c\nd\ne\n",
		"a b: c\nd\nbecause e\na b: c\nd\nbecause e\n"} {
		if _, err := tried(t, settings{list: true}, bad); err == nil || errors.Is(err, errSurvived) {
			t.Errorf("%q is read: %v", bad, err)
		}
	}
}

func TestSample(t *testing.T) {
	list := func(n int, seed uint64) string {
		got, err := tried(t, settings{list: true, sample: n, seed: seed}, "")
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	if a, b := list(9, 3), list(9, 3); a != b || strings.Count(a, "# tiny.go:") != 9 {
		t.Error(a, b)
	}
	if list(9, 3) == list(9, 4) {
		t.Error("the seed does nothing")
	}
	if list(1000, 3) != list(0, 0) {
		t.Error("a sample of more than all is not all")
	}
}

// TestNames: lines before a mutant, and functions, do not change what it is called.
func TestNames(t *testing.T) {
	names := func(root string) string {
		got, err := tried(t, settings{root: root, list: true}, "")
		if err != nil {
			t.Fatal(err)
		}
		return regexp.MustCompile(`(?m)^#.*\n`).ReplaceAllString(got, "")
	}
	root := t.TempDir()
	for _, name := range []string{"go.mod", "tiny.go"} {
		b, err := os.ReadFile(filepath.Join("testdata/tiny", name))
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Replace(string(b), "type kind uint8", "// New.\nfunc New() {}\n\ntype kind uint8", 1)
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := names(root), names("testdata/tiny"); got != want || strings.Count(got, "->") < 30 {
		t.Errorf("%s\nwas\n%s", got, want)
	}
	seen := map[string]bool{}
	for _, m := range strings.Split(names(root), "\n\n") {
		if seen[m] {
			t.Errorf("two mutants are called\n%s", m)
		}
		seen[m] = true
	}
}

// TestRed: tests that fail without a mutant show nothing.
func TestRed(t *testing.T) {
	root := t.TempDir()
	for name, text := range map[string]string{"go.mod": "module red\n\ngo 1.26\n", "red.go": "package red\n\nvar A = 1\n",
		"red_test.go": "package red\n\nimport \"testing\"\n\nfunc TestA(t *testing.T) { t.Fatal(A) }\n"} {
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	_, err := tried(t, settings{root: root}, "")
	if err == nil || errors.Is(err, errSurvived) || !strings.Contains(err.Error(), "without a mutant") {
		t.Error(err)
	}
}
