package locale

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

type named struct{ kk, en string }

func (n named) In(lang string) string {
	if lang == "kk" {
		return n.kk
	}
	return n.en
}

// Numbers agree with their nouns, are grouped by every verb and have the language's mark; names are in the language.
func TestArguments(t *testing.T) {
	seats := func(lang string, n int) string {
		return Of(lang).fill("%d {1|место|места|мест} у %s", []any{n, named{"Қала", "the city"}})
	}
	require.Equal(t, "1 место у the city", seats("ru", 1))
	require.Equal(t, "22 места у the city", seats("ru", 22))
	require.Equal(t, "12 мест у the city", seats("ru", 12))
	require.Equal(t, "111 мест у the city", seats("ru", 111))
	require.Equal(t, "1\u00a0000 места у the city", seats("en", 1000), "English has two forms")
	require.Equal(t, "5 место у Қала", seats("kk", 5), "Kazakh has one")
	require.Equal(t, "1\u00a0234 +5 −5 1\u00a0234.50", T("%d %+d %d %.2f", 1234, 5, -5, 1234.5).String())
	require.Equal(t, "node 1234, {1 voter}, 1 voter", T("node %d, {1 voter}, %d {2|voter|voters}", Nth(1234), 1).String())
	require.Equal(t, "18446744073709551615 18\u00a0446\u00a0744\u00a0073\u00a0709\u00a0551\u00a0615",
		T("%d %d", Nth(uint64(math.MaxUint64)), uint64(math.MaxUint64)).String())
	require.Equal(t, "−1e+300 2.5e-12 0 0.001 −1\u00a0000\u00a0000",
		T("%g %v %g %g %g", -1e300, 2.5e-12, 0.0, 0.001, -1e6).String())
	require.Equal(t, "0,125", Of("ru").fill("%v", []any{0.125}))
	require.Equal(t, "a, b; x; 2 100 % {y}", T("%s; %s %d %% {y}", []string{"a", "b"}, []Text{Raw("x"), T("%d", 2)},
		100).String())
	require.Equal(t, "1e+300 1.5e-13 0.0005", T("%g %v %g", 1e300, 1.5e-13, 0.0005).String())
	require.Equal(t, "100 %", T("100 %%").String())
	require.Equal(t, "a, b and c", And("a", "b", "c").String())
	require.Equal(t, "а, б и в", And("а", "б", "в").In("ru"))
	require.Equal(t, "a or b", Or("a", "b").String())
	require.Equal(t, "a", Or("a").String())
	require.Empty(t, Text{}.In("kk"))
	require.Empty(t, Raw("").String())
}

// A text without words in a language is English from end to end.
func TestWithoutWords(t *testing.T) {
	require.Equal(t, "no such text, 0.5 of the city",
		Text{"no such text, %v of %s", []any{0.5, named{"Қала", "the city"}}}.In("kk"))
	require.Equal(t, "no such text", Text{Key: "no such text"}.In("xx"))
}

// Errors keep what they wrap and are said in the language to the bottom.
func TestErrors(t *testing.T) {
	cause := Errorf("interrupted")
	err := Errorf("%s: %w", "f", cause)
	require.ErrorIs(t, err, cause)
	require.Equal(t, "f: interrupted", err.Error())
	require.Equal(t, "f: прервано", Say(err, "ru"))
	require.Equal(t, "прервано\nплохо", Say(errors.Join(cause, errors.New("плохо")), "ru"))
	require.Equal(t, "a: interrupted", Say(fmt.Errorf("a: %w", cause), "ru"), "what others say stays as it is")
	require.Empty(t, Say(nil, "ru"))

	_, err = os.Open(filepath.Join(t.TempDir(), "none"))
	require.ErrorIs(t, Errorf("%w", err), fs.ErrNotExist)
	require.Contains(t, Say(err, "en"), "none: there is no such file or folder")
	_, err = os.ReadFile(t.TempDir())
	require.Contains(t, Say(err, "ru"), "это папка; укажите файл")
	require.Equal(t, "прервано", Say(context.Canceled, "ru"))
	_, err = strconv.Atoi("x")
	require.Equal(t, `"x" is not a whole number`, Say(err, "en"))
	_, err = strconv.Atoi("99999999999999999999")
	require.Equal(t, `"99999999999999999999" is too large`, Say(err, "en"))
}

// A struct of phrases is filled from a part of the file.
func TestFill(t *testing.T) {
	l := *Of("en")
	l.catalogue = &catalogue{texts: map[string]string{"p.A": "a", "p.B.0": "b", "p.B.1": "c", "p.C.x": "d"}}
	l.catalogue.once.Do(func() {})
	var to struct {
		A string
		B [2]string
		C map[string]string
		D string `locale:"-"`
	}
	l.Fill("p", &to)
	require.Equal(t, "a", to.A)
	require.Equal(t, [2]string{"b", "c"}, to.B)
	require.Equal(t, map[string]string{"x": "d"}, to.C)
	require.Panics(t, func() { l.Fill("q", &to) })
}

// A format without words is filled in the language that is asked for, whatever dashes and brackets it has.
func TestWordless(t *testing.T) {
	for _, f := range []string{"%s – %s (%s)", "%d %%: «%+.2f»", "%[2]s → %[1]d", ""} {
		require.True(t, wordless(f), f)
	}
	for _, f := range []string{"%s m", "%d м", "a", "%d%%x"} {
		require.False(t, wordless(f), f)
	}
	require.Equal(t, "A – B (1\u00a0м)", T("%s – %s (%s)", "A", "B", T("%.0f m", 1.0)).In("ru"))
}

// Amounts of memory are not rounded to nothing.
func TestMegabytes(t *testing.T) {
	for bytes, want := range map[int64]string{1_000_000: "1", 64: "0.001", 1 << 20: "1.049", 4_000_000_000: "4\u00a0000",
		1_500_000: "1.5", 0: "0"} {
		require.Equal(t, want, T("%g", Megabytes(bytes)).In("en"))
	}
}
