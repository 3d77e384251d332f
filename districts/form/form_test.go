package form_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/okrug/okrug/data"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/form"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// kazakhstan is the embedded case.
func kazakhstan(t *testing.T) *districts.Case {
	s, err := scenario.OpenFS(data.Files, "kz2022/scenario.yaml")
	require.NoError(t, err)
	c, err := districts.Open(context.Background(), s, nil)
	require.NoError(t, err)
	return c
}

// filled is the form with the voters of every unit, and a status for the first.
func filled(t *testing.T, c *districts.Case, form []byte) []byte {
	f, err := excelize.OpenReader(bytes.NewReader(form))
	require.NoError(t, err)
	defer f.Close()
	of := map[string]int64{}
	for _, u := range c.Layer.Units {
		of[u.ID] = u.Voters
	}
	name := f.GetSheetName(0)
	rows, err := f.GetRows(name)
	require.NoError(t, err)
	n := 0
	for i, row := range rows {
		if len(row) == 0 {
			continue
		}
		if v, ok := of[row[0]]; ok {
			require.NoError(t, f.SetCellValue(name, "F"+strconv.Itoa(i+1), v))
			if n++; n == 1 {
				require.NoError(t, f.SetCellValue(name, "G"+strconv.Itoa(i+1), geo.StatusOfficial))
			}
		}
	}
	require.Equal(t, len(of), n)
	b, err := f.WriteToBuffer()
	require.NoError(t, err)
	return b.Bytes()
}

// back reads a form that was filled in, for units without figures.
func back(t *testing.T, name string, table []byte) (*geo.Layer, []locale.Text) {
	dir := t.TempDir()
	file := filepath.Join(dir, name)
	require.NoError(t, os.WriteFile(file, table, 0o600))
	s, err := scenario.OpenFS(data.Files, "kz2022/scenario.yaml")
	require.NoError(t, err)
	s.Apply(scenario.Changes{Voters: file})
	l, _, err := s.Layer(context.Background(), nil)
	require.NoError(t, err)
	return l, s.VotersTaken()
}

// Of a form that nobody has filled in, every unit is told to lack its voters, and none to lack its row.
func TestFormLeftEmpty(t *testing.T) {
	c := kazakhstan(t)
	for _, lang := range []string{"kk", "ru", "en"} {
		empty, err := form.Workbook(c, -1, lang)
		require.NoError(t, err)
		file := filepath.Join(t.TempDir(), "form.xlsx")
		require.NoError(t, os.WriteFile(file, empty, 0o600))
		s, err := scenario.OpenFS(data.Files, "kz2022/scenario.yaml")
		require.NoError(t, err)
		s.Apply(scenario.Changes{Voters: file})
		_, _, err = s.Layer(context.Background(), nil)
		faults := new(fault.Faults)
		require.ErrorAs(t, err, &faults)
		require.Len(t, faults.List, len(c.Layer.Units))
		for _, f := range faults.List {
			require.Equal(t, fault.BadNumber, f.Kind, f)
		}
	}
}

// The form comes back as what was written into it, in every language, as a program of other hands filled it in, and as
// LibreOffice then saves it, which works the totals out.
func TestFormComesBack(t *testing.T) {
	c := kazakhstan(t)
	dir := t.TempDir()
	args := []string{"-env:UserInstallation=file://" + dir + "/profile", "--headless", "--convert-to", "xlsx", "--outdir",
		filepath.Join(dir, "saved")}
	same := func(l *geo.Layer, status bool) {
		for i, u := range l.Units {
			require.Equal(t, c.Layer.Units[i].Voters, u.Voters, u.ID)
			require.Equal(t, status && u.ID == "711110000", u.VotersStatus == geo.StatusOfficial, u.ID)
		}
	}
	for _, lang := range []string{"kk", "ru", "en"} {
		data, err := form.Workbook(c, -1, lang)
		require.NoError(t, err)
		again, err := form.Workbook(c, -1, lang)
		require.NoError(t, err)
		require.Equal(t, data, again, "the same bytes every time")
		data = filled(t, c, data)
		l, notes := back(t, "form.xlsx", data)
		same(l, true)
		assert.Len(t, notes, 4, "columns, titles, regions, totals that are not worked out")
		file := filepath.Join(dir, lang+".xlsx")
		require.NoError(t, os.WriteFile(file, data, 0o600))
		args = append(args, file)
	}
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("no soffice")
	}
	out, err := exec.Command(soffice, args...).CombinedOutput()
	require.NoError(t, err, string(out))
	for _, lang := range []string{"kk", "ru", "en"} {
		data, err := os.ReadFile(filepath.Join(dir, "saved", lang+".xlsx"))
		if err != nil {
			t.Skip("LibreOffice reads no workbooks here: ", err)
		}
		l, notes := back(t, "form.xlsx", data)
		same(l, true)
		require.Len(t, notes, 4)
		assert.Contains(t, notes[3].In("en"), "21 rows are totals and no units; all are the sum of their rows",
			"of 20 regions and of the whole")
	}
}

// The form of one region has its units alone.
func TestFormOfOneRegion(t *testing.T) {
	c := kazakhstan(t)
	only, err := c.FindRegion("KZ-10")
	require.NoError(t, err)
	data, err := form.Workbook(c, only, "ru")
	require.NoError(t, err)
	f, err := excelize.OpenReader(bytes.NewReader(data))
	require.NoError(t, err)
	defer f.Close()
	rows, err := f.GetRows("Избиратели")
	require.NoError(t, err)
	require.Len(t, rows, 3+1+10+1, "title, hint, head; region, units, total")
	assert.Equal(t, []string{"", "область Абай", "Абай облысы", "Abai Region"}, rows[3][:4])
	assert.Equal(t, "Итого: область Абай", rows[14][1])
	assert.NotContains(t, string(form.Text(c, only, "ru")), "KZ-11")
}

// The form as text is a plain table when it is filled in.
func TestText(t *testing.T) {
	c := kazakhstan(t)
	for lang, mark := range map[string]string{"ru": ";", "en": ","} {
		text := string(form.Text(c, -1, lang))
		for _, u := range c.Layer.Units {
			line := "\n" + u.ID + mark
			require.Contains(t, text, line)
		}
		var rows bytes.Buffer
		for i, line := range bytes.Split([]byte(text), []byte("\n")) {
			if i > 0 && len(line) > 0 {
				line = append(bytes.TrimSuffix(line, []byte(mark+mark)), []byte(mark+"7"+mark)...)
			}
			rows.Write(append(line, '\n'))
		}
		l, notes := back(t, "form.csv", rows.Bytes())
		assert.Empty(t, notes)
		for _, u := range l.Units {
			require.Equal(t, int64(7), u.Voters)
		}
	}
}
