package voters_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/voters"
)

// country is a made-up country with the truth of its voters.
type country struct {
	regions []voters.Region
	units   []voters.Unit
	of      []int64
}

var syllables = []string{"ка", "ра", "ган", "да", "бу", "лак", "тау", "жар", "ма", "кол", "сай", "тобе", "ши", "мун",
	"ер"}

// drawCountry makes regions and units; in one region no two names are the same, in the country some are.
func drawCountry(t *rapid.T) country {
	var c country
	name := func(label string) string {
		parts := rapid.SliceOfN(rapid.SampledFrom(syllables), 3, 4).Draw(t, label)
		s := strings.Join(parts, "")
		return strings.ToUpper(s[:2]) + s[2:]
	}
	seen := map[string]bool{}
	for r := range rapid.IntRange(1, 4).Draw(t, "regions") {
		n := name("region")
		if seen[n] {
			n += strconv.Itoa(r)
		}
		seen[n] = true
		c.regions = append(c.regions, voters.Region{ID: fmt.Sprintf("R%d", r), Kind: "region",
			Names: []string{n + " область"},
			Shown: locale.One(n)})
		in := map[string]bool{}
		for u := range rapid.IntRange(1, 6).Draw(t, "units") {
			n := name("unit")
			if in[n] || seen[n] {
				n += strconv.Itoa(u)
			}
			in[n] = true
			c.units = append(c.units, voters.Unit{ID: fmt.Sprintf("%02d%02d", r, u), Kind: "raion", Region: r,
				Names: []string{n}, Shown: locale.One(n)})
			c.of = append(c.of, rapid.OneOf(rapid.Int64Range(0, 2000), rapid.Int64Range(0, 3_000_000)).Draw(t, "voters"))
		}
	}
	return c
}

// sheetOf writes the truth as people do; by ids or by names, with what they put around it.
func (c country) sheetOf(t *rapid.T) (rows [][]string, figure int) {
	ids := rapid.Bool().Draw(t, "ids")
	space := rapid.SampledFrom([]string{"", " ", "\u00a0"}).Draw(t, "space")
	decimals := rapid.SampledFrom([]string{"", ",00", ".0"}).Draw(t, "decimals")
	totals := rapid.SampledFrom([]string{"", "Итого", "Барлығы", "Total"}).Draw(t, "totals")
	column := rapid.Bool().Draw(t, "a column of regions")
	write := func(n int64) string {
		s := strconv.FormatInt(n, 10)
		for i := len(s) - 3; i > 0; i -= 3 {
			s = s[:i] + space + s[i:]
		}
		return s + decimals
	}
	head := []string{"Область", "Район", "Число избирателей", "Примечание"}
	if ids {
		head[1] = "Код"
	}
	for range rapid.IntRange(0, 2).Draw(t, "titles") {
		rows = append(rows, []string{"Сведения об избирателях", "", "", ""})
	}
	rows = append(rows, head)
	if rapid.Bool().Draw(t, "numbers of columns") {
		rows = append(rows, []string{"1", "2", "3", "4"})
	}
	all := int64(0)
	for r, region := range c.regions {
		name := region.Names[0]
		if !column {
			rows = append(rows, []string{"", name, "", ""})
		}
		sum := int64(0)
		for i, u := range c.units {
			if u.Region != r {
				continue
			}
			row := []string{"", u.Names[0] + rapid.SampledFrom([]string{"", " район", " р-н"}).Draw(t, "kind"), write(c.of[i]),
				""}
			if ids {
				row[1] = u.ID
				if rapid.Bool().Draw(t, "zeros lost") {
					row[1] = strings.TrimLeft(u.ID, "0")
				}
			}
			if column {
				row[0], name = name, ""
			}
			rows = append(rows, row)
			sum += c.of[i]
		}
		if all += sum; totals != "" {
			rows = append(rows, []string{"", totals, write(sum), ""})
		}
	}
	if totals != "" {
		rows = append(rows, []string{"", totals + " по республике", write(all), ""})
	}
	return append(rows, []string{"", "", "", ""}, []string{"* предварительно", "", "", ""}), 2
}

func join(rows [][]string) string {
	var b strings.Builder
	for _, r := range rows {
		b.WriteString(strings.Join(r, ";") + "\n")
	}
	return b.String()
}

func (c country) read(rows [][]string) (*voters.Table, error) {
	got, faults := voters.Read("v.csv", []byte(join(rows)), c.units, c.regions, voters.Columns{}, nil)
	return got, faults.Err()
}

// A random table that says the truth in a random dress is read as the truth. The unit 0000 loses its whole id.
func TestRandomTables(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCountry(t)
		rows, _ := c.sheetOf(t)
		got, err := c.read(rows)
		if err != nil && slices.ContainsFunc(rows, func(r []string) bool { return r[1] == "" && r[2] != "" }) {
			return // an id of zeros alone is lost whole
		}
		require.NoError(t, err, join(rows))
		require.Equal(t, c.of, got.Of, join(rows))
	})
}

// A random table with a random fault is refused, or says the truth all the same: never anything else.
func TestRandomFaults(t *testing.T) {
	refused := 0
	rapid.Check(t, func(t *rapid.T) {
		c := drawCountry(t)
		rows, figure := c.sheetOf(t)
		i := rapid.IntRange(0, len(rows)-1).Draw(t, "row")
		switch rapid.IntRange(0, 8).Draw(t, "fault") {
		case 0:
			rows = slices.Delete(rows, i, i+1)
		case 1:
			rows = slices.Insert(rows, i, rows[i])
		case 2:
			k := rapid.IntRange(0, len(rows)-1).Draw(t, "other row")
			rows[i][1], rows[k][1] = rows[k][1], rows[i][1]
			if rows[i][2] == rows[k][2] {
				return
			}
			if isUnit(c, rows[i]) && isUnit(c, rows[k]) {
				return // two figures that changed places are another truth, which no table tells
			}
		case 3:
			rows[i][figure] = rapid.SampledFrom([]string{"", "-", "н/д", "1.5", "-3", "1,234", "#N/A", "1e400"}).Draw(t,
				"figure")
		case 4:
			rows[i][1] = rapid.SampledFrom([]string{"", "Марс", "Итого", "9999", "0", "?"}).Draw(t, "unit")
		case 5:
			rows[i] = append(rows[i], "7")
		case 6:
			for k := range rows {
				rows[k] = append(slices.Clone(rows[k][:figure]), rows[k][figure+1:]...)
			}
		case 7:
			rows[i][0] = rapid.SampledFrom([]string{"Марс", "", "область"}).Draw(t, "region")
		case 8:
			rows[i][figure] = strings.ReplaceAll(rows[i][figure], " ", ",")
		}
		got, err := c.read(rows)
		if err != nil {
			refused++
			return
		}
		require.Equal(t, c.of, got.Of, join(rows))
	})
	require.Positive(t, refused)
}

// isUnit reports whether a row is that of a unit.
func isUnit(c country, row []string) bool {
	name := strings.TrimSuffix(strings.TrimSuffix(row[1], " район"), " р-н")
	return slices.ContainsFunc(c.units, func(u voters.Unit) bool {
		return u.Names[0] == name || strings.TrimLeft(u.ID, "0") == strings.TrimLeft(name, "0")
	})
}
