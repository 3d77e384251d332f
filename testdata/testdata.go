// Package testdata holds fixtures that tests of several packages use.
package testdata

import (
	"os"
	"path/filepath"
	"testing"
)

// Shared returns the folder of source material beside the repository, or skips the test where there is none. Such
// material is never part of the repository.
func Shared(t testing.TB, elem ...string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err != nil {
			continue
		}
		path := filepath.Join(append([]string{filepath.Dir(dir), "shared"}, elem...)...)
		if _, err := os.Stat(path); err == nil {
			return path
		}
		break
	}
	t.Skip("no source material beside the repository")
	return ""
}
