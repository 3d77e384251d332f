package input_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/geo/input"
)

// column reads the numbers of a column, "" for one that is refused.
func column(numbers ...string) (read []string, forms input.Form) {
	var c input.Column
	for _, s := range numbers {
		c.See(s)
	}
	for _, s := range numbers {
		n, form, err := input.Written(s, c.Marks())
		if err != nil {
			read = append(read, "")
			continue
		}
		read, forms = append(read, strconv.FormatInt(n, 10)), forms|form
	}
	return read, forms
}

func TestWrittenAlone(t *testing.T) {
	for s, want := range map[string]string{
		"229190": "229190", " 229190 ": "229190", "0": "0", "007": "7",
		"229 190": "229190", "229\u00a0190": "229190", "229\u202f190": "229190", "229\u2009190": "229190",
		"1 229\u00a0190": "1229190", "1'229'190": "1229190", "1’229’190": "1229190",
		"229190,00": "229190", "229190.0": "229190", "229 190,00": "229190", "1 000,000": "1000", "1234,000": "1234",
		"1,229,190": "1229190", "1.229.190": "1229190", "1,229.00": "1229", "1.229,0": "1229",
		"1.01800000E+08": "101800000", "1,018E+08": "101800000", "1e3": "1000",
		`"4398"`: "4398", "'4398": "4398", "«4398»": "4398", "4398*": "4398", "4 398¹": "4398", "4398 чел.": "4398",
		"4398 адам": "4398",
		"":          "", "-": "", "–": "", "-5": "", "1,5": "", "229190,50": "", "1,234": "", "1.234": "", "0,234": "",
		"12 34":  "",
		"1 2345": "", "1234 567": "", "0 123": "", "1,234,56": "", "1,23,456": "", "1 234.567,00": "", "1,234 567": "",
		"n/a": "", "#N/A": "", "12a": "", "1e-3": "", "1\n234": "", "99999999999999999999": "", "1..2": "", ",5": "",
		"5,":     "",
		"1 234 ": "1234", "0x10": "", "1_000_0": "", "TRUE": "", "1.5E+00": "", "٣": "", "12 %": "",
	} {
		read, _ := column(s)
		alone, _, err := input.Written(s, input.Marks{})
		if want == "" {
			assert.NotNil(t, err, "%q is %d", s, alone)
			continue
		}
		require.Nil(t, err, s)
		assert.Equal(t, want, strconv.FormatInt(alone, 10), s)
		assert.Equal(t, want, read[0], s)
	}
}

// What one number leaves open, the column may decide.
func TestWrittenInColumn(t *testing.T) {
	for _, c := range []struct {
		numbers, want string
		forms         input.Form
	}{
		{"1,234 | 1,229,190 | 1,000", "1234 | 1229190 | 1000", input.Marked},
		{"1,234 | 229190,00 | 1,000", " | 229190 | 1", input.Decimals},
		{"1,234 | 1,250 | 987", "1234 | 1250 | 987", input.Marked},
		{"1.234 | 1.250 | 1.190", "1234 | 1250 | 1190", input.Marked},
		{"1,234 | 1300", " | 1300", 0},
		{"1,234 | 987", " | 987", 0},
		{"1,234 | 1 300", " | 1300", input.Spaced},
		{"1,000 | 2,000", " | ", 0},
		{"1,234 | 12,5", " | ", 0},
		{"1,234 | 1,229,190 | 229190,00", " | 1229190 | 229190", input.Marked | input.Decimals},
		{"1.234 | 1.234,00", "1234 | 1234", input.Marked | input.Decimals},
		{"1,234 | 1.234", " | ", 0},
	} {
		read, forms := column(strings.Split(c.numbers, " | ")...)
		assert.Equal(t, c.want, strings.Join(read, " | "), c.numbers)
		assert.Equal(t, c.forms, forms, c.numbers)
	}
}

func TestStored(t *testing.T) {
	for s, want := range map[string]int64{"12": 12, "1.2E2": 120, "229190.00000000003": 229190,
		"99999.999999999985": 100000} {
		n, _, err := input.Stored(s)
		require.Nil(t, err, s)
		assert.Equal(t, want, n, s)
	}
	for _, s := range []string{"1.5", "0.99999", "-3", "1e30", "229190.0001"} {
		_, _, err := input.Stored(s)
		assert.NotNil(t, err, s)
	}
}

func TestQuoted(t *testing.T) {
	for s, ok := range map[string]bool{"4398": true, "4 398": true, "4\u00a0398": true, "4,398": false, "1e3": false,
		"4398,00": false, "": false, "x": false, "-1": false, "'4398": false} {
		_, is := input.Quoted(s)
		assert.Equal(t, ok, is, s)
	}
}

// A column that is written in one way is read as it was meant, or refused; it is never read as something else.
func TestWrittenAsMeant(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		mark := rapid.SampledFrom([]string{"", " ", "\u00a0", "\u202f", ",", ".", "'"}).Draw(t, "between thousands")
		decimals := rapid.SampledFrom([]string{"", ",0", ",00", ".00", ",000"}).Draw(t, "decimals")
		if decimals != "" && decimals[:1] == mark {
			decimals = ""
		}
		numbers := rapid.SliceOfN(rapid.OneOf(rapid.Int64Range(0, 999), rapid.Int64Range(1000, 5000),
			rapid.Int64Range(0, 20_000_000)), 1, 8).Draw(t, "numbers")
		var texts []string
		for _, n := range numbers {
			s := strconv.FormatInt(n, 10)
			for i := len(s) - 3; i > 0; i -= 3 {
				s = s[:i] + mark + s[i:]
			}
			texts = append(texts, s+decimals)
		}
		read, _ := column(texts...)
		for i, n := range numbers {
			if read[i] != "" {
				require.Equal(t, strconv.FormatInt(n, 10), read[i], "%q of %q", texts[i], texts)
			} else {
				require.True(t, mark == "," || mark == "." || decimals == ",000", "%q of %q is refused", texts[i], texts)
			}
		}
	})
}

func FuzzWritten(f *testing.F) {
	for _, s := range []string{"1 234,00", "1.2E+3", "'12", "1,234", "12 чел.", "«1»"} {
		f.Add(s, "1,234,567")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		var c input.Column
		c.See(a)
		c.See(b)
		n, _, err := input.Written(a, c.Marks())
		if err != nil {
			require.NotEmpty(t, err.Detail.Key)
			return
		}
		require.GreaterOrEqual(t, n, int64(0))
		digits := strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, a)
		if !strings.ContainsAny(a, "eE") { // its digits are those written, without decimals that are nothing
			require.True(t, strings.HasPrefix(strings.TrimLeft(digits, "0")+"0", strings.TrimSuffix(strconv.FormatInt(n, 10),
				"0")),
				"%q is %d", a, n)
		}
	})
}
