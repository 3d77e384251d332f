package findings

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"math/big"
	"strings"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/feasibility"
	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/locale"
)

// Report is the answer, in the form of feasibility.json.
type Report struct {
	Okrug  int            `json:"okrug_feasibility"` // version of this form, 1
	Rule   rule.Rule      `json:"rule"`
	Status balance.Status `json:"status"`
	// Reason says why nothing was decided although every region has plans.
	Reason locale.Text `json:"reason,omitzero"`
	Voters int64       `json:"voters"` // of the rule's base
	Seats  int         `json:"seats"`
	// PerDistrict is how many seats every district has, where they are several; bounds are of districts, certificates
	// speak of districts alone.
	PerDistrict int    `json:"seats_per_district,omitempty"`
	Mean        string `json:"mean"` // per seat of the nation, two decimals
	// Case is the SHA-256 of the case, which every certificate carries.
	Case string `json:"case_sha256"`

	Regions      []Region                  `json:"regions"`
	Certificates []Proof                   `json:"certificates"`
	Best         []Best                    `json:"best,omitempty"`
	Frontier     []Point                   `json:"frontier,omitempty"`
	SeatsWithin  []Within                  `json:"seats_within,omitempty"`
	Crossing     *feasibility.Crossing     `json:"crossing,omitempty"`
	Sensitivity  []feasibility.Sensitivity `json:"sensitivity,omitempty"`
	Chance       *feasibility.Chance       `json:"monte_carlo,omitempty"`
	// Near says which of these answers hang on the tolerance, nil where none does.
	Near *Near `json:"near_tolerance,omitempty"`

	// Dividing says how much finer units help, region by region; empty where there are none.
	Dividing []Dividing `json:"dividing,omitempty"`
	// Whole is the answer with no unit divided, and WholeCase what it was asked of; nil where there are no finer units.
	Whole     *Report         `json:"-"`
	WholeCase *districts.Case `json:"-"`

	// Plan is the district of every unit, from 1; nil where there is none.
	Plan []int `json:"-"`

	layer *geo.Layer
	title geo.Names // of the scenario
	langs output.Languages
	whole string // file of the proof of the country as a whole

	clusters string // file of the proof that there are no more clusters
}

// Region is the verdict on a region with the file of its proof.
type Region struct {
	feasibility.Region
	Certificate string `json:"certificate,omitempty"`
}

// Proof is a certificate and its file.
type Proof struct {
	File        string                   `json:"file"`
	Kind        string                   `json:"kind"`
	SHA256      string                   `json:"sha256"` // of the file's bytes
	Certificate *certificate.Certificate `json:"-"`
	Data        []byte                   `json:"-"` // the file's bytes
}

// Best is the least value of a statistic.
type Best struct {
	Scope     string         `json:"scope"`
	Statistic rule.Statistic `json:"statistic"`
	Presets   []string       `json:"rules,omitempty"`
	Status    balance.Status `json:"status"`
	Value     *float64       `json:"value"`
	Bound     *float64       `json:"bound"`
	Binding   []string       `json:"binding,omitempty"`
	Regions   []BestRegion   `json:"regions,omitempty"`
	Proofs    []string       `json:"certificates,omitempty"`
	value     *big.Rat
}

// BestRegion is one region's least value.
type BestRegion struct {
	ID     string         `json:"region_id"`
	Seats  int            `json:"seats"`
	Status balance.Status `json:"status"`
	Value  *float64       `json:"value"`
	value  *big.Rat
}

// Point is one number of seats on the frontier.
type Point struct {
	feasibility.FrontierPoint
	RelaxedLimit *float64 `json:"relaxed_limit"`
	ExactLimit   *float64 `json:"exact_limit"`
	// Certificate shows that so many seats cannot meet the rule, where that is so.
	Certificate string `json:"certificate,omitempty"`
}

// Within is the least number of seats for a limit, 0 for none in the range.
type Within struct {
	Limit   rule.Fraction `json:"limit"`
	Relaxed int           `json:"relaxed_seats"`
	Exact   int           `json:"exact_seats"`
}

func newReport(d *districts.Case, c *feasibility.Country, v *feasibility.Verdict) (*Report, error) {
	out := &Report{Okrug: 1, Certificates: []Proof{}, Rule: d.Rule, Status: v.Status, Reason: v.Reason,
		Voters: c.Graph.Total(), Seats: c.AllSeats(), Plan: v.Plan, layer: d.Layer, langs: languages(d)}
	if d.Scenario != nil {
		out.title = d.Scenario.Title
	}
	var err error
	if out.Case, err = d.Hash(); err != nil {
		return nil, err
	}
	if n := d.PerDistrict(); n > 1 {
		out.PerDistrict = n
	}
	out.Mean = big.NewRat(out.Voters, int64(max(1, d.AllSeats()))).FloatString(2)
	if v.Proof != nil {
		out.whole = out.prove("nation", v.Proof)
	}
	for _, reg := range v.Regions {
		x := Region{Region: reg}
		if reg.Proof != nil {
			x.Certificate = out.prove(reg.ID, reg.Proof)
		}
		out.Regions = append(out.Regions, x)
	}
	return out, nil
}

func languages(d *districts.Case) []string {
	if d.Scenario == nil {
		return []string{"en"}
	}
	return d.Scenario.Languages
}

func (out *Report) frontier(points []feasibility.FrontierPoint) {
	for _, p := range points {
		out.Frontier = append(out.Frontier, Point{FrontierPoint: p, RelaxedLimit: number(p.Relaxed),
			ExactLimit: number(p.Exact)})
	}
	for _, percent := range []int64{5, 10, 15, 20, 25, 30, 40, 50} {
		w := Within{Limit: rule.NewFraction(percent, 100)}
		w.Relaxed, w.Exact = feasibility.SeatsWithin(points, w.Limit)
		out.SeatsWithin = append(out.SeatsWithin, w)
	}
}

//go:embed schema.json
var schema []byte

// Schema is the JSON Schema of feasibility.json.
func Schema() []byte {
	var names []string
	for _, s := range rule.Statistics() {
		names = append(names, s.String())
	}
	return bytes.Replace(schema, []byte("{statistics}"), []byte(strings.Join(names, `", "`)), 1)
}

// JSON is feasibility.json.
func (out *Report) JSON() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(out)
	return b.Bytes(), err
}

// number is a share as a program reads it, nil for nil.
func number(r *big.Rat) *float64 {
	if r == nil {
		return nil
	}
	f, _ := r.Float64()
	return &f
}

func fileWord(s rule.Statistic) string { return strings.ReplaceAll(s.String(), "/", "-over-") }

func (out *Report) region(id, lang string) string {
	for _, r := range out.layer.Regions {
		if r.ID == id {
			return r.Names.Among(lang, out.langs...)
		}
	}
	return id
}

func (out *Report) unit(id, lang string) string {
	for _, u := range out.layer.Units {
		if u.ID == id {
			return u.Names.Among(lang, out.langs...)
		}
	}
	return id
}
