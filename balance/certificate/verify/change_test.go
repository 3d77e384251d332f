package verify_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"math"
	"slices"
	"strconv"

	"github.com/okrug/okrug/balance/certificate"
)

// change alters a file in one place and hashes changed graphs again, mostly. It returns nil where the file cannot be
// read afterwards.
func (w *world) change(file []byte, places int) *certificate.Certificate {
	d := json.NewDecoder(bytes.NewReader(file))
	d.UseNumber()
	var root any
	if err := d.Decode(&root); err != nil {
		panic(err)
	}
	for range places {
		root = w.altered(root, "")
	}
	b, err := json.Marshal(root)
	if err != nil {
		panic(err)
	}
	c, err := certificate.Parse(b)
	if err != nil {
		return nil
	}
	if w.chance(90) {
		rehash(c)
	}
	return c
}

func rehash(c *certificate.Certificate) {
	if c == nil {
		return
	}
	if g := c.Question.Graph; g != nil {
		g.SHA256 = g.Hash()
	}
	switch e := c.Evidence.(type) {
	case *certificate.Split:
		for _, p := range e.Parts {
			rehash(p.Certificate)
		}
	case *certificate.Allotment:
		for _, r := range e.Refuted {
			rehash(r.Certificate)
		}
	}
}

// words are what texts are exchanged for, by the name of their field.
var words = map[string][]string{
	"status":    {"optimal", "infeasible", "bounded", "counted"},
	"objective": {"cut-edges", "border", "deviation", ""},
	"weights":   {"cut-edges", "border", "deviation"},
	"statistic": statistics(),
	"kind":      {"plan", "enumeration", "locks", "duals"},
	"limit":     {"0", "1", "1/2", "0.5", "9/10", "2", "-1/2", "1/0", "1e-1", " 1", "010/100", "0b1/1", "1_0/9", "01"},
	"scope":     {"nation", "P", "A", ""},
	"part":      {"P", "X", "A", ""},
	"region":    {"A", "B", "X", ""},
	"id":        {"a", "b", "A", "B", ""},
	"unit":      {"a", "b"},
	"sha256":    {""},
}

// altered goes down from a value by chance and changes what it ends at.
func (w *world) altered(x any, name string) any {
	switch x := x.(type) {
	case map[string]any:
		names := slices.Sorted(maps.Keys(x))
		if len(names) == 0 {
			return x
		}
		name := names[w.IntN(len(names))]
		switch {
		case w.chance(4):
			delete(x, name)
		case name == "kind" && w.chance(70):
			x["kind"], x["evidence"] = words["kind"][w.IntN(3)], map[string]any{}
		default:
			x[name] = w.altered(x[name], name)
		}
		return x
	case []any:
		if len(x) == 0 || w.chance(75) && len(x) > 0 {
			if len(x) == 0 {
				return x
			}
			i := w.IntN(len(x))
			x[i] = w.altered(x[i], name)
			return x
		}
		i, j := w.IntN(len(x)), w.IntN(len(x))
		switch w.IntN(3) {
		case 0:
			x[i], x[j] = x[j], x[i]
		case 1:
			x = slices.Delete(x, i, i+1)
		default:
			x = slices.Insert(x, j, x[i])
		}
		return x
	case string:
		if name == "below" || name == "above" {
			name = "limit"
		}
		if to := words[name]; len(to) > 0 {
			return to[w.IntN(len(to))]
		}
		return x
	case bool:
		return !x
	case json.Number:
		n, err := x.Int64()
		if err != nil {
			return x // a scale
		}
		switch w.IntN(12) {
		case 0:
			n = 0
		case 1:
			n = -n - 1
		case 2:
			n = []int64{certificate.MaxSum, certificate.MaxSum + 1, math.MaxInt64, math.MinInt64, 1 << 40}[w.IntN(5)]
		case 3:
			n = w.Int64N(13)
		default:
			n += int64(2*w.IntN(2) - 1)
		}
		return json.Number(strconv.FormatInt(n, 10))
	}
	return x
}
