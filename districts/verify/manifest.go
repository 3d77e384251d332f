package verify

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"strings"
	"unicode"

	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/geo/locale"
)

// Own names the files of a folder that are not as okrug wrote them, so that a new set must not take their place:
// files that somebody changed, and files that the manifest does not list. The error says that the folder holds no set.
func Own(set fs.FS) ([]string, error) {
	want, err := readManifest(set)
	if err != nil {
		return nil, err
	}
	for _, must := range []string{output.Report, output.Scenario} {
		if want[must] == "" {
			return nil, locale.Errorf("%s does not list %s: it is not that of a plan's folder", output.Manifest, must)
		}
	}
	changed, added, _, err := compareSums(set, want)
	return append(changed, added...), err
}

// readManifest reads the list of SHA-256 sums, which has the form of sha256sum.
func readManifest(set fs.FS) (map[string]string, error) {
	data, err := fs.ReadFile(set, output.Manifest)
	if err != nil {
		return nil, err
	}
	want := map[string]string{}
	scan := bufio.NewScanner(bytes.NewReader(data))
	for line := 1; scan.Scan(); line++ {
		sum, name, ok := strings.Cut(scan.Text(), "  ")
		if raw, err := hex.DecodeString(sum); !ok || err != nil || len(raw) != sha256.Size || !fs.ValidPath(name) ||
			strings.ContainsFunc(name, unicode.IsControl) {
			return nil, locale.Errorf("%s, line %d: not a sum, two spaces and a file name", output.Manifest, line)
		}
		if _, twice := want[name]; twice {
			return nil, locale.Errorf("%s, line %d: %s is listed twice", output.Manifest, line, name)
		}
		want[name] = sum
	}
	if err := scan.Err(); err != nil {
		return nil, locale.Errorf("%s: %w", output.Manifest, err)
	}
	if len(want) == 0 {
		return nil, locale.Errorf("%s lists no file", output.Manifest)
	}
	return want, nil
}

// compareSums compares the files of a set with the sums they should have: files with another sum, files without one,
// and sums without a file, each by name.
func compareSums(set fs.FS, want map[string]string) (changed, added, gone []string, err error) {
	found := map[string]bool{}
	err = fs.WalkDir(set, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path == output.Manifest {
			return err
		}
		found[path] = true
		sum, listed := want[path]
		if !listed {
			added = append(added, path)
			return nil
		}
		got, err := fileSum(set, path)
		if err == nil && got != sum {
			changed = append(changed, path)
		}
		return err
	})
	for _, name := range sortedKeys(want) {
		if !found[name] {
			gone = append(gone, name)
		}
	}
	return changed, added, gone, err
}

// Manifest compares the files of a folder with the sums that it keeps of them.
func Manifest(set fs.FS) (Outcome, error) {
	o, err := checkManifest(set)
	if err != nil {
		return o, locale.Errorf("%w: %w", ErrSet, err)
	}
	return o, nil
}

// checkManifest compares the files of the set with its manifest. Files that it does not list are a fault only in a
// folder that has been published; in others people may keep notes beside the plan.
func checkManifest(set fs.FS) (Outcome, error) {
	want, err := readManifest(set)
	if err != nil {
		return Outcome{}, err
	}
	changed, added, gone, err := compareSums(set, want)
	if err != nil {
		return Outcome{}, err
	}
	var faults []locale.Text
	for _, name := range changed {
		faults = append(faults, locale.T("%s has been changed", name))
	}
	if want[output.Contents] != "" { // a published set has nothing beside it
		for _, name := range added {
			faults = append(faults, locale.T("%s is not in the manifest", name))
		}
	}
	for _, name := range gone {
		faults = append(faults, locale.T("%s is missing", name))
	}
	fine := locale.T("%d {1|file has|files have} the sums of the manifest", len(want))
	if n := len(added); n > 0 {
		fine = locale.T("%s; %d more {2|file|files} in the folder are not the plan's", fine, n)
	}
	return judged(locale.T("manifest"), fine, faults), nil
}

func fileSum(set fs.FS, path string) (string, error) {
	f, err := set.Open(path)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	_, err = io.Copy(h, f)
	if err := errors.Join(err, f.Close()); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
