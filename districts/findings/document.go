package findings

import (
	"math/big"
	"strings"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/document"
	"github.com/okrug/okrug/districts/plots"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/geo/locale"
)

// Document is the answer in words, in kk, ru or else en. Its figures are those of Charts; files named like them are
// taken to lie beside it. It is an error if the fonts lack a character of a chart.
func (out *Report) Document(lang string) (*document.Document, error) {
	m := &page{out: out, lang: lang}
	figures, err := m.figures()
	if err != nil {
		return nil, err
	}
	d := &document.Document{
		Lang: locale.Of(lang).Lang, Title: m.say("title", out.Rule.ID), Subtitle: out.title.Among(lang, out.langs...),
		Generator: "okrug " + report.Version, Verdict: m.known("answer.", out.Status.String()),
		Scope: out.Rule.Sentence(lang), Made: m.say("made", report.Version),
		Warning: out.Reason.In(lang),
		Facts: []document.Fact{
			{Label: m.say("fact.rule"), Value: out.Rule.Title.In(lang)},
			{Label: m.say("fact.voters"), Value: m.count(out.Voters)},
			{Label: m.say("fact.seats"), Value: m.count(int64(out.Seats))},
			{Label: m.say("fact.mean"), Value: m.decimal(out.Mean)},
		},
	}
	if n := out.PerDistrict; n > 1 {
		d.Facts = append(d.Facts, document.Fact{Label: m.say("fact.each"), Value: m.count(int64(n))})
		d.Scope += " " + locale.Of(lang).Say("rule.several", n)
	}
	switch out.Status {
	case balance.Feasible, balance.Optimal:
		d.State = districts.Pass
	case balance.Infeasible:
		d.State = districts.Fail
	default:
		d.State = districts.Incomplete
	}
	d.Add("regions", m.say("regions"), m.regions()...)
	d.Add("why", m.say("why"), m.why()...)
	d.Add("dividing", m.say("dividing"), m.dividing()...)
	d.Add("near", m.say("near"), m.near()...)
	d.Add("best", m.say("best"), m.best(figures["readings"])...)
	d.Add("frontier", m.say("frontier"), m.frontier(figures["frontier"])...)
	d.Add("crossing", m.say("crossing"), m.crossing()...)
	d.Add("sensitivity", m.say("sensitivity"), m.sensitivity()...)
	d.Add("chance", m.say("chance"), m.chance()...)
	d.HideCaptions()
	return d, nil
}

// figures are the charts by name.
func (m *page) figures() (map[string]*document.Figure, error) {
	out := map[string]*document.Figure{}
	for name, c := range m.out.Charts(m.lang) {
		p, err := plots.Picture(c, m.lang)
		if err != nil {
			return nil, err
		}
		out[name] = &document.Figure{Picture: p, Alt: p.Title, File: name + ".svg"}
	}
	return out, nil
}

type page struct {
	out  *Report
	lang string
}

// say fills the text of a key.
func (m *page) say(key string, args ...any) string {
	return locale.Of(m.lang).Say("feasibility."+key, args...)
}

// known is the text of a word with a prefix, empty where there is none.
func (m *page) known(prefix, word string) string {
	s, _ := locale.Of(m.lang).Find("feasibility." + prefix + word)
	return s
}

// measure is the name of a statistic.
func (m *page) measure(statistic string) string {
	s, _ := locale.Of(m.lang).Find("rule.measure." + statistic)
	return s
}

func (m *page) count(n int64) string { return locale.Of(m.lang).Count(n) }

func (m *page) percent(r *big.Rat) string {
	if r == nil {
		return "—"
	}
	return locale.Of(m.lang).ExactShare(r, 2)
}

// value is a measure of a statistic: a share, or a ratio of voters, which is none.
func (m *page) value(statistic string, r *big.Rat) string {
	if r == nil || statistic != rule.LargestOverSmallest.String() {
		return m.percent(r)
	}
	return locale.Of(m.lang).Exact(r, 2)
}

func (m *page) decimal(s string) string { return locale.Of(m.lang).Number(s) }

func text(s string) *document.Paragraph { return &document.Paragraph{Text: s} }

// table begins a table whose head is the text of a key.
func (m *page) table(caption, head string) *document.Table {
	return &document.Table{Caption: caption, Columns: document.Columns(head)}
}

func cells(texts ...string) []document.Cell {
	out := make([]document.Cell, len(texts))
	for i, s := range texts {
		out[i].Text = s
	}
	return out
}

// check says how a proof is checked.
func (m *page) check(file string) *document.Paragraph {
	return &document.Paragraph{Text: m.say("check"), Code: "okrug certificate verify " + file}
}

func (m *page) names(ids []string) string {
	var out []string
	for _, id := range ids {
		out = append(out, m.out.region(id, m.lang))
	}
	if len(out) == 0 {
		return "—"
	}
	return strings.Join(out, ", ")
}

func (m *page) status(s balance.Status) string { return m.known("status.", s.String()) }

// proven is the status of something found that is meant to be the best.
func (m *page) proven(s balance.Status) string {
	if s == balance.Feasible {
		return m.say("unproven")
	}
	return m.status(s)
}
