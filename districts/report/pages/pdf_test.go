package pages

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts/document"
	"github.com/okrug/okrug/geo/locale"
)

// What a PDF reader takes out of the print is what the document says, with every Kazakh letter, on A4, in an embedded
// font.
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
				table, ok := b.(*document.Table)
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

// withRows is a document with no more than so many rows of each table.
func withRows(d *document.Document, most int) *document.Document {
	out := *d
	out.Sections = slices.Clone(d.Sections)
	for i, s := range out.Sections {
		out.Sections[i].Blocks = slices.Clone(s.Blocks)
		for j, b := range s.Blocks {
			if table, ok := b.(*document.Table); ok && len(table.Rows) > most {
				shorter := *table
				shorter.Rows = table.Rows[:most]
				out.Sections[i].Blocks[j] = &shorter
			}
		}
	}
	return &out
}

// A reader who listens hears the print with its headings, the heads of its tables, and what its pictures show.
func TestThePrintIsTagged(t *testing.T) {
	tool, err := exec.LookPath("pdfinfo")
	if err != nil {
		t.Skip("pdfinfo is not installed")
	}
	d := withRows(composed(t, "faulty", "kk"), 12) // pdfinfo takes seconds for hundreds
	data, err := d.PDF()
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "report.pdf")
	require.NoError(t, os.WriteFile(file, data, 0o600))
	out, err := exec.Command(tool, "-struct-text", file).CombinedOutput()
	require.NoError(t, err, "%s", out)
	tree := regexp.MustCompile(`\s+`).ReplaceAllString(strings.ReplaceAll(string(out), "\u00a0", " "), " ")
	at := 0
	next := func(parts ...string) {
		t.Helper()
		for _, s := range parts {
			i := strings.Index(tree[at:], strings.ReplaceAll(s, "\u00a0", " "))
			require.GreaterOrEqual(t, i, 0, "%q after %q", s, tree[max(0, at-200):at])
			at += i + len(s)
		}
	}
	next("H1", d.Title, "P", d.Verdict, "H2", locale.Of(d.Lang).Must("document.contents"), "TOC", "TOCI", "Link",
		d.Sections[0].Title)
	for _, s := range d.Sections {
		next("H2 (block)", s.Title)
		for _, b := range s.Blocks {
			switch b := b.(type) {
			case *document.Heading:
				next("H3 (block)", b.Text)
			case *document.Paragraph:
				next("P (block)", b.Lead, b.Text)
			case *document.List:
				next("L", "LI", "LBody", b.Items[0].Lead)
			case *document.Table:
				next("Table")
				if !b.Hidden {
					next("Caption", b.Caption)
				}
				next("TR", "/Scope /Column", b.Columns[0].Title, "TR", "/Scope /Row", b.Rows[0].Cells[0].Text, "TD",
					b.Rows[0].Cells[1].Text)
			case *document.Figure:
				next("Figure", "/BBox", b.Caption)
			}
		}
	}
	require.Equal(t, 1, strings.Count(tree, `"`+d.Title+` "`), "and so is the line at the foot")
}
