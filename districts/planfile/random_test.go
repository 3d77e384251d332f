package planfile_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/charmap"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/districts/planfile"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/format"
)

// written is a random plan and its units, to be written in some dialect.
type written struct {
	units []geo.Unit
	of    []int // 0 for none
	seats int
}

// writeTable writes a plan as a table in a dialect drawn at random.
func (w written) writeTable(t *rapid.T) string {
	pick := func(name string, of ...string) string { return rapid.SampledFrom(of).Draw(t, name) }
	heads := pick("heads", "unit_id/district", "GEOID20/District", "BLOCKID/DISTRICT", "id/assignment", "код/округ",
		"бірлік коды/округ", "ID/номер округа", "")
	label := map[string]func(int) string{
		"plain": strconv.Itoa, "float": func(n int) string { return fmt.Sprintf("%d.0", n) },
		"padded": func(n int) string { return fmt.Sprintf("%03d", n) },
		"No":     func(n int) string { return fmt.Sprintf("№ %d", n) },
		"okrug":  func(n int) string { return fmt.Sprintf("Округ № %d", n) },
		"kk":     func(n int) string { return fmt.Sprintf("%d-округ", n) },
		"en":     func(n int) string { return fmt.Sprintf("District %d", n) },
	}[pick("labels", "plain", "float", "padded", "No", "okrug", "kk", "en")]
	none := pick("none", "", "ZZ", "-", "Unassigned", "null", "жоқ")
	id := map[string]func(string) string{
		"plain": func(s string) string { return s }, "formula": func(s string) string { return `="` + s + `"` },
		"spaces": func(s string) string { return " " + s + "\u00a0" },
		"zeros":  func(s string) string { return strings.TrimLeft(s, "0") },
	}[pick("ids", "plain", "formula", "spaces", "zeros")]
	swapped, further := rapid.Bool().Draw(t, "swapped"), rapid.Bool().Draw(t, "further") && heads != ""
	var rows [][]string
	row := func(unit, district, more string) {
		r := []string{unit, district}
		if swapped {
			r[0], r[1] = r[1], r[0]
		}
		if further {
			r = append(r, more)
		}
		rows = append(rows, r)
	}
	if unit, district, ok := strings.Cut(heads, "/"); ok {
		row(unit, district, "примечание")
	}
	for _, i := range rapid.Permutation(indexes(len(w.units))).Draw(t, "order") {
		text := none
		if w.of[i] > 0 {
			text = label(w.of[i])
		}
		row(id(w.units[i].ID), text, "заметка")
	}
	var b bytes.Buffer
	out := csv.NewWriter(&b)
	out.Comma = rapid.SampledFrom([]rune(",;\t|")).Draw(t, "comma")
	out.UseCRLF = rapid.Bool().Draw(t, "CRLF")
	require.NoError(t, out.WriteAll(rows))
	s := b.String()
	if rapid.Bool().Draw(t, "sep") {
		s = "sep=" + string(out.Comma) + "\n" + s
	}
	switch pick("encoding", "UTF-8", "mark", "UTF-16", "windows-1251") {
	case "mark":
		return "\ufeff" + s
	case "UTF-16":
		return utf16le(s)
	case "windows-1251":
		if one, err := charmap.Windows1251.NewEncoder().String(s); err == nil && further {
			return one
		}
	}
	return s
}

// writeJSON writes a plan as a graph, as Districtr does, or as objects.
func (w written) writeJSON(t *rapid.T) string {
	number := func(i int) any {
		if w.of[i] == 0 {
			return nil
		}
		return w.of[i]
	}
	var list []map[string]any
	flat := map[string]any{}
	attribute := rapid.SampledFrom([]string{"assignment", "district", "part", "CD"}).Draw(t, "attribute")
	for i, u := range w.units {
		list = append(list, map[string]any{"id": u.ID, attribute: number(i), "pop": 1000 + i})
		flat[u.ID] = number(i)
	}
	var doc any
	switch rapid.SampledFrom([]string{"graph", "adjacency", "Districtr", "flat", "records"}).Draw(t, "form") {
	case "graph":
		for i := range list {
			list[i]["GEOID"], list[i]["id"] = list[i]["id"], 1_000_000+i // as GerryChain numbers nodes
		}
		doc = map[string]any{"nodes": list, "links": []any{}, "graph": []any{}, "multigraph": false}
	case "adjacency":
		doc = map[string]any{"nodes": list, "adjacency": [][]any{}, "directed": false}
	case "Districtr":
		for id, n := range flat {
			if k, ok := n.(int); ok {
				flat[id] = k - 1
			}
		}
		doc = map[string]any{"assignment": flat, "id": "x", "problem": map[string]any{"numberOfParts": w.seats}}
	case "flat":
		doc = flat
	default:
		doc = list
	}
	data, err := json.Marshal(doc)
	require.NoError(t, err)
	return string(data)
}

func indexes(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// Whatever the dialect in which a plan is written, it is read back as it was.
func TestRandomDialects(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := written{seats: rapid.IntRange(1, 5).Draw(t, "seats")}
		n := rapid.IntRange(w.seats+1, 14).Draw(t, "units")
		first := rapid.IntRange(100, 400).Draw(t, "first")
		want := map[int][]int{}
		for i := range n {
			w.units = append(w.units, geo.Unit{ID: fmt.Sprintf("0%d", first*7+i*13), RegionID: "R", Names: geo.Names{"en": "x"}})
			d := i + 1 // every district has a unit
			if i >= w.seats {
				d = rapid.IntRange(0, w.seats).Draw(t, "district")
			}
			if w.of = append(w.of, d); d > 0 {
				want[i] = []int{d}
			}
		}
		text := ""
		if rapid.Bool().Draw(t, "JSON") {
			text = w.writeJSON(t)
		} else {
			text = w.writeTable(t)
		}
		c := planfile.Case{Layer: &geo.Layer{Units: w.units, Regions: []geo.Region{{ID: "R"}}}, Districts: w.seats}
		p, err := planfile.Read(c, format.Source{Name: "p", Data: []byte(text)})
		require.NoError(t, err, text)
		require.Equal(t, want, p.Of, text)
	})
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"unit_id,district\n0101,1\n", "BLOCKID|DISTRICT\n0101|ZZ\n", `{"nodes": [{"id": "0101"}]}`,
		`{"assignment": {"0101": [0]}}`, `[{"id": 1}]`, "sep=;\n1;2", "\xff\xfea\x00", "Север,Абай,Округ № 1",
		"district,wkt\n1,\"POLYGON ((0 0,1 0,1 1,0 0))\"\n",
		`{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"district": 1}, "geometry":
		{"type": "Polygon", "coordinates": [[[0,0],[1,0],[1,1],[0,0]]]}}]}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := planfile.Read(four(3), format.Source{Name: "p", Data: data})
		if err != nil {
			require.NotEmpty(t, err.Error())
			return
		}
		for u, numbers := range p.Of {
			require.Less(t, u, 4)
			require.NotEmpty(t, numbers)
			for _, n := range numbers {
				require.Positive(t, n)
			}
		}
		// What was read is read again from the plain table.
		var b strings.Builder
		b.WriteString("unit_id,district\n")
		for u, id := range []string{"0101", "0102", "0201", "0202"} {
			for _, n := range p.Of[u] {
				fmt.Fprintf(&b, "%s,%d\n", id, n)
			}
		}
		again, err := planfile.Read(four(3), format.Source{Name: "p", Data: []byte(b.String())})
		require.NoError(t, err)
		require.Equal(t, p.Of, again.Of)
	})
}
