package findings_test

import (
	"bytes"
	"context"
	"encoding/json"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/certificate/verify"
	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/data"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/findings"
	"github.com/okrug/okrug/districts/scenario"
)

func kazakhstan(t testing.TB, id string) *districts.Case {
	s, err := scenario.OpenFS(data.Files, data.Default+"/scenario.yaml")
	require.NoError(t, err)
	s.Rule = id
	c, err := districts.Open(t.Context(), s, nil)
	require.NoError(t, err)
	return c
}

func ask(t testing.TB, d *districts.Case, a findings.Ask) *findings.Report {
	r, err := findings.Run(context.Background(), d, a)
	require.NoError(t, err)
	raw, err := r.JSON()
	require.NoError(t, err)
	form, err := jsonschema.UnmarshalJSON(bytes.NewReader(findings.Schema()))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	require.NoError(t, c.AddResource("feasibility.json", form))
	compiled, err := c.Compile("feasibility.json")
	require.NoError(t, err)
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	require.NoError(t, err)
	require.NoError(t, compiled.Validate(doc))
	for _, p := range r.Certificates {
		_, err := verify.Certificate(context.Background(), p.Certificate)
		require.NoError(t, err, p.File)
	}
	return r
}

func TestKazakhstanByRegion(t *testing.T) {
	r := ask(t, kazakhstan(t, "kz-2022-region"), findings.Ask{Best: true, Sensitivity: true})
	require.Equal(t, balance.Feasible, r.Status)
	require.Empty(t, r.Regions[0].Certificate)
	best := map[string]findings.Best{}
	for _, b := range r.Best {
		require.Equal(t, balance.Optimal, b.Status)
		best[b.Scope+" "+b.Statistic.String()] = b
	}
	// Shymkent's five city districts are what binds within regions, Ulytau's voters in the country.
	require.Equal(t, []string{"KZ-79"}, best["region deviation"].Binding)
	require.Equal(t, []string{"KZ-62"}, best["nation deviation"].Binding)
	// 1 - 138 277/(12 035 578/29), worked out by hand.
	require.InDelta(t, 1-138_277.0*29/12_035_578, *best["nation deviation"].Value, 1e-12)
	// For two districts the range over the mean is twice the largest deviation.
	require.InDelta(t, 2**best["region deviation"].Value, *best["region range/mean"].Value, 1e-12)
	require.Contains(t, best["region deviation"].Presets, "kz-2022-region")
	require.Len(t, r.Sensitivity, 20)
	for _, lang := range rule.Languages {
		require.NotContains(t, written(t, r, lang), "%!", lang)
		require.Len(t, r.Charts(lang), 1)
	}
}

func TestKazakhstanByNation(t *testing.T) {
	d := kazakhstan(t, "kz-2022-nation")
	r := ask(t, d, findings.Ask{FrontierFrom: 69, FrontierTo: 70, Crossing: true, Samples: 20,
		Errors: map[string]int64{"KZ-10": 20_000, "KZ-33": 20_000}, HoldTotal: true})
	require.Equal(t, balance.Infeasible, r.Status)
	var none []string
	for _, x := range r.Regions {
		if x.Status == balance.Infeasible {
			require.NotEmpty(t, x.Certificate)
			none = append(none, x.ID)
		}
	}
	require.Equal(t, []string{"KZ-79", "KZ-11", "KZ-15", "KZ-39", "KZ-55", "KZ-62", "KZ-63"}, none)
	// By arithmetic 70 seats are the fewest with which every region can have districts within 20 %, and Ulytau stands
	// against 69: 138 277 is less than 80 % of 12 035 578/69.
	require.Less(t, 138_277.0, 0.8*12_035_578/69)
	require.GreaterOrEqual(t, 138_277.0, 0.8*12_035_578/70)
	require.Greater(t, *r.Frontier[0].RelaxedLimit, 0.2)
	require.Equal(t, []string{"KZ-62"}, r.Frontier[0].RelaxedBinding)
	require.LessOrEqual(t, *r.Frontier[1].RelaxedLimit, 0.2)
	require.GreaterOrEqual(t, *r.Frontier[1].ExactLimit, *r.Frontier[1].RelaxedLimit)

	require.Equal(t, balance.Optimal, r.Crossing.Status)
	require.Len(t, r.Crossing.Clusters, 15)
	p, err := districts.New(d, r.Crossing.Plan)
	require.NoError(t, err)
	require.Len(t, p.Districts, 29)
	require.Equal(t, rule.Meets, p.Evaluate(d.Rule).Verdict)
	require.False(t, districts.Met(p.Checks()), "districts across regions are not lawful")
	require.Equal(t, 20, r.Chance.SameVerdict)

	b, err := r.JSON()
	require.NoError(t, err)
	var back map[string]any
	require.NoError(t, json.Unmarshal(b, &back))
	require.Equal(t, "infeasible", back["status"])
	for _, lang := range rule.Languages {
		text := written(t, r, lang)
		require.Contains(t, text, "](frontier.svg)", lang)
		require.NotContains(t, text, "%!", lang)
		require.Contains(t, text, "138\u00a0277")
	}
}

