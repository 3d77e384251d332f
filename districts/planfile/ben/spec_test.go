package ben

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/format"
)

// bytesIn are a banner, by its first letter, and bytes in hexadecimal.
func bytesIn(t *testing.T, text string) []byte {
	t.Helper()
	banner, frames, _ := strings.Cut(text, " ")
	data, err := hex.DecodeString(strings.ReplaceAll(frames, " ", ""))
	require.NoError(t, err)
	v := map[string]Variant{"S": Standard, "M": Chain, "T": TwoDelta}[banner]
	return append([]byte(banners[v]), data...)
}

// readAll is every sample as text, "1 2 x3" for one that comes three times, and the error that ended the reading.
func readAll(data []byte, o Options) (all []string, err error) {
	for x, err := range Read(format.Source{Name: "f", Data: data}, o) {
		if err != nil {
			return all, err
		}
		text := strings.Trim(fmt.Sprint(x.Of), "[]")
		if x.Times > 1 {
			text += fmt.Sprint(" x", x.Times)
		}
		all = append(all, text)
	}
	return all, nil
}

// The worked examples of the two specifications of binary-ensemble (docs/ben-format-spec.md, "Worked example";
// docs/twodelta-format-spec.md, "Worked example (continued)"), of its README ("How it works"), and bytes that its tests
// write out (ben/src/encode/mod.rs, encode_jsonl_to_ben; ben/src/codec/decode/tests/twodelta.rs,
// decode_ben_to_jsonl_three_frames_byte_level and those before it).
var spec = []struct{ file, samples string }{
	{"S 02 03 00000002 5D32", "1 1 1 2 2 2 2 3"},
	{"M 02 03 00000002 5D32 0004", "1 1 1 2 2 2 2 3 x4"},
	{"S 02 03 00000004 5D 32 9D 80", "1 1 1 2 2 2 2 3 1 3 3 3"},
	{"S 02 02 00000001 7B 02 02 00000002 6A59", "1 1 1 2 2 2|1 1 2 2 1 2"},
	{"T 00 02 02 00000001 6A 0001 01 0001 0002 02 00000001 70 0001", "1 1 2 2|1 2 2 2"},
	{"T 00 02 01 00000001 74 0001 01 0002 0001 01 00000001 C0 0001 01 0001 0002 01 00000001 C0 0001", "1 2|2 1|1 2"},
	{"T 00 02 03 00000002 64 76 0001", "1 1 1 1 2 3 3 3"}, // 0b01100_100, 0b01_11011_0
	{"T 00 02 03 00000005 64 77 2F A6 39 0001",
		"1 1 1 1 2 3 3 3 2 2 3 3 3 3 3 3 3 1 2 3"},
	{"T 00 0A 03 00000005 00 64 00 40 36 0001", "1 1 1 1 512 3 3 3"},
	{"T 00 10 04 00000008 00 17 4F FF FF 00 08 30 0001",
		"23 23 23 23" + strings.Repeat(" 65535", 15) + " 8 8 8"},
	{"T 00 06 10 00000009 5C 00 13 CF FF F2 00 00 C0 0001", "23 23 23 23" + strings.Repeat(" 60", 65535) + " 8 8 8"},
	{"T 00 05 01 00000001 BC 0001", "23"},
	{"S 01 01 00000001 C0", "1"},
}

func TestSpecification(t *testing.T) {
	for _, x := range spec {
		data := bytesIn(t, x.file)
		got, err := readAll(data, Options{})
		require.NoError(t, err, x.file)
		require.Equal(t, x.samples, strings.Join(got, "|"), x.file)

		// What is written of the same samples has the same bytes.
		v, _ := variantOf(data[:bannerBytes])
		var b bytes.Buffer
		require.NoError(t, Write(&b, Plain, v, samplesOf(data)))
		require.Equal(t, data, b.Bytes(), x.file)
	}
}

// samplesOf are all samples of a file, each as often as it comes.
func samplesOf(data []byte) iter.Seq[[]uint16] {
	return func(yield func([]uint16) bool) {
		for x := range Read(format.Source{Data: data}, Options{}) {
			for range x.Times {
				if !yield(x.Of) {
					return
				}
			}
		}
	}
}

// The samples of the fixtures that binary-ensemble keeps stable (ben/tests/fixtures/v1.0.0/source_twodelta.jsonl), and
// what the specification says of how they are framed: a whole assignment, a change, a repeat, a whole one, a change.
func TestFrames(t *testing.T) {
	samples := [][]uint16{{1, 1, 2, 2}, {1, 2, 1, 2}, {1, 2, 1, 2}, {3, 3, 1, 2}, {3, 3, 2, 1}}
	want := "T 00 02 02 00000001 6A 0001" + "01 0001 0002 01 00000001 F0 0002" + // lengths 1 1 1 1
		"00 02 02 00000002 E5 90 0001" + "01 0002 0001 01 00000001 C0 0001" // 11 10 01 01 10 01
	var b bytes.Buffer
	require.NoError(t, Write(&b, Plain, TwoDelta, slices.Values(samples)))
	require.Equal(t, bytesIn(t, want), b.Bytes())
	got, err := readAll(b.Bytes(), Options{Nodes: 4})
	require.NoError(t, err)
	require.Equal(t, []string{"1 1 2 2", "1 2 1 2 x2", "3 3 1 2", "3 3 2 1"}, got)

	// The same in whole bytes, under the headings BEN32 and "XBEN Layout (Columnar Body)" of the specifications.
	inner := map[Variant]string{
		Standard: "S 0001000200020002 00000000 0001000100020001 0001000100020001 00000000" +
			"0001000100020001 0001000100020001 00000000 000300020001000100020001 00000000 000300020002000100010001 00000000",
		Chain: "M 0001000200020002 00000000 0001 0001000100020001 0001000100020001 00000000 0002" +
			"000300020001000100020001 00000000 0001 000300020002000100010001 00000000 0001",
		TwoDelta: "T 00 00000002 00010002 00020002 0001" +
			"02 00000001 00010002 0002 00000004 0001000100010001" +
			"00 00000003 00030002 00010001 00020001 0001" + "02 00000001 00020001 0001 00000002 00010001",
	}
	for v, text := range inner {
		var b bytes.Buffer
		require.NoError(t, writeFrames(&b, &packing{}, v, slices.Values(samples)))
		require.Equal(t, bytesIn(t, text), b.Bytes(), v)
	}
}
