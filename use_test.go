package okrug_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The README's program runs in a module of its own, both ways that the README names: in a workspace with a clone, and
// with a clone in place of the module. Nothing is asked of the network.
func TestUsedFromAnotherModule(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	_, section, ok := strings.Cut(string(readme), "## As a Go library\n")
	require.True(t, ok)
	blocks := regexp.MustCompile("(?s)```(?:go)?\n(.*?)```").FindAllStringSubmatch(section, 2)
	require.Len(t, blocks, 2)
	clone, err := filepath.Abs(".")
	require.NoError(t, err)
	// The module tests with what it is made of, and downloads nothing else: tidy would look for the tests of those too.
	commands := strings.NewReplacer("../okrug", clone, " && go mod tidy", "").Replace(blocks[1][1])
	ways := strings.Split(strings.TrimSpace(commands), "\n")
	require.Len(t, ways, 2)
	for _, way := range ways {
		way, _, _ = strings.Cut(way, "#")
		dir := t.TempDir()
		require.NoError(t, os.WriteFile(filepath.Join(dir, "main.go"), []byte(blocks[0][1]), 0o600))
		run(t, dir, "go", "mod", "init", "example.org/planner")
		run(t, dir, strings.Fields(way)...)
		start := []string{"go", "run", "."}
		if strings.Contains(way, "-replace") {
			// What tidy would write: the clone's own requirements with their sums.
			sums, err := os.ReadFile("go.sum")
			require.NoError(t, err)
			require.NoError(t, os.WriteFile(filepath.Join(dir, "go.sum"), sums, 0o600))
			start = []string{"go", "run", "-mod=mod", "."}
		}
		out := run(t, dir, start...)
		require.Equal(t, "29 districts, every check met: true\n", out)
	}
}

func run(t *testing.T, dir string, command ...string) string {
	t.Helper()
	c := exec.Command(command[0], command[1:]...)
	c.Dir = dir
	c.Env = append(os.Environ(), "GOFLAGS=", "GOPROXY=off", "GOWORK=")
	out, err := c.Output()
	if e, ok := err.(*exec.ExitError); ok { //nolint:errorlint // as Output makes it
		require.NoError(t, err, "%v: %s", command, e.Stderr)
	}
	require.NoError(t, err)
	return string(out)
}
