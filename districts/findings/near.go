package findings

import (
	"cmp"
	"context"
	"math/big"
	"slices"
	"strconv"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/feasibility"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/document"
)

// Near says which answers about all plans would be others, or would not be decided, were units neighbours that are
// none at the scenario's tolerance but near it.
type Near struct {
	Pairs   []NearPair `json:"pairs"`
	Answers []Hanging  `json:"answers"`
}

// NearPair is a pair of units near the tolerance: how far apart their lines lie at most, and over which length, both in
// metres.
type NearPair struct {
	A      string  `json:"a"`
	B      string  `json:"b"`
	Apart  float64 `json:"apart"`
	Metres float64 `json:"metres"`
}

// Hanging is an answer that hangs on such pairs, as it is and as it would be with all of them joined: a status, a value
// as a fraction, or a number of clusters. About says what it answers: "status", "regions" (a region's status), "best"
// (the least value of a statistic in a scope, over all or in a region), "frontier" (the least deviation with so many
// seats), or "crossing" (the most clusters).
type Hanging struct {
	About     string `json:"about"`
	Region    string `json:"region_id,omitempty"`
	Scope     string `json:"scope,omitempty"`
	Statistic string `json:"statistic,omitempty"`
	Seats     int    `json:"seats,omitempty"`
	Answer    string `json:"answer"`
	Joined    string `json:"joined"`

	answer, joined *big.Rat // values, nil for none
}

// near asks again with the pairs near the tolerance joined.
func (out *Report) near(ctx context.Context, d *districts.Case, ask Ask) error {
	pairs := d.Near()
	if len(pairs) == 0 {
		return nil
	}
	ask.Sensitivity, ask.Samples = false, 0 // they claim nothing about all plans
	again, err := answers(ctx, d.Joined(pairs), ask)
	if again == nil || err != nil {
		again = out.undecided() // what was not asked to the end is not known
	}
	list := out.hanging(again)
	if len(list) == 0 {
		return err
	}
	out.Near = &Near{Answers: list}
	for _, n := range pairs {
		out.Near.Pairs = append(out.Near.Pairs,
			NearPair{A: d.Layer.Units[n.A].ID, B: d.Layer.Units[n.B].ID, Apart: n.Apart, Metres: n.Metres})
	}
	return err
}

// undecided are answers to the same questions that leave all of them open.
func (out *Report) undecided() *Report {
	open := &Report{Status: balance.Unknown, Regions: make([]Region, len(out.Regions)), Best: slices.Clone(out.Best),
		Frontier: make([]Point, len(out.Frontier)), Crossing: &feasibility.Crossing{Status: balance.Unknown}}
	for i := range open.Regions {
		open.Regions[i].Status = balance.Unknown
	}
	for i, b := range open.Best {
		open.Best[i].Status, open.Best[i].value = balance.Unknown, nil
		open.Best[i].Regions = make([]BestRegion, len(b.Regions))
		for k := range b.Regions {
			open.Best[i].Regions[k].Status = balance.Unknown
		}
	}
	for i := range open.Frontier {
		open.Frontier[i].Status = balance.Unknown
	}
	return open
}

