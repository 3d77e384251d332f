package compare

import (
	"fmt"
	"math"

	"okrug/balance/graph"
	"okrug/districts"
)

// Count is a number of units and their voters.
type Count struct {
	Units  int   `json:"units"`
	Voters int64 `json:"voters"`
}

func (c *Count) add(voters int64) { c.Units, c.Voters = c.Units+1, c.Voters+voters }

// Pair is a district of plan A with the district of plan B that continues it; either may be missing.
type Pair struct {
	A      *District `json:"a"`
	B      *District `json:"b"`
	Shared Count     `json:"shared"`
	// Left are units of the pair's A that are elsewhere in B, Joined units of its B that were elsewhere in A.
	Left   Count `json:"left"`
	Joined Count `json:"joined"`

	a, b int // indexes into the plans' districts, -1 for none
}

// Move is a unit whose district in B does not continue its district in A.
type Move struct {
	Unit   string `json:"unit_id"`
	From   int    `json:"from"` // numbers
	To     int    `json:"to"`
	Voters int64  `json:"voters"`

	unit int
}

// Renumbering is a district that changes its number and nothing else by that.
type Renumbering struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// Comparison of two plans.
type Comparison struct {
	Compared Count `json:"compared"` // units with a district in both plans
	OnlyA    Count `json:"only_a"`   // units with a district in A alone
	OnlyB    Count `json:"only_b"`
	Neither  Count `json:"neither"`

	Moved      Count         `json:"moved"`
	MovedShare float64       `json:"moved_share"` // of the voters compared
	Moves      []Move        `json:"moves"`       // by unit, in the layer's order
	Renumbered []Renumbering `json:"renumbered"`

	// Variation is the variation of information in bits: Split, the information needed to know the district in B of one who
	// is known by the district in A, and Merged, the reverse.
	Variation float64 `json:"variation_bits"`
	Split     float64 `json:"split_bits"`
	Merged    float64 `json:"merged_bits"`

	Pairs []Pair  `json:"districts"` // by number in A, then districts new in B by number
	A     Summary `json:"plan_a"`
	B     Summary `json:"plan_b"`

	a, b   *districts.Plan
	pairOf [2][]int // of each district, its index in Pairs
}

// Plans compares two plans of one layer; B is the newer.
func Plans(a, b *districts.Plan) (*Comparison, error) {
	if a.Layer != b.Layer {
		if err := sameUnits(a, b); err != nil {
			return nil, err
		}
	}
	c := &Comparison{a: a, b: b, Moves: []Move{}, Renumbered: []Renumbering{}}
	common := c.count()
	c.pair(common)
	c.move()
	c.inform(common)
	c.measure()
	return c, nil
}

// sameUnits allows two layers with the same units in the same order.
func sameUnits(a, b *districts.Plan) error {
	if len(a.Layer.Units) != len(b.Layer.Units) {
		return fmt.Errorf("the plans have %d and %d units; compare plans of the same units", len(a.Layer.Units), len(b.Layer.Units))
	}
	for u := range a.Layer.Units {
		if x, y := a.Layer.Units[u].ID, b.Layer.Units[u].ID; x != y {
			return fmt.Errorf("unit %d is %s in one plan and %s in the other; compare plans of the same units", u, x, y)
		}
	}
	return nil
}

// count sorts the units and adds up what districts have in common.
func (c *Comparison) count() map[[2]int]Count {
	common := map[[2]int]Count{}
	for u, unit := range c.b.Layer.Units {
		i, j := c.a.Of[u], c.b.Of[u]
		switch {
		case i == districts.Unassigned && j == districts.Unassigned:
			c.Neither.add(unit.Voters)
		case j == districts.Unassigned:
			c.OnlyA.add(unit.Voters)
		case i == districts.Unassigned:
			c.OnlyB.add(unit.Voters)
		default:
			c.Compared.add(unit.Voters)
			n := common[[2]int{i, j}]
			n.add(unit.Voters)
			common[[2]int{i, j}] = n
		}
	}
	return common
}

