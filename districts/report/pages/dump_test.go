package pages

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// With OKRUG_LOOK=DIR the reports of a lawful and a faulty plan are written there, to be looked at.
func TestWriteReportsToLookAt(t *testing.T) {
	dir := os.Getenv("OKRUG_LOOK")
	if dir == "" {
		t.Skip("OKRUG_LOOK names no folder")
	}
	for _, lang := range languages {
		for name, sample := range samples() {
			r, p := sample(t)
			page, err := HTML(r, p, lang)
			require.NoError(t, err)
			require.NoError(t, os.WriteFile(filepath.Join(dir, name+"."+lang+".html"), page, 0o600))
			sheets, err := PDF(r, p, lang)
			require.NoError(t, err)
			require.NoError(t, os.WriteFile(filepath.Join(dir, name+"."+lang+".pdf"), sheets, 0o600))
		}
	}
}
