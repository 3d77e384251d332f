package main

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"github.com/okrug/okrug/balance/apportion"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/fault"
)

func newApportion(a *app) *cobra.Command {
	v := &apportionVerb{app: a}
	c := &cobra.Command{
		Use:   "apportion",
		Short: "Give regions their seats by every method, side by side",
		Long: `Give regions their seats by every method of the literature, side by side: largest remainder (Hare), Adams, Dean,
Huntington-Hill, Webster (Sainte-Laguë) and Jefferson (D'Hondt), each with the scenario's minimum and maximum. The exact
share is the one within these. A divisor can be checked by hand: divide, round as the method does, keep to the minimum.`,
		Args: cobra.NoArgs,
		RunE: v.run,
	}
	v.inputs.bind(c)
	c.Flags().StringSliceVar(&v.methods, "method", nil, "ask further methods, such as stationary:1/3")
	c.Flags().StringVar(&v.ties, "ties", "", "how to break ties: refuse, order or base (default the scenario's)")
	c.Flags().StringVar(&v.lang, "lang", "", "language of names: one of the scenario's (default en where it has that)")
	c.Flags().BoolVar(&v.json, "json", false, "print JSON")
	return c
}

type apportionVerb struct {
	*app
	inputs     inputFlags
	methods    []string
	ties, lang string
	json       bool
}

func (v *apportionVerb) run(c *cobra.Command, _ []string) error {
	s, err := v.inputs.open()
	if err != nil {
		return err
	}
	l, _, err := s.Layer(c.Context(), nil)
	if err != nil {
		return badInput(err)
	}
	lang, err := language(s, v.lang)
	if err != nil {
		return err
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
	claims := s.Claims(l)
	outcomes := apportion.Compare(claims, s.Seats.Total, methods, ties)
	var in *fault.Faults
	if errors.As(outcomes[0].Err, &in) {
		return badInput(s.Located(in))
	}
	if v.json {
		e := json.NewEncoder(v.out)
		e.SetIndent("", "  ")
		return e.Encode(map[string]any{"seats": s.Seats.Total, "base": s.Seats.Base, "ties": ties, "regions": claims, "methods": outcomes})
	}
	v.table(s, l, claims, outcomes, lang)
	return nil
}

func (v *apportionVerb) table(s *scenario.Scenario, l *geo.Layer, claims []apportion.Region,
	outcomes []apportion.Outcome, lang string) {
	head := []any{"Region", "Base", "Share"}
	right := []int{2, 3}
	for i, o := range outcomes {
		head, right = append(head, o.Method.Title()), append(right, 4+i)
	}
	head, right = append(head, "Enacted"), append(right, 4+len(outcomes))
	t := newTable(v.out, right, head...)
	for i, c := range claims {
		row := table.Row{l.Regions[i].Names.In(lang, s.Languages...), report.Thousands(c.Base), "-"}
		for _, o := range outcomes {
			if o.Result == nil {
				row = append(row, "tie")
				continue
			}
			row[2] = o.Result.Shares[i].FloatString(3)
			row = append(row, o.Result.Seats[i])
		}
		enacted := any("-")
		if n := l.Regions[i].SeatsEnacted; n > 0 {
			enacted = n
		}
		t.AppendRow(append(row, enacted))
	}
	divisors := table.Row{"Divisor", "", ""}
	for _, o := range outcomes {
		d := "-"
		if o.Result != nil && o.Result.Divisor != nil {
			d = o.Result.Divisor.RatString()
		}
		divisors = append(divisors, d)
	}
	t.AppendFooter(append(divisors, ""))
	t.Render()
	for _, o := range outcomes {
		switch {
		case o.Err != nil:
			fmt.Fprintf(v.out, "%s: %v\n", o.Method.Title(), o.Err)
		case o.Result.Tie != nil:
			tie := o.Result.Tie
			fmt.Fprintf(v.out, "%s: %d seats were claimed equally by %d regions; given by %s, one of %s ways\n", o.Method.Title(), tie.Seats, len(tie.Regions), tie.Rule, tie.Ways())
		}
		if o.Result != nil {
			for _, i := range o.Result.OutsideQuota() {
				fmt.Fprintf(v.out, "%s: %s is outside its quota, with %d seats for a share of %s\n", o.Method.Title(),
					l.Regions[i].Names.In(lang, s.Languages...),
					o.Result.Seats[i], o.Result.Shares[i].FloatString(3))
			}
		}
	}
}