// hanging lists the claims, that there is no plan or none better, that other answers do not bear out.
func (out *Report) hanging(again *Report) []Hanging {
	var list []Hanging
	status := func(h Hanging, a, b balance.Status) {
		if a == balance.Infeasible && b != a {
			h.Answer, h.Joined = a.String(), b.String()
			list = append(list, h)
		}
	}
	value := func(h Hanging, proven bool, a, b *big.Rat, other balance.Status) {
		switch {
		case proven && a == nil && (b != nil || other == balance.Unknown): // where there is none, there may be one
			h.Answer, h.Joined, h.joined = balance.Infeasible.String(), balance.Unknown.String(), b
			if b != nil {
				h.Joined = b.RatString()
			}
			list = append(list, h)
			return
		case !proven || a == nil:
			return
		case b == nil || other != balance.Optimal && b.Cmp(a) >= 0:
			h.Joined = balance.Unknown.String()
		case b.Cmp(a) >= 0:
			return
		default:
			h.Joined, h.joined = b.RatString(), b
		}
		h.Answer, h.answer = a.RatString(), a
		list = append(list, h)
	}
	for i, r := range out.Regions {
		status(Hanging{About: "regions", Region: r.ID}, r.Status, again.Regions[i].Status)
	}
	if len(list) == 0 { // else the regions say why
		status(Hanging{About: "status"}, out.Status, again.Status)
	}
	for i, b := range out.Best {
		h := Hanging{About: "best", Scope: b.Scope, Statistic: b.Statistic.String()}
		x := again.Best[i]
		value(h, claim(b.Status), b.value, x.value, x.Status)
		for k, reg := range b.Regions {
			h.Region = reg.ID
			value(h, claim(reg.Status), reg.value, x.Regions[k].value, x.Regions[k].Status)
		}
	}
	for i, p := range out.Frontier {
		h, x := Hanging{About: "frontier", Seats: p.Seats}, again.Frontier[i]
		value(h, claim(p.Status), p.Exact, x.Exact, x.Status)
	}
	if a, b := out.Crossing, again.Crossing; a != nil && b != nil {
		h := Hanging{About: "crossing"}
		status(h, a.Status, b.Status)
		if more := len(b.Clusters) > len(a.Clusters); a.Status == balance.Optimal && (more || b.Status != balance.Optimal) {
			h.Answer, h.Joined = strconv.Itoa(len(a.Clusters)), balance.Unknown.String()
			if more {
				h.Joined = strconv.Itoa(len(b.Clusters))
			}
			list = append(list, h)
		}
	}
	return list
}

// claim says whether an answer speaks of all plans.
func claim(s balance.Status) bool { return s == balance.Optimal || s == balance.Infeasible }

// near lists what hangs on the tolerance, in words.
func (m *page) near() []document.Block {
	lines := m.nearLines()
	if len(lines) == 0 {
		return nil
	}
	answers := &document.List{}
	for _, l := range lines[1:] {
		answers.Items = append(answers.Items, document.Paragraph{Text: l})
	}
	return []document.Block{text(lines[0]), answers}
}

// mostNear is how many pairs and how many answers are named in words; feasibility.json has all.
const mostNear = 20

// nearLines are a sentence with the pairs and a line for each answer.
func (m *page) nearLines() []string {
	n := m.out.Near
	if n == nil {
		return nil
	}
	pairs := ""
	for i, p := range n.Pairs {
		if i == mostNear {
			pairs += " …"
			break
		}
		if i > 0 {
			pairs += "; "
		}
		pairs += m.say("near.pair", m.unit(p.A), m.unit(p.B), m.metres(p.Apart), m.metres(p.Metres))
	}
	lines := []string{m.say("near.lead", len(n.Pairs), pairs)}
	for i, h := range n.Answers {
		if i == mostNear {
			return append(lines, "…")
		}
		lines = append(lines, m.say("near.answer", m.about(h), m.said(h, h.Answer, h.answer),
			m.said(h, h.Joined, h.joined)))
	}
	return lines
}

func (m *page) about(h Hanging) string {
	switch h.About {
	case "regions":
		return m.out.region(h.Region, m.lang)
	case "best":
		text := m.measure(h.Statistic) + ", " + m.known("scope.", h.Scope)
		if h.Region != "" {
			text += ", " + m.out.region(h.Region, m.lang)
		}
		return text
	case "frontier":
		return m.say("frontier") + ", " + m.say("plot.seats") + " " + m.count(int64(h.Seats))
	case "crossing":
		return m.say("crossing")
	}
	return m.say("scope.nation")
}

// said is an answer that hangs on pairs in words, as it is or as it would be.
func (m *page) said(h Hanging, text string, value *big.Rat) string {
	if value != nil {
		return m.value(h.Statistic, value)
	}
	return cmp.Or(m.known("status.", text), text)
}

func (m *page) metres(x float64) string {
	r := new(big.Rat).SetFloat64(x)
	return m.decimal(r.FloatString(1)) + " " + m.say("near.m")
}

// unit names a unit with its id.
func (m *page) unit(id string) string {
	for _, u := range m.out.layer.Units {
		if u.ID == id {
			if name := u.Names.Among(m.lang, m.out.langs...); name != id {
				return name + " (" + id + ")"
			}
		}
	}
	return id
}
