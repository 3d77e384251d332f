package input

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

func TestWhole(t *testing.T) {
	for in, want := range map[string]int64{"0": 0, "12": 12, "12.0": 12, "1e3": 1000, "1.2E+1": 12, "120e-1": 12,
		"0e99999999999": 0, "0.000": 0, "9223372036854775807": 1<<63 - 1,
		"9.223372036854775807e18": 1<<63 - 1, "-0": 0} {
		got, err := Whole(in)
		assert.Nil(t, err, "%s: %v", in, err)
		assert.Equal(t, want, got, in)
	}
	for _, in := range []string{"", "-1", "-9223372036854775809", "1.5", "1e-1", "1e99999999999",
		"1e-99999999999", "9223372036854775808", "9.3e18", "abc", "1e", "1x3", "+5",
		"0x10", "1 000", "NaN", "--1", "1.2.3", "٣"} {
		_, err := Whole(in)
		assert.NotNil(t, err, in)
	}
	for in, want := range map[string]string{"12 345": "12345", "12\u00a0345\u202f678": "12345678",
		"1,234,567": "1234567",
		"1.234":     "1234", "77": "77"} {
		got, ok := Grouped(in)
		assert.True(t, ok, in)
		assert.Equal(t, want, got)
	}
	for _, in := range []string{"", "12 34", "1234 567", "1,23", "a", "1,,234", ",123", "12 345 "} {
		if got, ok := Grouped(in); in != "12 345 " {
			assert.False(t, ok, "%q: %s", in, got)
		}
	}
}

// A number is an id by its value, a text by its letters.
func TestID(t *testing.T) {
	for in, want := range map[Value]string{
		{Number, "70.0"}: "70", {Number, "7.1e3"}: "7100", {Number, "0.0"}: "0", {Number, "-3.0"}: "-3",
		{Number, "1.25"}: "1.25", {Number, "1e99"}: "1e99", {Text, " 070.0\u200b "}: "070.0", {Kind: Null}: "",
		{Kind: NaN}: "", {Kind: Other}: "", {}: "",
	} {
		assert.Equal(t, want, in.ID(), in)
	}
}

