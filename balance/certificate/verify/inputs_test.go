package verify

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/graph"
)

// pair is a country of two regions: A with 30 and 13 voters, B with 18 and 28; and a third, C, that the rule frees.
func pair(t *testing.T) (in *Inputs, graphs map[string]*certificate.Graph) {
	t.Helper()
	graphs = map[string]*certificate.Graph{}
	in = &Inputs{Rule: "near", Statistic: "range/mean", Limit: "9/10", National: true, Text: "{}",
		Borders: [][2]int{{0, 1}, {1, 2}}}
	for _, r := range []struct {
		id     string
		voters []int64
		seats  int
	}{{"A", []int64{30, 13}, 2}, {"B", []int64{18, 28}, 1}, {"C", []int64{5, 6}, 1}} {
		ids := []string{r.id + "1", r.id + "2"}
		g, err := graph.New(ids, r.voters, []graph.Edge{{U: 0, V: 1, Length: 7}})
		require.NoError(t, err)
		graphs[r.id] = certificate.NewGraph(g)
		sum := r.voters[0] + r.voters[1]
		in.Regions = append(in.Regions, InputRegion{ID: r.id, Voters: sum, Seats: r.seats, Graph: graphs[r.id].Hash(),
			Units: map[string]int64{ids[0]: r.voters[0], ids[1]: r.voters[1]}, Lower: 10, Upper: 46})
	}
	in.Regions[2].Free, in.Regions[2].OutsideQuota = true, true
	return in, graphs
}

// proofsOf are one certificate of each form that can be held against the pair, by name. They need not be true: Against
// compares figures and checks no proof.
func proofsOf(in *Inputs, graphs map[string]*certificate.Graph) map[string]*certificate.Certificate {
	none := certificate.Claim{Status: certificate.Infeasible}
	left := []certificate.LeftOut{{Region: "C", Voters: 11, Seats: 1, OutsideQuota: true, Free: true}}
	nation := func() *certificate.RuleBounds {
		return &certificate.RuleBounds{Rule: "near", Statistic: "range/mean", Limit: "9/10", Scope: "nation", Total: 100,
			Seats:   4,
			LeftOut: left}
	}
	of := func(region string, seats int) certificate.Question {
		return certificate.Question{Graph: graphs[region], Seats: seats, Lower: 10, Upper: 46}
	}
	alone := certificate.Question{Seats: 2, Lower: 10, Upper: 46}
	regions := []certificate.RegionVoters{{ID: "A", Voters: 43}, {ID: "B", Voters: 46}, {ID: "C", Voters: 11}}
	reading := func() *certificate.RuleBounds { // not the rule that binds: nothing is left out
		return &certificate.RuleBounds{Rule: "nation-deviation", Statistic: "deviation", Limit: "1/7", Scope: "nation",
			Total: 100, Seats: 4}
	}
	other := reading()
	other.Seats = 9
	out := map[string]*certificate.Certificate{
		"enumeration": certificate.New(of("A", 2), none, nil, &certificate.Enumeration{}),
		"components": certificate.New(of("A", 2), none, nil,
			&certificate.Components{Figures: nation(), Part: "A", Voters: []int64{43}}),
		"whole seats": certificate.New(alone, none, nil, &certificate.WholeSeats{Figures: nation(), Part: "A", Voters: 43}),
		"unit": certificate.New(alone, none, nil,
			&certificate.UnitOver{Figures: nation(), Part: "A", Unit: "A1", Voters: 30}),
		"split": certificate.New(certificate.Question{Seats: 3, Lower: 10, Upper: 46}, none, nil,
			&certificate.Split{Figures: nation(),
				Regions: []certificate.RegionSeats{{ID: "A", Voters: 43, Seats: 2}, {ID: "B", Voters: 46, Seats: 1}},
				Parts: []certificate.SplitPart{{From: 10, To: 12, Region: "A",
					Certificate: certificate.New(of("A", 2), none, nil, &certificate.Enumeration{})}}}),
		"allotment": certificate.New(certificate.Question{Seats: 9}, none, nil,
			&certificate.Allotment{Figures: other, Regions: regions,
				Refuted: []certificate.RefutedSeats{{Region: "B", Seats: 2,
					Certificate: certificate.New(of("B", 2), none, nil, &certificate.Enumeration{})}}}),
		"clusters": certificate.New(certificate.Question{Seats: 4}, none, nil,
			&certificate.Clusters{Figures: reading(), Regions: regions,
				Borders: [][2]int{{0, 1}, {1, 2}}, Clusters: 3}),
	}
	own := &certificate.RuleBounds{Rule: "region-deviation", Statistic: "deviation", Limit: "1/9", Scope: "B", Total: 46,
		Seats: 1}
	out["split of a region"] = certificate.New(of("B", 1), none, nil, &certificate.Split{Figures: own})
	for _, c := range out {
		c.Case = in.Hash()
	}
	return out
}

