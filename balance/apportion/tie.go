package apportion

import (
	"math/big"
	"slices"

	"github.com/okrug/okrug/geo/locale"
)

// TieRule says who gets the last seats when claims are equal. The zero value refuses to choose.
type TieRule int

const (
	// Refuse makes a tie an error, *TieError.
	Refuse TieRule = iota
	// ByOrder prefers the region that comes first in the order given.
	ByOrder
	// ByBase prefers the larger base; between equal bases it refuses.
	ByBase
)

func (t TieRule) String() string {
	return [...]string{"refuse", "order", "base"}[t]
}

// MarshalText writes the rule's name.
func (t TieRule) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// ParseTieRule reads refuse, order or base; the empty name is refuse.
func ParseTieRule(s string) (TieRule, error) {
	switch s {
	case "", "refuse":
		return Refuse, nil
	case "order":
		return ByOrder, nil
	case "base":
		return ByBase, nil
	}
	return 0, locale.Errorf("%q is no rule to break a tie; there are refuse, order and base", s)
}

// Tie tells of regions with equal claims to fewer seats than there are of them.
type Tie struct {
	Seats   int     `json:"seats"`   // seats to be given among the contenders
	Regions []int   `json:"regions"` // the contenders, in the order given
	Given   []int   `json:"given"`   // those that got a seat, by Rule
	Rule    TieRule `json:"rule"`
}

// Ways is the number of apportionments that are equally right.
func (t *Tie) Ways() *big.Int {
	return new(big.Int).Binomial(int64(len(t.Regions)), int64(t.Seats))
}

// breakTie chooses seats of the contenders.
func breakTie(regions []Region, contenders []int, seats int, rule TieRule) (*Tie, error) {
	slices.Sort(contenders)
	t := &Tie{Seats: seats, Regions: contenders, Rule: rule}
	order := slices.Clone(contenders)
	if rule == ByBase {
		slices.SortStableFunc(order, func(a, b int) int { return compare(regions[b].Base, regions[a].Base) })
	}
	if rule == Refuse || rule == ByBase && regions[order[seats-1]].Base == regions[order[seats]].Base {
		return nil, &TieError{Tie: *t, IDs: ids(regions, contenders)}
	}
	t.Given = order[:seats]
	slices.Sort(t.Given)
	return t, nil
}

func compare(a, b int64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
