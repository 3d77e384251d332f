package verify

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
)

// checkManifest compares the files of the set with its list of SHA-256 sums, which has the form of sha256sum.
func checkManifest(set fs.FS) (Outcome, error) {
	data, err := fs.ReadFile(set, Manifest)
	if err != nil {
		return Outcome{}, err
	}
	want := map[string]string{}
	scan := bufio.NewScanner(bytes.NewReader(data))
	for line := 1; scan.Scan(); line++ {
		sum, name, ok := strings.Cut(scan.Text(), "  ")
		if raw, err := hex.DecodeString(sum); !ok || err != nil || len(raw) != sha256.Size || !fs.ValidPath(name) {
			return Outcome{}, fmt.Errorf("%s, line %d: not a sum, two spaces and a file name", Manifest, line)
		}
		if _, twice := want[name]; twice {
			return Outcome{}, fmt.Errorf("%s, line %d: %s is listed twice", Manifest, line, name)
		}
		want[name] = sum
	}
	if err := scan.Err(); err != nil {
		return Outcome{}, fmt.Errorf("%s: %w", Manifest, err)
	}
	if len(want) == 0 {
		return Outcome{}, errors.New(Manifest + " lists no file")
	}
	var faults []string
	found := map[string]bool{}
	err = fs.WalkDir(set, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path == Manifest {
			return err
		}
		found[path] = true
		sum, listed := want[path]
		if !listed {
			faults = append(faults, path+" is not in the manifest")
			return nil
		}
		got, err := fileSum(set, path)
		if err == nil && got != sum {
			faults = append(faults, path+" has been changed")
		}
		return err
	})
	if err != nil {
		return Outcome{}, err
	}
	for _, name := range sortedKeys(want) {
		if !found[name] {
			faults = append(faults, name+" is missing")
		}
	}
	return judged("manifest", fmt.Sprintf("%d files have the sums of the manifest", len(want)), faults), nil
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
