package people

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// What a PDF reader takes out of the print is what the document says, with every Kazakh letter, on A4, in an embedded font.
func TestThePrintSaysWhatTheDocumentSays(t *testing.T) {
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed")
	}
	space := regexp.MustCompile(`[\s\x{a0}]+`)
	squeeze := func(s string) string { return space.ReplaceAllString(s, "") }
	for _, c := range [][2]string{{"lawful", "kk"}, {"faulty", "ru"}, {"empty", "en"}} {
		d := composed(t, c[0], c[1])
		data, err := d.PDF()
		require.NoError(t, err)
		file := filepath.Join(t.TempDir(), "report.pdf")
		require.NoError(t, os.WriteFile(file, data, 0o600))
		out, err := exec.Command(tool, "-raw", file, "-").CombinedOutput()
		require.NoError(t, err, "%s", out)
		require.NotContains(t, string(out), "Error")
		all := squeeze(string(out))
		for _, s := range d.Sections {
			require.Contains(t, all, squeeze(s.Title), s.ID)
			for _, b := range s.Blocks {
				table, ok := b.(*Table)
				if !ok {
					continue
				}
				for _, r := range table.Rows {
					for i, cell := range r.Cells {
						if table.Columns[i].Code {
							continue // broken into lines beside other cells
						}
						for _, word := range strings.Fields(cell.Text) {
							require.Contains(t, all, squeeze(word), "%s: %s", s.ID, cell.Text)
						}
					}
				}
			}
		}
		require.Contains(t, all, squeeze(d.Verdict))
		require.Contains(t, string(data), "/Lang")
		require.Regexp(t, regexp.MustCompile(`/MediaBox ?\[0 0 595\.27\d* 841\.88\d*\]`), string(data))
		require.Contains(t, string(data), "/FontFile2")
		require.Less(t, len(data), 400_000)
	}
}

func TestWrapKeepsWidthAndWords(t *testing.T) {
	d := composed(t, "lawful", "kk")
	l := &layout{doc: d, widths: map[string]float64{}, family: sans()}
	for _, text := range []string{d.Subtitle, d.Sections[0].Title, strings.Repeat("а", 300), "", "a b", "№\u00a01 200\u00a0000"} {
		lines := l.wrap(0, 9, 40, 10, text)
		for i, s := range lines {
			limit := 40.0
			if i == 0 {
				limit = 30
			}
			require.LessOrEqual(t, l.width(0, 9, s), limit+1e-9, s)
		}
		require.Equal(t, strings.ReplaceAll(text, " ", ""), strings.ReplaceAll(strings.Join(lines, ""), " ", ""))
	}
}
