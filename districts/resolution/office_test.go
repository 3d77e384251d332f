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
	args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", "pdf",
		"--outdir", dir}
	for _, lang := range Languages() {
		file := filepath.Join(dir, "act."+lang+".docx")
		data, err := Write(p, k.table, Options{Lang: lang}, file)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(file, data, 0o600))
		args = append(args, file)
		note := filepath.Join(dir, "note."+lang+".docx")
		data, err = WriteNote(p, k.table, Options{Lang: lang}, note)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(note, data, 0o600))
		moved := k.slices()
		moved[0] = 3 - moved[0]
		c, err := Compare(p, k.plan(t, moved), k.table, k.table, lang)
		require.NoError(t, err)
		s, err := c.Document("")
		require.NoError(t, err)
		amending := filepath.Join(dir, "amending."+lang+".docx")
		data, err = Encode(s, amending)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(amending, data, 0o600))
		args = append(args, note, amending)
	}
	out, err := exec.Command(soffice, args...).CombinedOutput()
	require.NoError(t, err, string(out))
	for _, lang := range Languages() {
		for _, what := range []string{"note", "amending"} {
			text, err := exec.Command(pdftotext, filepath.Join(dir, what+"."+lang+".pdf"), "-").Output()
			require.NoError(t, err)
			require.Contains(t, string(text), "kz2022", "%s in %s", what, lang)
		}
	}
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
			require.True(t, strings.Contains(plain, strings.ReplaceAll(whole(d.Voters), nbsp, " ")), "%s: district %d", lang,
				d.Number)
		}
	}
}
