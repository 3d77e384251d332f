package districts_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/certificate/verify"
	"github.com/okrug/okrug/balance/feasibility"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/scenario"
)

// leftOut is a case in which the rule leaves a region out: C is free and outside the quota, and A cannot be halved
// within 5 % of the mean of A and B, which is 100.
func leftOut(t *testing.T) *districts.Case {
	t.Helper()
	dir := t.TempDir()
	write := func(name, text string) {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	write("units.geojson", `{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"id":"a1","r":"A","v":80},"geometry":{"type":"Polygon","coordinates":[[[60,45],`+
		`[60.1,45],[60.1,45.1],[60,45.1],[60,45]]]}},
{"type":"Feature","properties":{"id":"a2","r":"A","v":120},"geometry":{"type":"Polygon","coordinates":[[[60.1,`+
		`45],[60.2,45],[60.2,45.1],[60.1,45.1],[60.1,45]]]}},
{"type":"Feature","properties":{"id":"b1","r":"B","v":100},"geometry":{"type":"Polygon","coordinates":[[[60.2,`+
		`45],[60.3,45],[60.3,45.1],[60.2,45.1],[60.2,45]]]}},
{"type":"Feature","properties":{"id":"c1","r":"C","v":900},"geometry":{"type":"Polygon","coordinates":[[[60.3,`+
		`45],[60.4,45],[60.4,45.1],[60.3,45.1],[60.3,45]]]}}]}`)
	write("scenario.yaml", `okrug: 1
id: left
units: {file: units.geojson, id: id, region: r, voters: v}
seats: {fixed: {A: 2, B: 1, C: 1}}
rule: own
rules: [{id: own, scope: nation, statistic: deviation, limit: 5 %, exceptions: [{regions: [C], free: true, `+
		`outside_quota: true}]}]
`)
	s, err := scenario.Open(filepath.Join(dir, "scenario.yaml"))
	require.NoError(t, err)
	return caseOf(t, s)
}

// proofs are the certificates of a case that has no plan.
func proofs(t *testing.T, c *districts.Case) []*certificate.Certificate {
	t.Helper()
	qs, err := c.Questions()
	require.NoError(t, err)
	g, err := districts.Graph(c.Layer, c.Rule.BaseName())
	require.NoError(t, err)
	country := &feasibility.Country{Graph: g, Of: districts.RegionOf(c.Layer), Seats: c.Seats}
	for _, r := range c.Layer.Regions {
		country.Regions = append(country.Regions, r.ID)
	}
	v, err := feasibility.Decide(t.Context(), country, qs, feasibility.Settings{})
	require.NoError(t, err)
	require.NotEmpty(t, v.Proofs())
	return v.Proofs()
}

// copied is a certificate as its file holds it.
func copied(t *testing.T, c *certificate.Certificate) *certificate.Certificate {
	t.Helper()
	text, err := json.Marshal(c)
	require.NoError(t, err)
	again, err := certificate.Read(bytes.NewReader(text))
	require.NoError(t, err)
	return again
}

func against(c *certificate.Certificate, in *verify.Inputs) error {
	_, err := verify.Against(c, in)
	return err
}

// A certificate names every region that the rule leaves out, and one that omits it is refused, whether or not its
// arithmetic is made to fit the other figures.
func TestWhatIsLeftOutIsNamed(t *testing.T) {
	c := leftOut(t)
	in, err := c.Inputs()
	require.NoError(t, err)
	honest := proofs(t, c)[0]
	_, err = verify.Certificate(t.Context(), honest)
	require.NoError(t, err)
	require.NoError(t, against(honest, in))
	require.Equal(t, []certificate.LeftOut{{Region: "C", Voters: 900, Seats: 1, OutsideQuota: true, Free: true}},
		certificate.Named(honest.Evidence).LeftOut)

	for name, tamper := range map[string]func(f *certificate.RuleBounds){
		"omitted":      func(f *certificate.RuleBounds) { f.LeftOut = nil },
		"other voters": func(f *certificate.RuleBounds) { f.LeftOut[0].Voters = 800 },
		"not free":     func(f *certificate.RuleBounds) { f.LeftOut[0].Free = false },
		"total":        func(f *certificate.RuleBounds) { f.Total = 300; f.Seats = 3; f.LeftOut = nil },
		"limit":        func(f *certificate.RuleBounds) { f.Limit = "1/100" },
		"statistic":    func(f *certificate.RuleBounds) { f.Statistic = "range/mean" },
		"scope":        func(f *certificate.RuleBounds) { f.Scope = "A" },
	} {
		x := copied(t, honest)
		tamper(certificate.Named(x.Evidence))
		require.Error(t, against(x, in), name)
	}
	for name, tamper := range map[string]func(x *certificate.Certificate){
		"seats":       func(x *certificate.Certificate) { x.Question.Seats = 3 },
		"locks":       func(x *certificate.Certificate) { x.Question.Together = [][]int{{0, 1}} },
		"other units": func(x *certificate.Certificate) { x.Question.Graph.Units[0].Voters++ },
		"other case":  func(x *certificate.Certificate) { x.Case = strings.Repeat("0", 64) },
	} {
		x := copied(t, honest)
		tamper(x)
		require.Error(t, against(x, in), name)
	}
}

// The proofs of Kazakhstan by the nation's mean are about the scenario's own figures; with any figure changed they are
// not.
func TestProofsAreBoundToTheirInputs(t *testing.T) {
	s := kazakhstan(t).Scenario
	s.Rule = "kz-2022-nation"
	c := caseOf(t, s)
	in, err := c.Inputs()
	require.NoError(t, err)
	for _, p := range proofs(t, c) {
		require.NoError(t, against(p, in))
		other := *in
		other.Regions = append([]verify.InputRegion(nil), in.Regions...)
		for i := range other.Regions {
			other.Regions[i].Voters++
			other.Regions[i].Graph = ""
		}
		require.Error(t, against(p, &other), "other voters")
		w, ok := p.Evidence.(*certificate.WholeSeats)
		if !ok {
			continue
		}
		x := copied(t, p)
		x.Evidence.(*certificate.WholeSeats).Part = "KZ-10"
		require.Error(t, against(x, in), "%s as another region", w.Part)
	}
}
