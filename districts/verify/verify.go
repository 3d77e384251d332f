// Package verify checks the folder of a plan, as okrug plan, check, amend, feasibility and publish write it, by itself:
// from the table of the assignment and the inputs it works out the verdict again and compares it with what the report,
// the acts and the data say. It shares nothing with the solvers, the checks or the report: its own reader of the
// inputs, its own neighbours, its own arithmetic. Of okrug it uses only the reader of acts, which has no part in
// writing them, the guard against keys that a JSON file has twice, the names of the files, and the types that one
// needs; and the words of errors. So a fault in the program that made a plan does not hide itself here.
//
// # What is done, in order
//
//  1. The files are compared with the sums that the folder keeps of them (manifest.go). What has been changed is a
//     fault; the rest goes on all the same.
//  2. The inputs are read: scenario, units, voters, regions, seats and the district of every unit (inputs.go), finer
//     units and settlements (parts.go), outlines (lines.go) and the rule (law.go). What cannot be read is an error, and
//     there is no verdict then.
//  3. The law is applied (law.go): the plan meets every check if all holds that stands there, which is what the checks
//     of a report ask for.
//  4. Lines that were computed are judged (computed.go), as they are no input but an output.
//  5. What the folder says of the plan is compared with that: report with the verdict of every check, file of
//     districts, also with generalised lines, tables of units, of districts, of regions and of checks (tables.go), the
//     page for everybody (page.go), and the words and figures of every act (agree.go, printed.go).
//
// # The rule of equality
//
// What a district has is the sum of what the rule counts in its units, voters as a rule. The mean is the sum over the
// rule's scope, which is the country or a region, divided by its seats. The statistic deviation asks of each district
// that its difference from the mean is at most the limit times the mean; the others compare the largest and the
// smallest district of the scope. Exceptions come before that: the first whose conditions all hold for a district frees
// it or gives it limits of its own, and may take it out of the mean. Sums are integers and limits are fractions, so
// that every comparison is exact. Floating point is used for areas and for figures that were printed rounded, with a
// tolerance named there.
//
// # Neighbours
//
// Neighbours are units with a common line: the same two positions in a row, or 1e-4 degrees (about 10 m) of lines
// within 1e-6 degrees (0.1 m) of each other, all pieces together (lines.go). Units that touch across a wider sliver
// gap, which other parts of okrug close, or for less, are not neighbours here; that can only make verify stricter.
// Links that the scenario states count as borders. Settlements whose adjacency is by Gabriel's graph must see each
// other (sight.go). Settlements of a region or divided unit in several parts are linked by the shortest ways
// (exclaves.go).
//
// # Parts
//
// A finer unit has region and parents from the unit that it is part of, and its voters are those that it has, which add
// up with those of the other parts, or its share of the unit's by largest remainder. A settlement is part of the unit
// or region that it names or lies in. Its lines are in units.geojson alone. The parts of each unit have its area
// together, but for slivers, and no line outside of it; each settlement lies in its own. So does each of some thousand
// fixed positions, anywhere and just beside lines: in the part of the settlement that is nearest to it, or in whose
// area it lies; where there is a rest, in the rest if it lies further away than the nearest settlement reaches. On a
// line it may be in either: within 3 m of one half-way between two settlements, or more in what reaches further than
// 500 km from its middle; within 0.2 % of its radius more of a circle; within the tolerance of lines of an area's own.
// Other positions must lie in pieces that are cut off, by the report's notes and by the straight way to the settlement,
// or that are smaller than a hectare.
//
// # Limits
//
// Not verified: rules with another scope than nation and region, which are an error; whether finer units that have
// lines of their own cover the unit that they are part of, and who sees whom of settlements with areas, which is said;
// to which neighbour a piece went that is cut off, and whether one of a rest is; the apportionment of seats, but for
// its sum and the minimum; lengths of borders, splits, the trade-off and readings of other rules; and anything in the
// KML, drawn on a map or printed in a PDF. Making all of it again from the inputs, as okrug verify does beside this, is
// what compares those.
package verify

import (
	"errors"
	"io/fs"
	"slices"

	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/geo/locale"
)

// Outcome is what came of one check.
type Outcome struct {
	What locale.Text `json:"what"`
	OK   bool        `json:"ok"`
	// Findings say what is wrong, or, where nothing is, how much was looked at.
	Findings []locale.Text `json:"findings"`
	// Checks are the ids of the checks of a report that ask for the same; none where the outcome is about agreement.
	Checks []string `json:"-"`
}

