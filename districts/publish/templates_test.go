package publish

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts/folder"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/districts/resolution"
	"github.com/okrug/okrug/districts/verify"
)

// own is the built-in template of a document with what it says replaced; all of old must be there.
func own(t *testing.T, what, lang string, oldNew ...string) map[string]Template {
	t.Helper()
	text, err := resolution.Template(what, lang)
	require.NoError(t, err)
	for i := 0; i < len(oldNew); i += 2 {
		require.Contains(t, text, oldNew[i])
	}
	return map[string]Template{lang: {what + ".tmpl", strings.NewReplacer(oldNew...).Replace(text)}}
}

// A set with templates of its own and another resolution of its pictures is made again from its folder alone; an act
// that somebody changed is still found.
func TestOwnTemplatesAreMadeAgain(t *testing.T) {
	ctx, dir := context.Background(), filepath.Join(t.TempDir(), "set")
	o := Options{Languages: []string{"ru", "en"}}
	// Other columns than the usual, in another order, and none of the voters' differences.
	o.Templates.Act = own(t, "act", "en", "|No.|Centre|Region|Voters|Mean per seat|Deviation, voters|Deviation, %|\n",
		"|No.|Deviation|Voters|\n", "|-------------|-----------------------------|---------------------------------|"+
			"---------------------------:|---------------------:|------------------------:|----------------------:|\n", "",
		"|{{.Number}}|{{.Centre}}|{{.Region}}|{{.Voters}}|{{.Quota}}|{{.Difference}}|{{.Deviation}}|",
		"|{{.Number}}|{{.Deviation}}|{{.Voters}}|", "||Total||{{.Assigned}}||||", "|Total||{{.Assigned}}|",
		"%title ", "%title <Office & Sons> ")
	o.Templates.Note = own(t, "note", "ru", "ПОЯСНИТЕЛЬНАЯ ЗАПИСКА", "ЗАПИСКА ОТ СОСТАВИТЕЛЯ")
	o.Look.DPI = 50
	s := unsealed(t, halves(t), o)
	require.NoError(t, Write(s, dir))
	require.Contains(t, string(s.Data("act/draft-resolution.en.html")), "&lt;Office &amp; Sons&gt; ")
	require.NotContains(t, string(s.Data("act/draft-resolution.en.html")), "Mean per seat</th>")
	notes := 0
	for _, name := range s.Names() {
		if output.KindOf(filepath.Base(name)) == output.Note && strings.HasSuffix(name, ".ru.html") {
			notes++
			require.Contains(t, string(s.Data(name)), "ЗАПИСКА ОТ СОСТАВИТЕЛЯ")
		}
	}
	require.Equal(t, 1, notes)
	usual := unsealed(t, halves(t), Options{Languages: []string{"ru", "en"}})
	for _, name := range s.Names() {
		same := bytes.Equal(s.Data(name), usual.Data(name))
		kind := output.KindOf(filepath.Base(name))
		changed := kind == output.Act && strings.Contains(name, ".en.") || kind == output.Note &&
			strings.Contains(name, ".ru.") || strings.HasSuffix(name, ".png") || name == output.Publication ||
			name == output.Contents
		require.Equal(t, !changed, same, name)
	}

	r, err := verify.Folder(dir)
	require.NoError(t, err)
	require.True(t, r.OK(), "%v", failed(r))
	made, err := Again(ctx, dir, nil)
	require.NoError(t, err)
	require.Empty(t, made.Differ)
	require.Equal(t, []string(nil), made.NotMade)

	// With new sums for it, the words still tell.
	act := filepath.Join(dir, "act", "draft-resolution.en.html")
	text, err := os.ReadFile(act)
	require.NoError(t, err)
	require.Contains(t, string(text), "</b> 300")
	require.NoError(t, os.WriteFile(act, bytes.Replace(text, []byte("</b> 300"), []byte("</b> 310"), 1), 0o600))
	made, err = Again(ctx, dir, nil)
	require.NoError(t, err)
	require.Equal(t, []string{"act/draft-resolution.en.html"}, made.Differ)
	m := asFS(s)
	m["act/draft-resolution.en.html"].Data = bytes.Replace(text, []byte("</b> 300"), []byte("</b> 310"), 1)
	resum(m)
	r, err = verify.Set(m)
	require.NoError(t, err)
	require.False(t, r.Agree)
}

// What is no template of the set is refused before anything is made.
func TestWrongTemplates(t *testing.T) {
	p := halves(t)
	text := func(s string) map[string]Template { return map[string]Template{"en": {"a.tmpl", s}} }
	for says, templates := range map[string]Templates{
		`act.tmpl is a template in "ru", and the set is in en: leave it out`:                   {Act: own(t, "act", "ru")},
		`note.tmpl is a template in "kk", and the set is in en`:                                {Note: own(t, "note", "kk")},
		"a.tmpl: the template is wrong on line 1":                                              {Act: text("{{")},
		"a.tmpl: the template is empty":                                                        {Note: text(" \n")},
		"a.tmpl: the template is wrong on line 1: at <.Nothing>":                               {Act: text("{{.Nothing}}")},
		"act/draft-resolution.en.docx: a.tmpl: the words of the act do not give back the plan": {Act: text("Nothing.")},
	} {
		r := report.Build(p)
		base, err := folder.Files(context.Background(), p, r, folder.Options{Lang: "en"})
		require.NoError(t, err)
		_, err = Set(context.Background(), base, p, r, Options{Languages: []string{"en"}, NoMaps: true, Templates: templates})
		require.ErrorContains(t, err, says)
	}
}
