package verify

import (
	"fmt"
	"math/big"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/districts/output"
)

// FuzzManifest reads the sums of any folder, or says what is wrong; what it accepts is the same when it is written and
// read again.
func FuzzManifest(f *testing.F) {
	f.Add(strings.Repeat("0a", 32) + "  a/b.csv\n" + strings.Repeat("ff", 32) + "  c d\n")
	f.Add(strings.Repeat("0A", 32) + "  ../x\r\n")
	f.Add(strings.Repeat("0a", 32) + "  a\r\r")
	read := func(text string) (map[string]string, error) {
		return readManifest(fstest.MapFS{output.Manifest: {Data: []byte(text)}})
	}
	f.Fuzz(func(t *testing.T, text string) {
		want, err := read(text)
		require.Equal(t, err == nil, len(want) > 0)
		if err != nil {
			return
		}
		var b strings.Builder
		for _, name := range sortedKeys(want) {
			fmt.Fprintf(&b, "%s  %s\n", want[name], name)
		}
		again, err := read(b.String())
		require.NoError(t, err)
		require.Equal(t, want, again)
	})
}

// FuzzReadLimit is the witness of rule.ParseLimit: what that writes is read here as the same number.
func FuzzReadLimit(f *testing.F) {
	for _, s := range []string{"20 %", "0.2", "1/5", "1/3", "1.5e1 %", "20", "100\u00a0%"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		x, err := rule.ParseLimit(s)
		if err != nil {
			return
		}
		text, err := x.MarshalText()
		require.NoError(t, err)
		for _, s := range []string{s, string(text)} {
			got, err := readLimit(s)
			if err != nil && strings.ContainsRune(s, '\u202f') {
				continue // a space that okrug does not write
			}
			require.NoError(t, err, s)
			require.Zero(t, new(big.Rat).Sub(got, x.Rat()).Sign(), s)
		}
	})
}