// What Python writes for numbers that are none is a value like any other, however the bytes come in.
func TestNaN(t *testing.T) {
	const text = `{"a": NaN, "N": "NaN -Infinity \\" , "c": [-Infinity, Infinity, -1], "d": "\\\"NaN", "e": NaN}`
	for _, in := range []io.Reader{strings.NewReader(text), iotest.OneByteReader(strings.NewReader(text))} {
		r, err := NewReader(in)
		require.NoError(t, err)
		got := map[string]Value{}
		require.NoError(t, r.Object(func(key string) (err error) {
			if r.Is('[') {
				return r.Array(func(i int) error {
					got[key+string(rune('0'+i))], err = r.Value()
					return err
				})
			}
			got[key], err = r.Value()
			return err
		}))
		require.NoError(t, r.End())
		assert.Equal(t, map[string]Value{"a": {Kind: NaN}, "N": {Text, `NaN -Infinity \`}, "c0": {Kind: NaN},
			"c1": {Kind: NaN}, "c2": {Number, "-1"}, "d": {Text, `\"NaN`}, "e": {Kind: NaN}}, got)
	}
	for _, in := range []string{"[Nan]", "[I", "[-", "[N]", "[-Inf]", `["a" NaN`} {
		r, err := NewReader(strings.NewReader(in))
		require.NoError(t, err)
		var syntax *SyntaxError
		require.ErrorAs(t, r.Fail(r.Skip()), &syntax, in)
	}
	_, err := Value{Kind: NaN}.Whole()
	assert.Contains(t, err.Detail.String(), "is NaN")
}

// Keys given twice are found wherever they are, all of them, with line and place; a place is named from the outside.
func TestRepeats(t *testing.T) {
	var to map[string]any
	err := Unmarshal("x.json", []byte("\ufeff{\"a\": [{\"b\": 1,\n\"b\": 2}], \"c\": {\"a\": {}},\n\"a\": 3}"), &to)
	assert.EqualError(t, err, "x.json:2: a[0].b: \"b\" is given twice; keep one of the two\n"+
		"x.json:3: a: \"a\" is given twice; keep one of the two")
	var faults *fault.Faults
	require.True(t, errors.As(err, &faults))
	assert.Equal(t, fault.RepeatedKey, faults.List[0].Kind)
	require.NoError(t, Unmarshal("x.json", []byte(`{"a": {"b": 1}, "c": {"b": 2}}`), &to))
	assert.ErrorContains(t, Unmarshal("x.json", []byte(`{"a": }`), &to), "x.json: ")
}

func TestFail(t *testing.T) {
	for in, want := range map[string]string{"": "the file is empty", "{\"a\":\n[1,": "the file ends in the middle"} {
		r, err := NewReader(strings.NewReader(in))
		require.NoError(t, err)
		require.EqualError(t, r.Fail(r.Skip()), want)
	}
	_, err := NewReader(strings.NewReader("\xff\xfe{"))
	require.ErrorIs(t, err, ErrUTF16)
}

// Letters, marks and joiners of every script can be printed; what turns directions or is a control cannot.
func TestUnprintable(t *testing.T) {
	for _, s := range []string{"Қазақстан", "العربية", "עברית", "हिन्दी\u200d", "ქართული",
		"line\nbreak\ttab\r", "a\u00a0b", "e\u0301"} {
		require.Negative(t, strings.IndexFunc(s, Unprintable), s)
	}
	for _, r := range []rune{0, 7, 0x1b, 0x7f, 0x85, 0x61c, 0x200e, 0x200f, 0x202a, 0x202e, 0x2066, 0x2069} {
		require.True(t, Unprintable(r), "%U", r)
	}
}

// A value that is neither text nor number comes as it is written, but for what is no JSON.
func TestAny(t *testing.T) {
	r, err := NewReader(strings.NewReader(
		`[true, {"a": [NaN, "\\\"NaN", -Infinity, "x\u007f"], "": false}, NaN, 1.50, "t", null]`))
	require.NoError(t, err)
	var got []Value
	require.NoError(t, r.Array(func(int) error {
		v, err := r.Any()
		got = append(got, v)
		return err
	}))
	require.Equal(t, []Value{{Other, "true"}, {Other, `{"a": [null, "\\\"NaN", null, "x\u007f"], "": false}`}, {Kind: NaN},
		{Number, "1.50"}, {Text, "t"}, {Kind: Null}}, got)
	require.True(t, json.Valid([]byte(got[1].Text)))
}

// Of whatever is no JSON it is said in the user's language why, and never that it is well.
func TestSyntaxIsWorded(t *testing.T) {
	const whole = `{"okrug": 1, "names": {"ru": "\\u0416\\ud83d\\ude00 \\"1\\""}, "list": [1.5, true, [null, {}]]} `
	english := regexp.MustCompile(`[a-z]{3,} [a-z]{2,}`)
	r := rand.New(rand.NewPCG(3, 5))
	faults := map[string]bool{}
	for range 4000 {
		data := []byte(whole)
		switch at := r.IntN(len(data)); r.IntN(3) {
		case 0:
			data = data[:at]
		case 1:
			const signs = "\"{}[],:\\x0\n\t\x00\xff"
			data[at] = signs[r.IntN(len(signs))]
		default:
			data = slices.Insert(data, at, data[at:min(len(data), at+r.IntN(9))]...)
		}
		var to any
		found := json.Unmarshal(data, &to)
		err := Unmarshal("x.json", data, &to)
		if found != nil {
			require.Error(t, err, "%s", data)
		}
		tokens := jsontext.NewDecoder(bytes.NewReader(data)) // finds other words for the same
		var other error
		for other == nil {
			_, other = tokens.ReadToken()
		}
		for _, err := range []error{err, Syntax(other)} {
			if err != nil && !errors.Is(err, io.EOF) {
				faults[err.Error()] = true
				require.NotRegexp(t, english, locale.Say(err, "ru"), "%s", data)
				require.NotRegexp(t, english, locale.Say(err, "kk"), "%s", data)
			}
		}
	}
	for _, sentence := range []string{"the file ends in the middle", "in a text means nothing", "what is no text in",
		"a key has no value", "a colon is expected", "a comma or ] is", "more follows after"} {
		require.True(t, slices.ContainsFunc(slices.Collect(maps.Keys(faults)), func(s string) bool {
			return strings.Contains(s, sentence)
		}), sentence)
	}
}

// Values of another type than is wanted are told by their path and by what they should be.
func TestTypesAreWorded(t *testing.T) {
	type inner struct {
		N int     `json:"n"`
		S *string `json:"s"`
	}
	var to struct {
		In   inner     `json:"in"`
		List []float64 `json:"list"`
		On   bool      `json:"on"`
	}
	for text, want := range map[string]string{
		`{"in": {"n": "x"}}`: "in.n: this is text, and should be a whole number",
		`{"in": {"n": 1.5}}`: "in.n: this is a number, and should be a whole number",
		`{"in": {"s": []}}`:  "in.s: this is a list, and should be text",
		`{"in": true}`:       "in: this is true or false, and should be keys with values",
		`{"list": {}}`:       "list: this is keys with values, and should be a list",
		`{"list": ["x"]}`:    "list: this is text, and should be a number",
		`{"on": 1}`:          "on: this is a number, and should be true or false",
		`[]`:                 "this is a list, and should be keys with values",
	} {
		require.EqualError(t, Unmarshal("x.json", []byte(text), &to), "x.json: "+want)
	}
}

// A key given twice is a fault for who reads token by token; Unmarshal tells all of them.
func TestRepeatedKeyIsWorded(t *testing.T) {
	d := jsontext.NewDecoder(strings.NewReader(`{"a": 1, "a": 2}`))
	var err error
	for err == nil {
		_, err = d.ReadToken()
	}
	require.EqualError(t, Syntax(err), "not JSON: the key \"a\" is given twice in one object, after byte 9")
}
