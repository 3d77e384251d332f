package resolution

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestLibreOfficeOpensTheDocuments converts the act and the note to PDF. LibreOffice refuses a damaged file, and what
// it could not read would be missing from the text.
func TestLibreOfficeOpensTheDocuments(t *testing.T) {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("no soffice")
	}
	pdftotext, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("no pdftotext")
	}
	k := embedded(t)
	p := k.plan(t, k.slices())
	dir := t.TempDir()
	args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", "pdf", "--outdir", dir}
	for _, lang := range Languages() {
		file := filepath.Join(dir, "act."+lang+".docx")
		data, err := Write(p, k.table, Options{Lang: lang}, file)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(file, data, 0o600))
		args = append(args, file)
	}
	out, err := exec.Command(soffice, args...).CombinedOutput()
	require.NoError(t, err, string(out))
	for lang, want := range map[string][]string{
		"kk": {"ҚАУЛЫ ЕТЕДІ:", "№ 29 сайлау округі", "2-қосымша", "Барлығы", "12 035 578"},
		"ru": {"ПОСТАНОВЛЯЕТ:", "Избирательный округ № 29", "Приложение 2", "Всего", "12 035 578"},
		"en": {"RESOLVES:", "Electoral district No. 29", "Annex 2", "Total", "12 035 578"},
	} {
		text, err := exec.Command(pdftotext, "-layout", filepath.Join(dir, "act."+lang+".pdf"), "-").Output()
		require.NoError(t, err)
		plain := strings.Join(strings.Fields(string(text)), " ")
		for _, w := range want {
			require.True(t, strings.Contains(plain, w), "%s: %s", lang, w)
		}
		for _, d := range p.Districts {
			require.True(t, strings.Contains(plain, strings.ReplaceAll(whole(d.Voters), nbsp, " ")), "%s: district %d", lang, d.Number)
		}
	}
}
