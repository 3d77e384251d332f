package voters

import (
	"slices"
	"strings"

	"github.com/okrug/okrug/geo/format/sheet"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/namesake"
)

// record is the figure of a row that is no total.
type record struct {
	voters int64
	region int // nowhere where it is not known
}

// total is a row that states a sum.
type total struct {
	at       place
	column   int
	text     string
	voters   int64
	region   int // of which it is the total, nowhere for none
	country  bool
	from, to int // the rows of its block, among the figures; to is -1 while they go on
	upTo     int // the figures before it
	// doubt is what somebody must decide where it is not the sum: its name may be that of a unit; nil for none.
	doubt *Doubt
}

// count takes the figure of a row that is no total into the sums.
func (r *reading) count(x record) {
	r.sums = append(r.sums, x)
	r.sum += x.voters
}

// readTotal reads a row that calls itself a total.
func (r *reading) readTotal(w *walk, x line, low string) {
	if !x.figured {
		r.pass(w, x, x.label)
		return
	}
	t := total{at: x.at, column: w.voters, text: x.label, region: nowhere, from: w.block, to: len(r.sums),
		upTo: len(r.sums)}
	t.country = ofCountry.MatchString(low)
	for _, text := range []string{stripTotal(x.label), x.region.Text} {
		if of := r.finder.Region(text); len(of) == 1 && text != "" && t.region == nowhere {
			t.region = of[0]
		}
	}
	if x.figure.Kind == sheet.Unknown {
		r.notes.add(totalUnknown, r.fault(x.at, w.voters, ReadAs, locale.Text{}, locale.Text{}), x.label)
		r.closeBlock(w)
		return
	}
	n, err := r.readFigure(w, x)
	if t.voters = n; err != nil {
		r.bad = true
		r.badFigure(x, w, nil, err)
		return
	}
	switch {
	case t.region != nowhere && len(r.sums) == w.block && w.area != t.region:
		r.endBlock(w)
		w.area = t.region // it stands above its rows, too
	case t.from == t.to: // it stands above its rows
		t.to = -1
		r.open = append(r.open, len(r.totals))
	default:
		r.closeBlock(w)
		if t.region != nowhere {
			w.area = nowhere
		}
	}
	r.totals = append(r.totals, t)
}

// wordsOfTotals are those that say that a row is a total, and those that stand between them and what it is of.
var wordsOfTotals = []string{"итого", "всего", "итог", "барлығы", "жиынтығы", "жиыны", "бәрі", "бойынша", "total",
	"totals",
	"subtotal", "sum", "по", "for", "of", "in", "the", "в", "целом"}

// stripTotal is the text of a total without the words that say so.
func stripTotal(s string) string {
	words := strings.Fields(strings.NewReplacer(":", " ", ",", " ").Replace(s))
	return strings.Join(slices.DeleteFunc(words, func(word string) bool {
		return slices.Contains(wordsOfTotals, strings.ToLower(word))
	}), " ")
}

// regionTotal takes a row that names a region for its total.
func (r *reading) regionTotal(w *walk, x line, m match, n int64, err *input.NumberError) {
	region := m.region
	t := total{at: x.at, column: w.voters, text: x.label, region: region, upTo: len(r.sums), voters: n}
	below := len(r.sums) > w.block
	for _, rec := range r.sums[w.block:] {
		below = below && rec.region == region
	}
	r.endBlock(w)
	if !below || w.area == nowhere {
		w.area = region
	}
	if below {
		w.area = nowhere
	}
	if err != nil {
		r.badFigure(x, w, nil, err)
		return
	}
	if !m.decided && namesake.Fold(x.label).Kind != namesake.Region {
		d, _ := r.undecided(w, x, m)
		t.doubt = &d
	}
	r.totals = append(r.totals, t)
}

// closeBlock ends the block of rows, and with it the totals that stand above its rows.
func (r *reading) closeBlock(w *walk) {
	if w.block = len(r.sums); w.block == r.closed {
		return
	}
	for _, i := range r.open {
		r.totals[i].to = w.block
	}
	r.open, r.closed = r.open[:0], w.block
}

// endBlock ends the rows of a region.
func (r *reading) endBlock(w *walk) {
	r.closeBlock(w)
	w.area = nowhere
}

// checkTotals compares the totals with the sums of their rows.
func (r *reading) checkTotals() {
	if r.bad {
		return // a sum without some figure is none, and what is wrong with that figure is told
	}
	of := make([]int64, len(r.regions)+1)
	upTo := make([]int64, len(r.sums)+1)
	for i, x := range r.sums {
		upTo[i+1] = upTo[i] + x.voters
		if x.region >= 0 {
			of[x.region] += x.voters
		}
	}
	for _, t := range r.totals {
		var sums []int64
		switch {
		case t.region != nowhere:
			sums = []int64{of[t.region]}
		case t.country:
			sums = []int64{r.sum}
		default:
			if t.to < 0 {
				t.to = len(r.sums)
			}
			sums = []int64{upTo[t.to] - upTo[t.from], upTo[t.upTo], r.sum}
		}
		r.checkTotal(t, sums)
	}
}

func (r *reading) checkTotal(t total, sums []int64) {
	for _, n := range sums {
		if n == t.voters {
			r.notes.add(totalRight, r.fault(t.at, t.column, ReadAs, locale.Text{}, locale.Text{}), t.text)
			return
		}
	}
	if t.doubt != nil {
		r.addDoubt(*t.doubt)
	}
	r.faults.Add(r.fault(t.at, t.column, WrongTotal, locale.T("%q states %d {2|voter|voters}, and its rows have %d "+
		"together, a "+
		"difference of %+d", t.text, t.voters, sums[0], t.voters-sums[0]), locale.T("find out which figure is wrong; a "+
		"total that is meant for other rows can be taken out")))
}
