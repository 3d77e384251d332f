package compare

import (
	"strconv"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/geo/locale"
)

// Tables are the comparison's tables for programs: the districts in pairs, the figures of both plans, and the checks
// that they break. Shares are shares of 1; names stand in every language of the scenario of B.
func (c *Comparison) Tables() []output.Table {
	return []output.Table{c.districtTable(), c.measureTable(), c.brokenTable()}
}

func (c *Comparison) languages() output.Languages {
	if c.b.Scenario == nil {
		return nil
	}
	return c.b.Scenario.Languages
}

func (c *Comparison) districtTable() output.Table {
	in := c.languages()
	rows := [][]string{output.Row("district_a", "district_b", in.Heads("name_a_"), in.Heads("name_b_"), "voters_a",
		"voters_b", "deviation_a", "deviation_b", "unfinished_a", "unfinished_b", "voters_shared", "voters_left",
		"voters_joined", "area_km2_a", "area_km2_b", "polsby_popper_a", "polsby_popper_b")}
	names := func(p *districts.Plan, d int) []string {
		if d < 0 {
			return in.Names(nil)
		}
		return in.Names(p.Districts[d].Names)
	}
	for _, x := range c.Pairs {
		of := func(get func(d *District) any) [2]string {
			var out [2]string
			for i, d := range []*District{x.A, x.B} {
				if d != nil {
					out[i] = output.Row(get(d))[0]
				}
			}
			return out
		}
		number := of(func(d *District) any { return d.Number })
		voters := of(func(d *District) any { return d.Voters })
		deviation := of(func(d *District) any { return d.Deviation })
		unfinished := of(func(d *District) any { return d.Unfinished })
		area := of(func(d *District) any { return d.AreaKM2 })
		shape := of(func(d *District) any { return d.PolsbyPopper })
		rows = append(rows, output.Row(number[:], names(c.a, x.Old), names(c.b, x.New), voters[:], deviation[:],
			unfinished[:], x.Shared.Voters, x.Left.Voters, x.Joined.Voters, area[:], shape[:]))
	}
	return output.Table{Name: "compare-districts.csv", Rows: rows}
}

func (c *Comparison) measureTable() output.Table {
	in := c.languages()
	rows := [][]string{output.Row("measure", "a", "b", in.Heads("name_"))}
	for _, m := range c.Measures() {
		rows = append(rows, output.Row(m.ID, m.A, m.B, in.Texts(m.What)))
	}
	for _, x := range []struct {
		id    string
		value float64
		what  locale.Text
	}{
		{"moved_share", c.MovedShare, locale.T("Voters who move, share of all compared")},
		{"variation_bits", c.Variation, locale.T("Variation of information, bits")},
		{"split_bits", c.Split, locale.T("Variation of information: split, bits")},
		{"merged_bits", c.Merged, locale.T("Variation of information: merged, bits")},
	} {
		rows = append(rows, output.Row(x.id, "", strconv.FormatFloat(x.value, 'f', -1, 64), in.Texts(x.what)))
	}
	return output.Table{Name: "compare-measures.csv", Rows: rows}
}

func (c *Comparison) brokenTable() output.Table {
	in := c.languages()
	rows := [][]string{output.Row("plan", "check", in.Heads("name_"))}
	for i, s := range []Summary{c.A, c.B} {
		for _, id := range s.Broken {
			rows = append(rows, output.Row([]string{"a", "b"}[i], id, in.Texts(locale.T("report.check."+id))))
		}
	}
	return output.Table{Name: "compare-broken.csv", Rows: rows}
}