// written is the answer as text.
func written(t *testing.T, r *findings.Report, lang string) string {
	d, err := r.Document(lang)
	require.NoError(t, err)
	return string(d.Markdown())
}

// Two runs give the same bytes.
func TestRepeats(t *testing.T) {
	var before []byte
	for range 2 {
		r := ask(t, kazakhstan(t, "kz-2022-region-range"), findings.Ask{Best: true})
		require.Equal(t, balance.Infeasible, r.Status, "Shymkent cannot")
		b, err := r.JSON()
		require.NoError(t, err)
		if before != nil {
			require.Equal(t, string(before), string(b))
		}
		before = b
	}
}

func TestExceptionsThatNobodyCanClaim(t *testing.T) {
	r := ask(t, kazakhstan(t, "venice"), findings.Ask{})
	require.Equal(t, balance.Infeasible, r.Status, "no unit is marked special, so that the exception leaves nothing open")
}

// Exceptions for single districts are settled where a region is one district, and left open only where they could
// matter.
func TestExceptionsByRegion(t *testing.T) {
	free := func(d *districts.Case, e rule.Exception) map[string]findings.Region {
		d.Rule.Exceptions = []rule.Exception{e}
		out := map[string]findings.Region{}
		for _, x := range ask(t, d, findings.Ask{}).Regions {
			out[x.ID] = x
		}
		return out
	}
	d := kazakhstan(t, "kz-2022-nation")
	// Ulytau is one district of some 189 000 km2; Shymkent has two and is smaller than 12 000 km2.
	got := free(d, rule.Exception{AreaAbove: 12_000, Free: true})
	require.Equal(t, balance.Feasible, got["KZ-62"].Status)
	require.True(t, got["KZ-62"].Free)
	require.Equal(t, balance.Infeasible, got["KZ-79"].Status)
	// A mark on one unit of Shymkent can fit one of its districts: every plan is judged whole, and the marked unit alone
	// leaves the rest within the bounds. Nobody else is touched.
	for i := range d.Layer.Units {
		if u := &d.Layer.Units[i]; u.RegionID == "KZ-79" {
			u.Columns["remote"] = 1
			break
		}
	}
	got = free(d, rule.Exception{Flag: "remote", Free: true})
	require.Equal(t, balance.Feasible, got["KZ-79"].Status)
	require.Equal(t, "enumeration", got["KZ-79"].Method)
	require.Equal(t, balance.Infeasible, got["KZ-62"].Status)
}

func TestUnknownRegion(t *testing.T) {
	_, err := findings.Run(context.Background(), kazakhstan(t, "kz-2022-region"),
		findings.Ask{Samples: 1, Errors: map[string]int64{"KZ-99": 1}})
	require.ErrorContains(t, err, `no region "KZ-99"`)
}