// pair finds which district continues which. Districts without a common unit are no pair, unless they have the same
// number and nothing of one of them is known in the other plan.
func (c *Comparison) pair(common map[[2]int]Count) {
	na, nb := len(c.a.Districts), len(c.b.Districts)
	units, ties := int64(len(c.a.Layer.Units)+1), int64(min(na, nb)+1)
	weight := make([][]int64, na)
	for i := range weight {
		weight[i] = make([]int64, nb)
		for j := range weight[i] {
			n := common[[2]int{i, j}]
			weight[i][j] = (n.Voters*units + int64(n.Units)) * ties
			if c.a.Districts[i].Number == c.b.Districts[j].Number {
				weight[i][j]++
			}
		}
	}
	seen := [2][]int{make([]int, na), make([]int, nb)}
	for key, n := range common {
		seen[0][key[0]] += n.Units
		seen[1][key[1]] += n.Units
	}
	of, _ := graph.Assign(weight)
	c.pairOf = [2][]int{make([]int, na), make([]int, nb)}
	for j := range nb {
		c.pairOf[1][j] = -1
	}
	for i := range na {
		p := Pair{a: i, b: -1}
		if j := of[i]; j >= 0 && weight[i][j] > 0 && (weight[i][j] > 1 || seen[0][i] == 0 || seen[1][j] == 0) {
			p.b, p.Shared = j, common[[2]int{i, j}]
			c.pairOf[1][j] = len(c.Pairs)
			if from, to := c.a.Districts[i].Number, c.b.Districts[j].Number; from != to {
				c.Renumbered = append(c.Renumbered, Renumbering{from, to})
			}
		}
		c.pairOf[0][i] = len(c.Pairs)
		c.Pairs = append(c.Pairs, p)
	}
	for j := range nb {
		if c.pairOf[1][j] < 0 {
			c.pairOf[1][j] = len(c.Pairs)
			c.Pairs = append(c.Pairs, Pair{a: -1, b: j})
		}
	}
}

// move lists the units whose districts are no pair.
func (c *Comparison) move() {
	for u, unit := range c.b.Layer.Units {
		i, j := c.a.Of[u], c.b.Of[u]
		if i == districts.Unassigned || j == districts.Unassigned {
			continue
		}
		from, to := &c.Pairs[c.pairOf[0][i]], &c.Pairs[c.pairOf[1][j]]
		if from == to {
			continue
		}
		from.Left.add(unit.Voters)
		to.Joined.add(unit.Voters)
		c.Moved.add(unit.Voters)
		c.Moves = append(c.Moves, Move{unit.ID, c.a.Districts[i].Number, c.b.Districts[j].Number, unit.Voters, u})
	}
	if c.Compared.Voters > 0 {
		c.MovedShare = float64(c.Moved.Voters) / float64(c.Compared.Voters)
	}
}

// inform takes the variation of information. Sums run in the order of districts, so that they are the same every time.
func (c *Comparison) inform(common map[[2]int]Count) {
	total := float64(c.Compared.Voters)
	if total == 0 {
		return
	}
	inA, inB := make([]int64, len(c.a.Districts)), make([]int64, len(c.b.Districts))
	for key, n := range common {
		inA[key[0]] += n.Voters
		inB[key[1]] += n.Voters
	}
	for i := range inA {
		for j := range inB {
			n := common[[2]int{i, j}].Voters
			if n == 0 {
				continue
			}
			p := float64(n) / total
			if n != inA[i] {
				c.Split -= p * math.Log2(float64(n)/float64(inA[i]))
			}
			if n != inB[j] {
				c.Merged -= p * math.Log2(float64(n)/float64(inB[j]))
			}
		}
	}
	c.Variation = c.Split + c.Merged
}