// Every number, text and mark of the inputs is in their sum, and a certificate of other inputs is refused.
func TestHashOfInputs(t *testing.T) {
	in, graphs := pair(t)
	was := in.Hash()
	tried := 0
	each(reflect.ValueOf(in).Elem(), "", func(name string, change func()) {
		if name == "Regions.Units" {
			return // the graph's sum has them
		}
		change()
		require.NotEqual(t, was, in.Hash(), name)
		for form, c := range proofsOf(in, graphs) {
			c.Case = was
			_, err := Against(c, in)
			require.Error(t, err, "%s, %s changed", form, name)
		}
		change()
		require.Equal(t, was, in.Hash(), name)
		tried++
	})
	require.Equal(t, 6+3*10+4, tried)
}

// each goes over what a value holds; change changes it, and the second time back.
func each(v reflect.Value, name string, visit func(name string, change func())) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			each(v.Field(i), join(name, v.Type().Field(i).Name), visit)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			each(v.Index(i), name, visit)
		}
	case reflect.Map:
		visit(name, nil)
	case reflect.String:
		old := v.String()
		visit(name, func() {
			if v.String() != old {
				v.SetString(old)
			} else {
				v.SetString(old + "1")
			}
		})
	case reflect.Bool:
		visit(name, func() { v.SetBool(!v.Bool()) })
	default:
		old := v.Int()
		visit(name, func() {
			if v.Int() != old {
				v.SetInt(old)
			} else {
				v.SetInt(old + 1)
			}
		})
	}
}

func join(a, b string) string {
	if a == "" {
		return b
	}
	return a + "." + b
}

