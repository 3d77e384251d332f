package compare

import (
	"math"

	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/geo/locale"
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

	// Old and New are the indexes of A and B among the plans' districts, -1 for none.
	Old int `json:"-"`
	New int `json:"-"`
}

// Move is a unit that changes its district.
type Move struct {
	Unit   string `json:"unit_id"`
	From   int    `json:"from"` // number in A, 0 for none
	To     int    `json:"to"`   // number in B, 0 for none
	Voters int64  `json:"voters"`

	U int `json:"-"` // index of the unit in B's layer
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

	// Moves are the units whose district in B does not continue their district in A, in the order of B's layer; Moved
	// counts them. Placed have a district in B alone, Dropped in A alone.
	Moves      []Move        `json:"moved"`
	Moved      Count         `json:"moved_total"`
	MovedShare float64       `json:"moved_share"` // of the voters compared
	Placed     []Move        `json:"placed"`
	Dropped    []Move        `json:"dropped"`
	Renumbered []Renumbering `json:"renumbered"`
	// NewUnits are in B's layer alone, GoneUnits in A's; they are no part of anything else here.
	NewUnits  []string `json:"new_units"`
	GoneUnits []string `json:"gone_units"`

	// Variation is the variation of information in bits: Split, the information needed to know the district in B of one
	// who is known by the district in A, and Merged, the reverse.
	Variation float64 `json:"variation_bits"`
	Split     float64 `json:"split_bits"`
	Merged    float64 `json:"merged_bits"`

	Pairs []Pair  `json:"districts"` // by number in A, then districts new in B by number
	A     Summary `json:"plan_a"`
	B     Summary `json:"plan_b"`

	a, b   *districts.Plan
	oldOf  []int    // district in A of each unit of B's layer, Unassigned where it has none or is new
	known  []bool   // the unit is in both layers
	pairOf [2][]int // of each district, its index in Pairs
}

// ErrNothingInCommon says that the two plans have no unit in common.
var ErrNothingInCommon = locale.Errorf("the two plans have no unit in common; compare plans of the same units")

// Plans compares two plans; B is the newer. Units are the same where their ids are, and have the voters of B.
func Plans(a, b *districts.Plan) (*Comparison, error) {
	c := &Comparison{a: a, b: b, Moves: []Move{}, Placed: []Move{}, Dropped: []Move{}, Renumbered: []Renumbering{},
		NewUnits: []string{}, GoneUnits: []string{}}
	if err := c.match(); err != nil {
		return nil, err
	}
	common := c.count()
	c.pair(common)
	c.move()
	c.inform(common)
	c.measure()
	return c, nil
}

// match finds each unit of B's layer in A's.
func (c *Comparison) match() error {
	at := make(map[string]int, len(c.a.Layer.Units))
	for v, x := range c.a.Layer.Units {
		at[x.ID] = v
	}
	c.oldOf, c.known = make([]int, len(c.b.Layer.Units)), make([]bool, len(c.b.Layer.Units))
	found := map[string]bool{}
	for u, x := range c.b.Layer.Units {
		v, ok := at[x.ID]
		if !ok {
			c.oldOf[u] = districts.Unassigned
			c.NewUnits = append(c.NewUnits, x.ID)
			continue
		}
		c.oldOf[u], c.known[u] = c.a.Of[v], true
		found[x.ID] = true
	}
	for _, x := range c.a.Layer.Units {
		if !found[x.ID] {
			c.GoneUnits = append(c.GoneUnits, x.ID)
		}
	}
	if len(found) == 0 {
		return ErrNothingInCommon
	}
	return nil
}

// Old is plan A.
func (c *Comparison) Old() *districts.Plan { return c.a }

// New is plan B.
func (c *Comparison) New() *districts.Plan { return c.b }

// OldOf is the district in A of a unit of B's layer, an index into A's districts or districts.Unassigned.
func (c *Comparison) OldOf(u int) int { return c.oldOf[u] }

// PairOfNew is the pair of a district of B.
func (c *Comparison) PairOfNew(d int) *Pair { return &c.Pairs[c.pairOf[1][d]] }

// count sorts the units and adds up what districts have in common.
func (c *Comparison) count() map[[2]int]Count {
	common := map[[2]int]Count{}
	for u, unit := range c.b.Layer.Units {
		i, j := c.oldOf[u], c.b.Of[u]
		switch {
		case !c.known[u]:
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
		p := Pair{Old: i, New: -1}
		if j := of[i]; j >= 0 && weight[i][j] > 0 && (weight[i][j] > 1 || seen[0][i] == 0 || seen[1][j] == 0) {
			p.New, p.Shared = j, common[[2]int{i, j}]
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
			c.Pairs = append(c.Pairs, Pair{Old: -1, New: j})
		}
	}
}

// move lists the units whose districts are no pair, and those with a district in one plan alone.
func (c *Comparison) move() {
	for u, unit := range c.b.Layer.Units {
		i, j := c.oldOf[u], c.b.Of[u]
		switch {
		case !c.known[u] || i == districts.Unassigned && j == districts.Unassigned:
			continue
		case i == districts.Unassigned:
			c.Placed = append(c.Placed, Move{unit.ID, 0, c.b.Districts[j].Number, unit.Voters, u})
			continue
		case j == districts.Unassigned:
			c.Dropped = append(c.Dropped, Move{unit.ID, c.a.Districts[i].Number, 0, unit.Voters, u})
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
