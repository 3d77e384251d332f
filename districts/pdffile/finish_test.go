package pdffile_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/tdewolff/canvas"
	"github.com/tdewolff/canvas/renderers/pdf"

	"github.com/okrug/okrug/districts/pdffile"
	"github.com/okrug/okrug/districts/typeface"
)

func twoPages(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	doc := pdf.New(&b, 210, 297, nil)
	face := typeface.Sans().Canvas(typeface.Regular, 12, canvas.Black)
	for i, s := range []string{"Қазақстан № 1", "Официально endobj (fi)"} {
		if i > 0 {
			doc.NewPage(210, 297)
		}
		doc.RenderText(canvas.NewTextLine(face, s, canvas.Left), canvas.Identity.Translate(20, 200))
	}
	require.NoError(t, doc.Close())
	return b.Bytes()
}

var info = pdffile.Info{
	Title: "Сайлау округтері (жоба)", Lang: "kk",
	Bookmarks: []pdffile.Bookmark{{Title: "Бірінші", Page: 0, Children: []pdffile.Bookmark{{Title: "a", Page: 1}, {Title: "b", Page: 0}}}, {Title: "Second", Page: 1}},
	Links:     []pdffile.Link{{Page: 0, Left: 20, Top: 90, Right: 60, Bottom: 97, Target: 1}, {Page: 0, Left: 20, Top: 100, Right: 60, Bottom: 107, Target: 0}},
}

func TestFinishIsRepeatable(t *testing.T) {
	a, err := pdffile.Finish(twoPages(t), info)
	require.NoError(t, err)
	time.Sleep(1100 * time.Millisecond) // the library writes the time to the second
	b, err := pdffile.Finish(twoPages(t), info)
	require.NoError(t, err)
	require.True(t, bytes.Equal(a, b))
	require.NotContains(t, string(a), "CreationDate")
}

func TestFinishedFileIsSound(t *testing.T) {
	out, err := pdffile.Finish(twoPages(t), info)
	require.NoError(t, err)
	path := filepath.Join(t.TempDir(), "a.pdf")
	require.NoError(t, os.WriteFile(path, out, 0o600))
	pdfinfo := run(t, "pdfinfo", path)
	require.Contains(t, pdfinfo, "Сайлау округтері (жоба)")
	require.Regexp(t, `Pages:\s+2`, pdfinfo)
	text := run(t, "pdftotext", path, "-")
	require.Contains(t, text, "Қазақстан № 1")
	require.Contains(t, text, "Официально endobj (fi)")
}

// run returns what a program of poppler-utils says, and fails if it complains.
func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skip(name + " is not installed")
	}
	cmd := exec.Command(name, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	require.NoError(t, err)
	require.Empty(t, stderr.String())
	return string(out)
}

func TestFinishRefusesWhatItCannotRead(t *testing.T) {
	for _, raw := range []string{"", "%PDF-1.7\nstartxref\n5\n%%EOF", "%PDF-1.7\nstartxref\n99999999999\n%%EOF"} {
		_, err := pdffile.Finish([]byte(raw), pdffile.Info{})
		require.ErrorIs(t, err, pdffile.ErrNotCanvas)
	}
	_, err := pdffile.Finish(twoPages(t), pdffile.Info{Links: []pdffile.Link{{Target: 7}}})
	require.ErrorContains(t, err, "page 8 of 2")
	_, err = pdffile.Finish(twoPages(t), pdffile.Info{Bookmarks: []pdffile.Bookmark{{Title: "x", Page: 2}}})
	require.ErrorContains(t, err, `"x" leads to page 3 of 2`)
}

func FuzzFinish(f *testing.F) {
	f.Add([]byte("%PDF-1.7\n1 0 obj\n<<>>\nendobj\nxref\n0 1\n0000000009 00000 n \nstartxref\n29\n%%EOF"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		_, _ = pdffile.Finish(raw, info) // must not panic
	})
}
