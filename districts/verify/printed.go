package verify

import (
	"fmt"
	"math"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/okrug/okrug/geo/locale"
)

// wording is how acts of a language word what figures are found by: the heading of a district, what its voters and its
// territory are called, and the heads of the columns of figures in the table.
type wording struct {
	heading, voters, territory string
	columns                    [][4]string // those of today, and those that acts had once
}

// The words by which figures are found in an act. An act from a template that words them otherwise has no figures here,
// which the outcome shows by their count.
var (
	wordings = map[string]wording{
		"kk": {heading: "сайлау округі", voters: "Сайлаушылардың саны", territory: "Аумағы",
			columns: [][4]string{
				{"Сайлаушылар саны", "Бір мандатқа келетін орташа сан", "Ауытқу, сайлаушылар саны", "Ауытқу, %"},
				{"Сайлаушылар саны", "Бір мандатқа орташа", "Ауытқу, сайлаушы", "Ауытқу, %"}}},
		"ru": {heading: "избирательный округ", voters: "Число избирателей", territory: "Территория",
			columns: [][4]string{{"Избирателей", "В среднем на мандат", "Отклонение, избирателей", "Отклонение, %"}}},
		"en": {heading: "electoral district", voters: "Voters", territory: "Territory",
			columns: [][4]string{{"Voters", "Mean per seat", "Deviation, voters", "Deviation, %"}}},
	}
	headed    = regexp.MustCompile(`(?i)` + either(func(w wording) string { return w.heading }))
	numbered  = regexp.MustCompile(`(?:№|No\.)[\s\x{a0}]*(\d+)`)
	votersOf  = regexp.MustCompile(`^\s*` + either(func(w wording) string { return w.voters }) + `:(.*)$`)
	territory = regexp.MustCompile(`^\s*` + either(func(w wording) string { return w.territory }) + `:`)
)

// either matches a word in any language.
func either(word func(wording) string) string {
	var words []string
	for _, w := range wordings {
		words = append(words, regexp.QuoteMeta(word(w)))
	}
	return "(?:" + strings.Join(words, "|") + ")"
}

// figures compares the numbers that an act prints with those worked out: the voters under the heading of each district
// and the rows of the table, which has number, centre, region, voters, mean, difference and deviation in per cent. The
// mean and what follows from it are compared where the rule counts voters. A table with other columns, as an office's
// own template may have it, has no figures that could be compared. The text is that of the act, a paragraph or a cell
// an item.
func (p *plan) figures(paragraphs []string, r *ruleText) (looked int, faults []locale.Text) {
	district, last := 0, 0
	for i, s := range paragraphs {
		if m := numbered.FindStringSubmatch(s); m != nil && headed.MatchString(s) {
			district, _ = strconv.Atoi(m[1])
		}
		if territory.MatchString(s) {
			last = i
		}
		m := votersOf.FindStringSubmatch(s)
		if m == nil || district == 0 {
			continue
		}
		looked++
		if n, ok := printed(m[1]); !ok || n != float64(p.votersIn(district)) {
			faults = append(faults, locale.T("district %d is said to have %s voters, its units have %d", district,
				strings.TrimSpace(m[1]), p.votersIn(district)))
		}
	}
	// The table stands behind the last territory, and is found by the heads of its last four columns. Its rows are found
	// by the districts' numbers, in their order; the search for one goes on behind the row before.
	cells := paragraphs[min(last+1, len(paragraphs)):]
	cells = cells[tableBegins(cells):]
	for _, d := range p.numbers {
		i := slices.IndexFunc(cells, func(s string) bool { return strings.TrimSpace(s) == strconv.Itoa(d) })
		if i < 0 || i+6 >= len(cells) {
			continue
		}
		row := cells[i : i+7]
		cells = cells[i+7:]
		want := []float64{3: float64(p.votersIn(d)), 4: math.NaN(), 5: math.NaN(), 6: math.NaN()}
		if mean := p.mean(d, r); mean != nil && (r.Base == "" || r.Base == "voters") {
			own := new(big.Rat).Mul(mean, big.NewRat(p.in.perDistrict(), 1))
			diff := new(big.Rat).Sub(big.NewRat(p.votersIn(d), 1), own)
			want[4], _ = mean.Float64()
			want[5], _ = diff.Float64()
			want[6], _ = diff.Quo(diff, own).Float64()
			want[6] *= 100
		}
		// Voters are printed as they are, mean and difference rounded to whole voters, the deviation to a hundredth of a per
		// cent; a rounded figure may be off by half of its last place.
		for c, within := range map[int]float64{3: 0, 4: 0.51, 5: 0.51, 6: 0.00501} {
			if math.IsNaN(want[c]) {
				continue
			}
			looked++
			if n, ok := printed(row[c]); !ok || math.Abs(n-want[c]) > within {
				faults = append(faults, locale.T("the table gives district %d %s, worked out is %s", d,
					strings.TrimSpace(row[c]),
					strings.TrimSuffix(fmt.Sprintf("%.2f", want[c]), ".00")))
			}
		}
	}
	slices.SortFunc(faults, func(a, b locale.Text) int { return strings.Compare(a.String(), b.String()) })
	return looked, faults
}

// tableBegins is behind the head of the table of figures; behind all cells where there is none.
func tableBegins(cells []string) int {
	is := func(cell, head string) bool { return strings.TrimSpace(cell) == head }
	for end := 7; end <= len(cells); end++ {
		for _, w := range wordings {
			for _, heads := range w.columns {
				if slices.EqualFunc(cells[end-len(heads):end], heads[:], is) {
					return end
				}
			}
		}
	}
	return len(cells)
}

// printed reads a number as acts print it: thousands apart by spaces or, in English, commas; a decimal comma or point;
// a minus sign; per cent. A comma with just three digits behind the last one, or with a point in the number too,
// divides thousands.
func printed(s string) (float64, bool) {
	var b strings.Builder
	for _, c := range s {
		switch {
		case c >= '0' && c <= '9' || c == '.' || c == ',':
			b.WriteRune(c)
		case c == '−' || c == '-':
			b.WriteByte('-')
		case strings.ContainsRune("+% \u00a0\u202f\u2009\n\t\r", c):
		default:
			return 0, false
		}
	}
	t := b.String()
	if i := strings.LastIndex(t, ","); i >= 0 && len(t)-i-1 == 3 || strings.Contains(t, ".") {
		t = strings.ReplaceAll(t, ",", "")
	}
	n, err := strconv.ParseFloat(strings.Replace(t, ",", ".", 1), 64)
	return n, err == nil
}

// votersIn is the number of voters of one district.
func (p *plan) votersIn(d int) int64 { return p.sum(d, &ruleText{}) }

// mean is the mean per seat that the rule compares a district with, nil where the district lies in no single scope or
// nothing is compared.
func (p *plan) mean(d int, r *ruleText) *big.Rat {
	if p.means[r] == nil {
		by := r
		if r.ID == nothing { // the mean of the region is shown, and nothing is held against it
			by = &ruleText{Scope: "region"}
		}
		scopes, _ := p.scopes(by)
		if p.means == nil {
			p.means = map[*ruleText]map[int]*big.Rat{}
		}
		p.means[r] = map[int]*big.Rat{}
		for _, s := range scopes {
			for _, d := range s.districts {
				if s.total > 0 {
					p.means[r][d] = big.NewRat(s.total, int64(s.seats))
				}
			}
		}
	}
	return p.means[r][d]
}