// A certificate of the inputs is accepted, and one with any other figure is not, whether or not it names its case.
func TestAgainst(t *testing.T) {
	in, graphs := pair(t)
	for form, c := range proofsOf(in, graphs) {
		_, err := Against(c, in)
		require.NoError(t, err, form)
		c.Case = ""
		_, err = Against(c, in)
		require.NoError(t, err, form)
	}
	type certs = *certificate.Certificate
	figures := func(change func(f *certificate.RuleBounds)) func(certs) {
		return func(c certs) { change(certificate.Named(c.Evidence)) }
	}
	ruled := []string{"components", "whole seats", "unit", "split", "allotment", "clusters", "split of a region"}
	for _, x := range []struct {
		what   string
		forms  []string
		change func(certs)
	}{
		{"total", ruled, figures(func(f *certificate.RuleBounds) { f.Total++ })},
		{"rule", ruled, figures(func(f *certificate.RuleBounds) { f.Rule = "far" })},
		{"scope", ruled, figures(func(f *certificate.RuleBounds) { f.Scope = "C" })},
		{"seats of the figures", []string{"components", "whole seats", "unit", "split", "clusters", "split of a region"},
			figures(func(f *certificate.RuleBounds) { f.Seats++ })},
		{"limit", []string{"components", "whole seats", "unit", "split"},
			figures(func(f *certificate.RuleBounds) { f.Limit = "4/5" })},
		{"no number", []string{"components", "whole seats", "unit", "split"},
			figures(func(f *certificate.RuleBounds) { f.Limit = "" })},
		{"statistic", []string{"components", "whole seats", "unit", "split"},
			figures(func(f *certificate.RuleBounds) { f.Statistic = "range/largest" })},
		{"left out", []string{"components", "whole seats", "unit", "split"},
			figures(func(f *certificate.RuleBounds) { f.LeftOut = nil })},
		{"own limit below", []string{"components", "whole seats", "unit"},
			figures(func(f *certificate.RuleBounds) { f.Below = "1" })},
		{"own limit above", []string{"components", "whole seats", "unit"},
			figures(func(f *certificate.RuleBounds) { f.Above = "1" })},
		{"seats", []string{"enumeration", "components", "whole seats", "unit", "split of a region"},
			func(c certs) { c.Question.Seats++ }},
		{"locks", []string{"enumeration", "components", "split of a region"},
			func(c certs) { c.Question.Finished = []int{1} }},
		{"fixed", []string{"enumeration"}, func(c certs) { c.Question.Fixed = [][2]int{{0, 1}} }},
		{"groups", []string{"enumeration"}, func(c certs) { c.Question.Together = [][]int{{0, 1}} }},
		{"no graph", []string{"enumeration", "components", "split of a region"}, func(c certs) { c.Question.Graph = nil }},
		{"part", []string{"components"}, func(c certs) { c.Evidence.(*certificate.Components).Part = "B" }},
		{"part", []string{"whole seats"}, func(c certs) { c.Evidence.(*certificate.WholeSeats).Part = "B" }},
		{"no such part", []string{"whole seats"}, func(c certs) { c.Evidence.(*certificate.WholeSeats).Part = "X" }},
		{"voters", []string{"whole seats"}, func(c certs) { c.Evidence.(*certificate.WholeSeats).Voters++ }},
		{"part", []string{"unit"}, func(c certs) { c.Evidence.(*certificate.UnitOver).Part = "B" }},
		{"no such part", []string{"unit"}, func(c certs) { c.Evidence.(*certificate.UnitOver).Part = "X" }},
		{"unit", []string{"unit"}, func(c certs) { c.Evidence.(*certificate.UnitOver).Unit = "A2" }},
		{"no such unit", []string{"unit"}, func(c certs) {
			c.Evidence.(*certificate.UnitOver).Unit, c.Evidence.(*certificate.UnitOver).Voters = "B9", 0
		}},
		{"region's seats", []string{"split"}, func(c certs) { c.Evidence.(*certificate.Split).Regions[0].Seats = 1 }},
		{"region's voters", []string{"split"}, func(c certs) { c.Evidence.(*certificate.Split).Regions[0].Voters++ }},
		{"a region more", []string{"split"}, func(c certs) {
			e := c.Evidence.(*certificate.Split)
			e.Regions = append(e.Regions, certificate.RegionSeats{ID: "C", Voters: 11, Seats: 1})
		}},
		{"part of another", []string{"split"}, func(c certs) { c.Evidence.(*certificate.Split).Parts[0].Region = "B" }},
		{"part of none", []string{"split"}, func(c certs) { c.Evidence.(*certificate.Split).Parts[0].Region = "X" }},
		{"part without units", []string{"split"},
			func(c certs) { c.Evidence.(*certificate.Split).Parts[0].Certificate.Question.Graph = nil }},
		{"refuted of another", []string{"allotment"},
			func(c certs) { c.Evidence.(*certificate.Allotment).Refuted[0].Region = "A" }},
		{"refuted by nothing", []string{"allotment"},
			func(c certs) { c.Evidence.(*certificate.Allotment).Refuted[0].Certificate = nil }},
		{"a region less", []string{"allotment"}, func(c certs) {
			e := c.Evidence.(*certificate.Allotment)
			e.Regions = e.Regions[:2]
		}},
		{"region's voters", []string{"allotment"}, func(c certs) { c.Evidence.(*certificate.Allotment).Regions[1].Voters-- }},
		{"region's id", []string{"clusters"}, func(c certs) { c.Evidence.(*certificate.Clusters).Regions[1].ID = "D" }},
		{"no rule", []string{"clusters"}, func(c certs) { c.Evidence.(*certificate.Clusters).Figures = nil }},
		{"borders", []string{"clusters"}, func(c certs) { c.Evidence.(*certificate.Clusters).Borders = [][2]int{{0, 1}} }},
		{"case", []string{"enumeration", "clusters"}, func(c certs) { c.Case = "0" }},
	} {
		for _, form := range x.forms {
			c := proofsOf(in, graphs)[form]
			require.NotNil(t, c, form)
			c.Case = ""
			x.change(c)
			_, err := Against(c, in)
			require.ErrorAs(t, err, new(*Refusal), "%s of %s changed", x.what, form)
		}
	}
	// A region that the rule frees, figures of another region, and a graph under another name.
	free := proofsOf(in, graphs)["whole seats"]
	free.Case, free.Question.Seats = "", 1
	free.Evidence.(*certificate.WholeSeats).Part, free.Evidence.(*certificate.WholeSeats).Voters = "C", 11
	_, err := Against(free, in)
	require.ErrorContains(t, err, "frees region C")
	of := proofsOf(in, graphs)["components"]
	of.Case = ""
	of.Evidence.(*certificate.Components).Figures = certificate.Named(proofsOf(in, graphs)["split of a region"].Evidence)
	_, err = Against(of, in)
	require.ErrorContains(t, err, "its figures are of B and it speaks of A")
	for _, e := range []certificate.Evidence{&certificate.WholeSeats{Part: "B", Voters: 43},
		&certificate.UnitOver{Part: "B", Unit: "A1", Voters: 30}} {
		c := certificate.New(certificate.Question{Graph: graphs["A"], Seats: 2},
			certificate.Claim{Status: certificate.Infeasible}, nil, e)
		_, err = Against(c, in)
		require.ErrorContains(t, err, "its units are those of A in the inputs, and not of B")
	}
	none := proofsOf(in, graphs)["components"]
	none.Evidence.(*certificate.Components).Figures.LeftOut = nil
	_, err = Against(none, in)
	require.ErrorContains(t, err, "[C] in the inputs, [] there")
	// A limit is a number: written otherwise it is the same, and words are none.
	same := proofsOf(in, graphs)["whole seats"]
	same.Evidence.(*certificate.WholeSeats).Figures.Limit = "18/20"
	_, err = Against(same, in)
	require.NoError(t, err)
	in.Limit, same.Case = "near", ""
	_, err = Against(same, in)
	require.ErrorAs(t, err, new(*Refusal))
	in.Limit = "9/10"
	same.Evidence.(*certificate.WholeSeats).Figures.Limit = "near"
	_, err = Against(same, in)
	require.ErrorAs(t, err, new(*Refusal))
	// Where the rule takes no nation's mean, or frees or limits the region, its figures are not those of the inputs.
	for name, change := range map[string]func(){
		"of regions": func() { in.National = false },
		"free":       func() { in.Regions[0].Free = true },
		"below":      func() { in.Regions[0].Below = "1/3" },
		"above":      func() { in.Regions[0].Above = "1/3" },
		"outside":    func() { in.Regions[1].OutsideQuota = true },
	} {
		in, graphs = pair(t)
		change()
		c := proofsOf(in, graphs)["whole seats"]
		_, err := Against(c, in)
		require.ErrorAs(t, err, new(*Refusal), name)
	}
}

