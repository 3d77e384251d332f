package geo

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/internal/stream"
	"github.com/okrug/okrug/geo/usual"
)

// Contents is what the properties of a file hold in all its features, where names alone do not say what they are for.
type Contents struct {
	Features int
	Points   int // features that are points
	*Properties

	columns map[string]*column
}

// column is what a property holds.
type column struct {
	texts    []int32 // of each feature: which of the different texts, -1 for none
	distinct int
	whole    bool // all that is there are whole numbers
	sum      int64
}

// ReadContents is ReadProperties with all that the properties hold; open is asked three times.
func ReadContents(ctx context.Context, open func() File) (*Contents, error) {
	p, err := ReadProperties(ctx, open)
	if err != nil {
		return nil, err
	}
	c := &Contents{Properties: p, columns: map[string]*column{}}
	seen := make([]map[string]int32, len(p.Names))
	for i, name := range p.Names {
		c.columns[name], seen[i] = &column{whole: true}, map[string]int32{}
	}
	_, _ = stream.Read(ctx, open().Data, p.Names, func(f stream.Feature) error { // told when the file is read for good
		c.Features++
		if f.GeometryType == "Point" || f.GeometryType == "MultiPoint" {
			c.Points++
		}
		for i, v := range f.Values {
			c.columns[p.Names[i]].add(v, seen[i])
		}
		return nil
	})
	return c, ctx.Err()
}

func (c *column) add(v input.Value, seen map[string]int32) {
	text := v.ID()
	if text == "" {
		c.texts = append(c.texts, -1)
		return
	}
	n, ok := seen[text]
	if !ok {
		n = int32(len(seen)) //nolint:gosec // features are fewer
		seen[text] = n
		c.distinct = len(seen)
	}
	c.texts = append(c.texts, n)
	value, err := v.Whole()
	if err != nil {
		var whole bool
		value, whole = quoted(v)
		c.whole = c.whole && whole && (text == "0" || !strings.HasPrefix(text, "0"))
	}
	c.sum += value
}

func (c *column) full() bool { return !slices.Contains(c.texts, -1) }

// Sum is what a property adds up to, 0 where it is not there or not of whole numbers.
func (c *Contents) Sum(property string) int64 {
	if x := c.columns[property]; x != nil && x.whole {
		return x.sum
	}
	return 0
}

// IDs are the properties that tell all features apart: those that are called like ids where any is, which called says,
// else all.
func (c *Contents) IDs() (names []string, called bool) {
	var all []string
	for _, name := range c.Names {
		if !c.Apart(name) {
			continue
		}
		all = append(all, name)
		switch role, _ := usual.Title(name); {
		case role == usual.OfIDs, role == usual.OfUnits, role == usual.OfRows,
			slices.Contains(usual.Names("id"), usual.Plain(name)):
			names = append(names, name)
		}
	}
	if len(names) > 0 {
		return names, true
	}
	return all, false
}

// Apart reports whether a property tells all features apart. The id beside the properties is taken to.
func (c *Contents) Apart(property string) bool {
	x := c.columns[property]
	return x == nil || x.distinct == c.Features && x.full()
}

// Counts are the properties that may count people, beside the one of ids: those that are usually called so for a role,
// in that order, and all others of whole numbers that no feature lacks.
func (c *Contents) Counts(role, id string) (called, others []string) {
	counts := func(name string) bool {
		x := c.columns[name]
		return x.whole && x.full() && c.Features > 0 && name != id
	}
	if role == "voters" {
		called = c.likeVoters(func(name string, _ int) bool { return counts(name) })
	} else {
		for _, want := range usual.Names(role) {
			for _, name := range c.Names {
				if usual.Plain(name) == want && counts(name) {
					called = append(called, name)
				}
			}
		}
	}
	for _, name := range c.Names {
		if role, _ := usual.Title(name); role != usual.OfIDs && counts(name) && c.columns[name].distinct > 1 &&
			!slices.Contains(called, name) {
			others = append(others, name)
		}
	}
	return called, others
}

// ChooseParents are the levels of areas that features nest in within their region, the largest areas first: properties
// that are called so and of whose areas each lies within one of the next larger ones. Of two that divide the features
// alike, the first is taken.
func (c *Contents) ChooseParents(region string) []string {
	var levels []string
	for _, name := range c.Names {
		x := c.columns[name]
		if usual.Parent(name) && !c.has(name) && x.full() && 1 < x.distinct && x.distinct < c.Features {
			levels = append(levels, name)
		}
	}
	slices.SortStableFunc(levels, func(a, b string) int {
		return cmp.Compare(c.columns[a].distinct, c.columns[b].distinct)
	})
	var out []string
	above := region
	for _, name := range levels {
		if c.nests(name, above) && (above == "" || c.columns[name].distinct > c.columns[above].distinct) {
			out, above = append(out, name), name
			c.Taken = append(c.Taken, Taken{Role: "parents", Property: name})
		}
	}
	return out
}

// nests reports whether each area of a property lies within one of another's; all do where that is no property.
func (c *Contents) nests(inner, outer string) bool {
	x, y := c.columns[inner], c.columns[outer]
	if y == nil {
		return true
	}
	of := make([]int32, x.distinct)
	for i := range of {
		of[i] = -1
	}
	for i, area := range x.texts {
		switch o := of[area]; {
		case o < 0:
			of[area] = y.texts[i]
		case o != y.texts[i]:
			return false
		}
	}
	return true
}
