package rows

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/internal/formattest"
	"github.com/okrug/okrug/geo/input"
)

// A column is one of numbers where each text is what a number prints as, and nothing else is.
func TestDigits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom([]string{"0", "-0", "00", "7", "-12", "+3", "1.50", ".5", "1.", "1e5", "1e+5", "2.5E-07",
			"1,5", " 1", "x",
			"9223372036854775807", "9223372036854775808", "1_0", "0x1", "NaN", ""}).Draw(t, "s")
		var d Digits
		d.See(s)
		_, err := strconv.ParseInt(s, 10, 64)
		x, real := strconv.ParseFloat(s, 64)
		plain := strings.Trim(s, "0123456789.-+eE") == "" && s != "" && !strings.HasPrefix(s, "+") &&
			!strings.HasPrefix(s, ".") &&
			!strings.HasSuffix(s, ".") && !strings.HasPrefix(s, "00")
		switch {
		case plain && err == nil:
			require.Equal(t, format.Integer, d.Type(), s)
		case plain && real == nil && x == x && strings.ContainsAny(s, ".-+"):
			require.Equal(t, format.Real, d.Type(), s)
		default:
			require.Equal(t, format.Text, d.Type(), s)
		}
	})
	for texts, want := range map[string]format.Type{"1,2,,3": format.Integer, "1,2.0,": format.Real, "1,007": format.Text,
		",":     format.Text,
		"1.5,x": format.Text} {
		var d Digits
		for s := range strings.SplitSeq(texts, ",") {
			d.See(s)
		}
		require.Equal(t, want, d.Type(), texts)
	}
}

// Ids become a field where none holds them, under a name that none has.
func TestKeepIDs(t *testing.T) {
	id, other := formattest.Text("7"), formattest.Number("8")
	for want, l := range map[string]Loaded{
		"": {Features: []format.Feature{{}}},
		"code": {Layer: format.Layer{Fields: []format.Field{{Name: "code"}}},
			Features: []format.Feature{{ID: id, Values: []input.Value{formattest.Number("7")}}}},
		"ID feature_id": {Layer: format.Layer{Fields: []format.Field{{Name: "ID"}}},
			Features: []format.Feature{{ID: id, Values: []input.Value{other}}}},
		"id feature_id feature_id_2": {Layer: format.Layer{Fields: []format.Field{{Name: "id"}, {Name: "feature_id"}}},
			Features: []format.Feature{{ID: id, Values: []input.Value{other, other}}, {Values: []input.Value{other, other}}}},
	} {
		l.KeepIDs()
		var names []string
		for _, f := range l.Fields {
			names = append(names, f.Name)
		}
		require.Equal(t, want, strings.Join(names, " "))
		for _, f := range l.Features {
			require.Len(t, f.Values, len(names))
			require.True(t, f.ID.Absent() || slices.ContainsFunc(f.Values,
				func(v input.Value) bool { return v.ID() == f.ID.ID() }))
		}
	}
	l := Loaded{Features: []format.Feature{{ID: formattest.Number("7")}, {ID: formattest.Text("a")}, {}}}
	l.KeepIDs()
	require.Equal(t, []format.Field{{Name: "id"}}, l.Fields, "of texts, where any is one")
	require.Equal(t, formattest.Text("7"), l.Features[0].Values[0])
	require.True(t, l.Features[2].Values[0].Absent())
}

// Numbers of rows become no field beside one that tells all features apart, for they would be taken for ids; where none
// does, they are all that there is. Ids of people always stay.
func TestNumbersOfRows(t *testing.T) {
	layer := func(numbered bool, codes ...string) format.Layer {
		var all []format.Feature
		for i, code := range codes {
			all = append(all, format.Feature{ID: formattest.Number(strconv.Itoa(i + 1)),
				Values: []input.Value{formattest.Text(code)}})
		}
		return format.Layer{Numbered: numbered, Count: len(all), Fields: []format.Field{{Name: "code"}},
			Features: formattest.Sequence(all)}
	}
	for _, c := range []struct {
		layer format.Layer
		want  int
	}{{layer(true, "0101", "0102"), 1}, {layer(true, "0101", "0101"), 2}, {layer(true, "0101", ""), 2},
		{layer(false, "0101", "0102"), 2}} {
		l, err := WithIDs(c.layer)
		require.NoError(t, err)
		require.Len(t, l.Fields, c.want)
		for i, f := range formattest.Collect(t, l) {
			require.Len(t, f.Values, c.want)
			require.Equal(t, strconv.Itoa(i+1), f.ID.ID())
			require.Equal(t, c.want == 2, f.Values[c.want-1].ID() == f.ID.ID())
		}
	}
}

// No name is given twice, however many ask for it.
func TestNames(t *testing.T) {
	var n Names
	seen := map[string]bool{}
	for i := range 100000 {
		name := n.New([]string{"a", "A", "a-2", "b"}[i%4], "-%d")
		require.False(t, seen[strings.ToLower(name)])
		seen[strings.ToLower(name)] = true
	}
	exact := Names{Exact: true}
	require.Equal(t, []string{"a", "A", "a_2"},
		[]string{exact.New("a", "_%d"), exact.New("A", "_%d"), exact.New("a", "_%d")})
}
