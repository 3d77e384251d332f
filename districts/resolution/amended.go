package resolution

import (
	"maps"
	"slices"
	"strings"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/resolution/markup"
	"github.com/okrug/okrug/districts/resolution/readback"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// Document fills the template of the corrigendum.
func (c *Corrigendum) Document(custom string) (*markup.Document, error) {
	return render("corrigendum", c.Lang, custom, c)
}

// Write writes the corrigendum in the words of a template and the format of the file's ending, and reads the finished
// document back: its words, applied to the old plan, must give the new one, else the error is ErrWords.
func (c *Corrigendum) Write(template, file string) ([]byte, error) {
	s, err := c.Document(template)
	if err != nil {
		return nil, err
	}
	data, err := Encode(s, file)
	if err != nil {
		return nil, err
	}
	if err := c.check(data); err != nil {
		return nil, locale.Errorf("%w: %w", ErrWords, err)
	}
	return data, nil
}

// check applies the words of a written corrigendum to the old plan and compares the outcome with the new one, but for
// districts of which nothing is said.
func (c *Corrigendum) check(data []byte) error {
	ps, err := readback.Text(data)
	if err != nil {
		return err
	}
	a, err := readback.Corrigendum(ps, c.now.Layer, c.table, fallbacks(c.now)...)
	if err != nil {
		return err
	}
	numbers := map[string]int{}
	for u, x := range c.old.Layer.Units {
		if i := c.old.Of[u]; i != districts.Unassigned {
			numbers[x.ID] = c.old.Districts[i].Number
		}
	}
	before, after := says(c.was), says(c.Now)
	maps.DeleteFunc(before.Name, func(n int, _ string) bool { return c.silent[n] })
	before.District = make([]int, len(c.now.Layer.Units))
	for u, x := range c.now.Layer.Units {
		if n := numbers[x.ID]; !c.open[x.RegionID] && !c.silent[n] {
			before.District[u] = n
		}
	}
	got, err := a.Apply(before)
	if err != nil {
		return err
	}
	for n := range got.Name {
		if _, there := after.Name[n]; !there && len(c.open) == 0 {
			return locale.Errorf("the words leave a district %d, which the plan has not", n)
		}
	}
	for n := range after.Name {
		if slices.Contains(c.Open, n) {
			continue
		}
		if got.Name[n] != after.Name[n] || got.Centre[n] != after.Centre[n] {
			return locale.Errorf("the words make district %d %q with centre %q, and in the plan it is %q with centre %q", n,
				got.Name[n], got.Centre[n], after.Name[n], after.Centre[n])
		}
	}
	for u, x := range c.now.Layer.Units {
		want := 0
		if i := c.now.Of[u]; i != districts.Unassigned {
			want = c.now.Districts[i].Number
		}
		if !c.open[x.RegionID] && !slices.Contains(c.Open, want) && got.District[u] != want {
			return locale.Errorf("the words put unit %s into district %d, the plan into %d",
				fault.Label(x.ID, x.Names), got.District[u], want)
		}
	}
	return nil
}

// says is what an act says of its districts by number, but for their units, as a reader meets it.
func says(a *Act) readback.Plan {
	p := readback.Plan{Name: map[int]string{}, Centre: map[int]string{}}
	met := func(s string) string { return strings.Join(strings.Fields(markup.Unescape(s)), " ") }
	for _, d := range a.Districts {
		p.Name[d.Number], p.Centre[d.Number] = met(d.Name), met(d.Centre)
	}
	return p
}