// Seats of a district are those of the inputs, none standing for one.
func TestAgainstPerDistrict(t *testing.T) {
	in, graphs := pair(t)
	require.Equal(t, "7589e6e0e72be458ca8e43bc96dcbb92ebdddda5bab226af1e7c4249dd20c658", in.Hash(),
		"cases of one seat a district have the sums that certificates carry since long")
	for _, x := range []struct {
		inputs, claimed int
		ok              bool
	}{{0, 0, true}, {1, 0, true}, {3, 3, true}, {0, 3, false}, {3, 0, false}, {3, 2, false}} {
		in.PerDistrict = 0
		none := in.Hash()
		in.PerDistrict = 2
		require.NotEqual(t, none, in.Hash())
		two := in.Hash()
		in.PerDistrict = 3
		require.NotEqual(t, two, in.Hash(), "cases that differ in it alone have sums of their own")
		in.PerDistrict = x.inputs
		for form, c := range proofsOf(in, graphs) {
			c.Question.PerDistrict = x.claimed
			_, err := Against(c, in)
			require.Equal(t, x.ok, err == nil, "%s: %v: %v", form, x, err)
		}
	}
}

// What a certificate is about, and whether it speaks of fewer plans than the rule allows.
func TestAbout(t *testing.T) {
	in, graphs := pair(t)
	for form, want := range map[string]string{"enumeration": "A", "components": "A", "whole seats": "A", "unit": "A",
		"split":     "",
		"allotment": "", "clusters": "", "split of a region": "B"} {
		about, err := Against(proofsOf(in, graphs)[form], in)
		require.NoError(t, err, form)
		require.Equal(t, want, about.Region, form)
		require.False(t, about.Narrower, form)
	}
	for _, e := range []certificate.Evidence{&certificate.WholeSeats{Voters: 43},
		&certificate.UnitOver{Unit: "A1", Voters: 30}} {
		c := certificate.New(certificate.Question{Graph: graphs["A"], Seats: 2},
			certificate.Claim{Status: certificate.Infeasible}, nil, e)
		about, err := Against(c, in)
		require.NoError(t, err)
		require.Equal(t, "A", about.Region, "by its units alone")
	}
	for _, bounds := range [][2]int64{{11, 46}, {10, 45}, {11, 45}} {
		c := proofsOf(in, graphs)["enumeration"]
		c.Question.Lower, c.Question.Upper = bounds[0], bounds[1]
		about, err := Against(c, in)
		require.NoError(t, err)
		require.True(t, about.Narrower)
		require.Equal(t, [2]int64{10, 46}, [2]int64{about.Lower, about.Upper})
		ruled := proofsOf(in, graphs)["components"]
		ruled.Question.Lower, ruled.Question.Upper = bounds[0], bounds[1]
		about, err = Against(ruled, in)
		require.NoError(t, err)
		require.False(t, about.Narrower, "the rule's own bounds are looked after by the checker")
	}
}

// A graph has no figures of a country, and is that of the certificate or not.
func TestAgainstGraph(t *testing.T) {
	in, graphs := pair(t)
	all := proofsOf(in, graphs)
	require.NoError(t, AgainstGraph(all["enumeration"], graphs["A"]))
	require.NoError(t, AgainstGraph(all["split of a region"], graphs["B"]))
	require.ErrorContains(t, AgainstGraph(all["enumeration"], graphs["B"]), "about the graph with the SHA-256")
	require.ErrorContains(t, AgainstGraph(all["components"], graphs["A"]), "whole country")
	free := all["whole seats"]
	free.Evidence.(*certificate.WholeSeats).Figures = nil
	require.ErrorContains(t, AgainstGraph(free, graphs["A"]), "which units")
}