// Result is the outcome of all checks. Met is the verdict worked out again; Agree is whether manifest, report, acts
// and data say the same.
type Result struct {
	Outcomes []Outcome `json:"outcomes"`
	Met      bool      `json:"met"`
	Agree    bool      `json:"agrees"`
	// Answer is what a folder of okrug feasibility answers, "" in one that has no answer. Where it has no plan, Met
	// says nothing.
	Answer string `json:"answer,omitempty"`
	// NotCompared names what nobody looked at beyond its sum.
	NotCompared []locale.Text `json:"not_compared,omitempty"`
}

// OK is whether the plan meets every check and everything agrees.
func (r *Result) OK() bool { return r.Met && r.Agree }

// ErrSet says that a folder cannot be verified: it is not a set, or its inputs cannot be read.
var ErrSet = locale.Errorf("the set cannot be verified")

// Folder verifies a folder on disk.
func Folder(dir string) (*Result, error) { return Set(output.Dir(dir)) }

// Set verifies a plan's folder. The error is ErrSet where it cannot be judged at all. Everything else that is wrong is
// an outcome, so that all of it is told at once.
func Set(set fs.FS) (*Result, error) {
	r := &Result{Agree: true}
	manifest, err := checkManifest(set)
	if err != nil {
		return nil, locale.Errorf("%w: %w", ErrSet, err)
	}
	r.Note(manifest)
	p, err := r.judge(set)
	if err != nil {
		return nil, err
	}
	r.divided(set, p)
	r.Note(p.report(set, r))
	r.Note(p.geoJSON(set, output.Plan, true))
	if _, err := fs.Stat(set, output.Simplified); err == nil {
		r.Note(p.geoJSON(set, output.Simplified, false))
	}
	r.Note(p.unitTable(set))
	r.Note(p.tables(set, r.Outcomes))
	if _, err := fs.Stat(set, output.Contents); err == nil {
		r.Note(p.page(set))
	}
	// Acts are there only once the plan has been published.
	if _, err := fs.Stat(set, output.Acts); errors.Is(err, fs.ErrNotExist) {
		return r, nil
	}
	acts, err := p.acts(set)
	if err != nil {
		return nil, locale.Errorf("%w: %w", ErrSet, err)
	}
	r.Note(acts)
	return r, nil
}

// divided judges what was divided into parts, where anything was.
func (r *Result) divided(set fs.FS, p *plan) {
	if len(p.in.divided) == 0 {
		return
	}
	r.Note(p.parts())
	if slices.ContainsFunc(p.in.units, func(u unit) bool { return u.computed }) {
		r.Note(p.computed(set))
	}
	seen := func(u unit) bool { return u.computed && u.own != nil }
	if p.in.scenario.Adjacency == byGabriel && slices.ContainsFunc(p.in.units, seen) {
		r.NotCompared = append(r.NotCompared, locale.T("who sees whom of settlements with areas"))
	}
	for _, file := range p.in.areas {
		r.NotCompared = append(r.NotCompared, locale.T("whether the units of %s cover what they are part of", file))
	}
}

// judge reads the inputs, the rule and the assignment, and works out the verdict. It returns them as the plan with
// which everything else is compared.
func (r *Result) judge(set fs.FS) (*plan, error) {
	in, err := readInputs(set)
	if err != nil {
		return nil, locale.Errorf("%w: %w", ErrSet, err)
	}
	rule, err := readRule(set)
	if err != nil {
		return nil, locale.Errorf("%w: %w", ErrSet, err)
	}
	of, err := readAssignment(set, in)
	if err != nil {
		return nil, locale.Errorf("%w: %w", ErrSet, err)
	}
	p := newPlan(in, of)
	p.rule = rule
	law := p.law()
	r.Met = !slices.ContainsFunc(law, func(o Outcome) bool { return !o.OK })
	r.Outcomes = append(r.Outcomes, law...)
	return p, nil
}

// Note takes an outcome that is not about the law but about agreement.
func (r *Result) Note(o Outcome) {
	r.Outcomes = append(r.Outcomes, o)
	r.Agree = r.Agree && o.OK
}

// judged is an outcome: fine where there are no faults, and then with the one remark.
func judged(what, fine locale.Text, faults []locale.Text) Outcome {
	if len(faults) > 0 {
		return Outcome{What: what, Findings: faults}
	}
	return Outcome{What: what, OK: true, Findings: []locale.Text{fine}}
}

// unread is the outcome where something cannot be read.
func unread(what locale.Text, err error) Outcome {
	return judged(what, locale.Text{}, []locale.Text{locale.T("%v", err)})
}
