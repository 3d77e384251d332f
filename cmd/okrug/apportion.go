package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/big"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"github.com/okrug/okrug/balance/apportion"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

func newApportion(a *app) *cobra.Command {
	v := &apportionVerb{app: a}
	c := &cobra.Command{
		Use:   "apportion",
		Short: "Give regions their seats by every method, side by side",
		Long: `Give regions their seats by every method of the literature, side by side: largest remainder (Hare), ` +
			`Adams, Dean,
Huntington-Hill, Webster (Sainte-Laguë) and Jefferson (D'Hondt), each with the scenario's minimum and maximum. The exact
share is the one within these. A divisor can be checked by hand: divide, round as the method does, keep to the ` +
			`minimum.`,
		Args: noArgs,
		RunE: v.run,
	}
	v.inputs.bind(a, c)
	c.Flags().StringSliceVar(&v.methods, "method", nil, "ask further methods, such as stationary:1/3")
	c.Flags().StringVar(&v.ties, "ties", "", "how to break ties: refuse, order or base (default the scenario's)")
	c.Flags().BoolVar(&v.json, "json", false, "print JSON")
	return c
}

type apportionVerb struct {
	*app
	inputs  inputFlags
	methods []string
	ties    string
	json    bool
}

func (v *apportionVerb) run(c *cobra.Command, _ []string) error {
	s, err := v.inputs.open(c.Context())
	if err != nil {
		return err
	}
	l, _, err := s.Layer(c.Context(), nil)
	if err != nil {
		return badInput(err)
	}
	if v.ties == "" {
		v.ties = s.Seats.Ties
	}
	ties, err := apportion.ParseTieRule(v.ties)
	if err != nil {
		return err
	}
	methods := apportion.Methods()
	for _, name := range v.methods {
		m, err := apportion.ParseMethod(name)
		if err != nil {
			return err
		}
		methods = append(methods, m)
	}
	if err := s.Shareable(); err != nil {
		return badInput(err)
	}
	claims := s.Claims(l)
	outcomes := apportion.Compare(claims, s.AllSeats()/s.PerDistrict(), methods, ties)
	var in *fault.Faults
	if errors.As(outcomes[0].Err, &in) {
		return badInput(s.Located(in))
	}
	if v.json {
		e := json.NewEncoder(v.out)
		e.SetIndent("", "  ")
		out := map[string]any{"seats": s.AllSeats(), "base": s.Seats.Base, "ties": ties, "regions": claims,
			"methods": outcomes}
		if n := s.PerDistrict(); n > 1 { // what is given out are districts
			out = map[string]any{"seats": s.AllSeats(), "seats_per_district": n, "base": s.Seats.Base, "ties": ties,
				"in_districts": map[string]any{"regions": claims, "methods": outcomes}}
		}
		return e.Encode(out)
	}
	v.table(s, l, claims, outcomes)
	return nil
}

func (v *apportionVerb) table(s *scenario.Scenario, l *geo.Layer, claims []apportion.Region,
	outcomes []apportion.Outcome) {
	p := v.answer()
	n := s.PerDistrict()
	share := func(o apportion.Outcome, i int) string {
		return p.locale().Exact(new(big.Rat).Mul(o.Result.Shares[i], big.NewRat(int64(n), 1)), 3)
	}
	head := []any{locale.T("Region"), locale.T("Base"), locale.T("Share")}
	right := []int{2, 3}
	for i := range outcomes {
		head, right = append(head, fmt.Sprintf("(%d)", i+1)), append(right, 4+i)
	}
	head, right = append(head, locale.T("Enacted")), append(right, 4+len(outcomes))
	t := newTable(p, right, head...)
	for i, c := range claims {
		row := table.Row{p.name(l.Regions[i].Names, s), p.count(c.Base), "-"}
		for _, o := range outcomes {
			if o.Result == nil {
				row = append(row, locale.T("tie").In(p.lang))
				continue
			}
			row[2] = share(o, i)
			row = append(row, o.Result.Seats[i]*n)
		}
		enacted := any("-")
		if n := l.Regions[i].SeatsEnacted; n > 0 {
			enacted = n
		}
		t.AppendRow(append(row, enacted))
	}
	t.Render()
	if n > 1 {
		p.sayf("A district has %d seats: bases are divided and rounded to districts.", n)
	}
	for i, o := range outcomes {
		if o.Result != nil && o.Result.Divisor != nil {
			p.sayf("(%d) %s; divisor %s", i+1, methodTitle(o.Method, p.lang),
				p.locale().Number(o.Result.Divisor.RatString()))
		} else {
			p.sayf("(%d) %s", i+1, methodTitle(o.Method, p.lang))
		}
	}
	for _, o := range outcomes {
		switch {
		case o.Err != nil:
			p.sayf("%s: %v", methodTitle(o.Method, p.lang), o.Err)
		case o.Result.Tie != nil:
			tie := o.Result.Tie
			p.sayf("%s: %d {2|seat was|seats were} claimed equally by %d {3|region|regions}; given by %s, one of %s ways",
				methodTitle(o.Method, p.lang), tie.Seats*n, len(tie.Regions), tie.Rule, tie.Ways().String())
		}
		if o.Result != nil {
			for _, i := range o.Result.OutsideQuota() {
				p.sayf("%s: %s is outside its quota, with %d {3|seat|seats} for a share of %s", methodTitle(o.Method, p.lang),
					p.name(l.Regions[i].Names, s), o.Result.Seats[i]*n, share(o, i))
			}
		}
	}
}

// methodTitle is the name under which a language knows a method.
func methodTitle(m apportion.Method, lang string) string {
	id := m.String()
	if m == apportion.Jefferson {
		id = "dhondt"
	}
	if s, ok := locale.Of(lang).Find("report.method." + id); ok && lang != "en" {
		return s
	}
	return m.Title()
}
