package findings_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/certificate/verify"
	"github.com/okrug/okrug/data"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/findings"
	"github.com/okrug/okrug/districts/planning"
	"github.com/okrug/okrug/districts/scenario"
)

// settled is Kazakhstan with units that may be divided into settlements, by a limit on the deviation within regions.
func settled(t *testing.T, limit string) *districts.Case {
	files := fstest.MapFS{}
	require.NoError(t, fs.WalkDir(data.Files, data.Default, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			text, err := fs.ReadFile(data.Files, name)
			files[name] = &fstest.MapFile{Data: text}
			return err
		}
		return err
	}))
	file := files[data.Default+"/settlements/scenario.yaml"]
	const named = "rule: kz-2022-region\n"
	require.Contains(t, string(file.Data), named)
	file.Data = []byte(strings.Replace(string(file.Data), named,
		"rule: tight\nrules:\n  - {id: tight, title: {en: t}, base: voters, "+
			"scope: region, statistic: deviation, limit: "+limit+", status: proposed, citation: {en: t}, "+
			"sourced: {en: t}}\n", 1))
	s, err := scenario.OpenFS(files, data.Default+"/settlements/scenario.yaml")
	require.NoError(t, err)
	c, err := districts.Open(t.Context(), s, nil)
	require.NoError(t, err)
	return c
}

// TestDividingHelps asks by how much Kazakhstan's regions come nearer to the mean when units may be divided into the
// settlements that are known: under 20 % all can do without; under 1 % whole units do in Jambyl and Almaty Regions
// only, and Karaganda Region does with one unit divided.
func TestDividingHelps(t *testing.T) {
	statuses := func(r *findings.Report) (whole, divided map[string]balance.Status) {
		whole, divided = map[string]balance.Status{}, map[string]balance.Status{}
		for _, x := range r.Dividing {
			whole[x.Region], divided[x.Region] = x.Whole, x.Divided
		}
		return whole, divided
	}
	r := ask(t, settled(t, "20 %"), findings.Ask{})
	require.Len(t, r.Dividing, 7, "the regions with several seats")
	for _, x := range r.Dividing {
		assert.Equal(t, balance.Feasible, x.Whole)
		assert.Nil(t, x.Fewest)
	}
	// So the plan divides none, though it may.
	made, err := planning.Make(t.Context(), settled(t, "20 %"), planning.Settings{})
	require.NoError(t, err)
	district := map[string]int{}
	for u, x := range made.Plan.Layer.Units {
		whole := x.Parents[len(x.Parents)-1]
		if whole == "" {
			continue
		}
		if d, known := district[whole]; known {
			assert.Equal(t, d, made.Plan.Of[u], whole)
		}
		district[whole] = made.Plan.Of[u]
	}
	assert.Len(t, district, 200)
	r = ask(t, settled(t, "1 %"), findings.Ask{})
	whole, divided := statuses(r)
	const no, yes = balance.Infeasible, balance.Feasible
	assert.Equal(t, map[string]balance.Status{"KZ-71": no, "KZ-75": no, "KZ-79": no, "KZ-19": yes, "KZ-31": yes,
		"KZ-35": no, "KZ-61": no}, whole)
	assert.Equal(t, map[string]balance.Status{"KZ-71": no, "KZ-75": no, "KZ-79": no, "KZ-19": yes, "KZ-31": yes,
		"KZ-35": yes, "KZ-61": no}, divided)
	for _, x := range r.Dividing {
		if x.Region == "KZ-35" {
			require.NotNil(t, x.Fewest)
			assert.Equal(t, 1, *x.Fewest)
			assert.True(t, x.Proven)
		}
	}
	// Where nothing may be divided, nothing is said of what dividing would do.
	said := strings.Join(r.Summary("en"), "\n")
	assert.Contains(t, said, "Astana: of whole units impossible; none of its units may be divided.")
	assert.Regexp(t, "Karaganda Region: of whole units impossible, with finer units possible; units divided: 1", said)
	// What is said of whole units is proven by certificates of the case of whole units, which is that of the other
	// scenario but for the rule.
	proven := map[string]bool{}
	for _, g := range r.Whole.Regions {
		proven[g.ID] = g.Certificate != ""
	}
	for _, p := range r.Whole.Certificates {
		_, err := verify.Certificate(t.Context(), p.Certificate)
		require.NoError(t, err)
	}
	for id, s := range whole {
		assert.Equal(t, s == no, proven[id], id)
	}
	assert.Len(t, r.WholeCase.Layer.Units, 220)
}
