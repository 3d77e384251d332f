package ben

import (
	"bytes"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/ulikunitz/xz"
	"github.com/ulikunitz/xz/lzma"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
)

var all = []struct {
	f Form
	v Variant
}{{Lines, Standard}, {Plain, Standard}, {Plain, Chain}, {Plain, TwoDelta}, {Packed, Standard}, {Packed, Chain},
	{Packed, TwoDelta}}

// chain draws an ensemble as samplers make them: steps between two districts, repeats, and now and then a new plan.
func chain(t *rapid.T) [][]uint16 {
	nodes := rapid.IntRange(1, 40).Draw(t, "nodes")
	most := rapid.SampledFrom([]uint16{1, 2, 5, 300, 65535}).Draw(t, "most")
	district := rapid.Uint16Range(0, most)
	fresh := func() []uint16 { return rapid.SliceOfN(district, nodes, nodes).Draw(t, "of") }
	samples := [][]uint16{fresh()}
	for range rapid.IntRange(0, 12).Draw(t, "steps") {
		of := slices.Clone(samples[len(samples)-1])
		switch rapid.IntRange(0, 3).Draw(t, "step") {
		case 0:
			of = fresh()
		case 1:
		default:
			node := rapid.IntRange(0, nodes-1)
			a, b := of[node.Draw(t, "a")], of[node.Draw(t, "b")]
			for i, d := range of {
				if d == a || d == b {
					of[i] = rapid.SampledFrom([]uint16{a, b}).Draw(t, "of a pair")
				}
			}
		}
		samples = append(samples, of)
	}
	return samples
}

// expanded are all samples, each as often as it comes, and their numbers must be those of their places.
func expanded(t require.TestingT, data []byte, o Options) (out [][]uint16) {
	for x, err := range Read(format.Source{Name: "f", Data: data}, o) {
		require.NoError(t, err)
		require.Equal(t, len(out)+1, x.Number)
		for range x.Times {
			out = append(out, slices.Clone(x.Of))
		}
	}
	return out
}

func TestEveryFormKeepsEverySample(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		samples := chain(t)
		for _, x := range all {
			var b bytes.Buffer
			require.NoError(t, Write(&b, x.f, x.v, slices.Values(samples)))
			require.True(t, Is(b.Bytes()))
			require.Equal(t, samples, expanded(t, b.Bytes(), Options{Nodes: len(samples[0])}), "%v", x)
		}
	})
}

// Runs and repeats that are longer than two bytes can say.
func TestLongRuns(t *testing.T) {
	a := slices.Concat(slices.Repeat([]uint16{1}, 140_000), slices.Repeat([]uint16{2}, 3))
	b := slices.Concat(slices.Repeat([]uint16{2}, 140_000), slices.Repeat([]uint16{1}, 3))
	for _, x := range all[1:] {
		var buf bytes.Buffer
		require.NoError(t, Write(&buf, x.f, x.v, slices.Values([][]uint16{a, b, b})))
		require.Equal(t, [][]uint16{a, b, b}, expanded(t, buf.Bytes(), Options{Nodes: len(a)}))
	}
	for _, x := range all[2:4] {
		var buf bytes.Buffer
		require.NoError(t, Write(&buf, x.f, x.v, slices.Values(slices.Repeat([][]uint16{{1, 2}}, 70_000))))
		got, err := readAll(buf.Bytes(), Options{})
		require.NoError(t, err)
		require.Equal(t, []string{"1 2 x65535", "1 2 x4465"}, got)
	}
}

// More changes than are written together come in several batches.
func TestBatches(t *testing.T) {
	samples := make([][]uint16, 2*together+5)
	for i := range samples {
		samples[i] = []uint16{1, 2, uint16(1 + i%2), 3}
	}
	var b bytes.Buffer
	require.NoError(t, Write(&b, Packed, TwoDelta, slices.Values(samples)))
	require.Equal(t, samples, expanded(t, b.Bytes(), Options{Nodes: 4}))
}

// The program xz judges what is packed, and packs what is read: several blocks, streams, checks and what fills them up.
func TestXZ(t *testing.T) {
	program, err := exec.LookPath("xz")
	if err != nil {
		t.Skip("xz is not here")
	}
	samples := make([][]uint16, 300)
	for i := range samples {
		samples[i] = make([]uint16, 500)
		for j := range samples[i] {
			samples[i][j] = uint16((i*7919 + j*j*104729) % 13)
		}
	}
	run := func(in []byte, args ...string) []byte {
		c := exec.Command(program, args...)
		c.Stdin = bytes.NewReader(in)
		out, err := c.Output()
		require.NoError(t, err)
		return out
	}
	for v := range banners {
		var inner, packed bytes.Buffer
		require.NoError(t, writeFrames(&inner, &packing{}, Variant(v), slices.Values(samples)))
		require.NoError(t, Write(&packed, Packed, Variant(v), slices.Values(samples)))
		require.Equal(t, inner.Bytes(), run(packed.Bytes(), "-dc"))
		for _, args := range [][]string{{"-9"}, {"-0", "--block-size=10000"}, {"-T2", "--block-size=50000", "-C", "crc32"},
			{"-C", "sha256"}, {"-C", "none"}} {
			data := run(inner.Bytes(), append(args, "-c")...)
			size, window, err := measure(data)
			require.NoError(t, err)
			require.EqualValues(t, inner.Len(), size, args)
			require.Positive(t, window)
			require.Equal(t, samples, expanded(t, data, Options{Nodes: 500}), args)
		}
		half := inner.Len() / 2
		data := slices.Concat(run(inner.Bytes()[:half], "-c"), make([]byte, 8), run(inner.Bytes()[half:], "-c"))
		require.Equal(t, samples, expanded(t, data, Options{Nodes: 500}))
	}
	require.Equal(t, samples[:1], expanded(t, run([]byte(fmt.Sprint(`{"assignment":`,
		strings.ReplaceAll(fmt.Sprint(samples[0]), " ", ","), "}")), "-c"), Options{}))
}

func packed(t *testing.T, inner []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := xz.NewWriter(&b)
	require.NoError(t, err)
	_, err = w.Write(inner)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return b.Bytes()
}

// Whatever is wrong is told with the sample, before memory is taken for what a head claims.
func TestFaults(t *testing.T) {
	whole := "T 00 02 01 00000001 74 0001 " // 1 2
	for _, x := range []struct {
		file   string
		packed bool
		want   string
	}{
		{file: "S", want: "f: it has no samples"},
		{file: "S 01", want: "f: sample 1: the file ends in the middle of the sample"},
		{file: "S 02 03 FFFFFFFF 5D", want: "f: sample 1: the file ends in the middle of the sample"},
		{file: "S 02 01 00000001 74 02 03 0000", want: "f: sample 2: the file ends in the middle of the sample"},
		{file: "M 02 03 00000002 5D32 00", want: "f: sample 1: the file ends in the middle of the sample"},
		{file: "M 02 01 00000001 74 0003 00 01 00000001", want: "f: sample 4: its numbers are said to have 0 bits; " +
			"there are 1 to 16"},
		{file: "S 02 11 00000001 74", want: "f: sample 1: its numbers are said to have 17 bits; there are 1 to 16"},
		{file: "S 02 01 00000001 40", want: "f: sample 1: a run has no nodes"},
		{file: "S 02 01 00000002 7400", want: "f: sample 1: a run has no nodes"},
		{file: "S 02 01 00000000", want: "f: sample 1: it has no positions"},
		{file: "M 02 01 00000001 74 0000", want: "f: sample 1: it is said to come 0 times"},
		{file: "S 02 01 00000001 74 02 01 00000001 60", want: "f: sample 2: it has 1 position, and there are 2 units"},
		{file: "S 01 10 00000005 FFFFFFFFFF", want: "f: sample 1: it has 131\u00a0070 positions, and there are 2 units"},
		{file: "T 01 0001 0002 02 00000001 70 0001", want: "f: sample 1: it tells what changed since the sample before, " +
			"and there is none"},
		{file: whole + "02", want: "f: sample 2: it is of the kind 2, which is not known"},
		{file: whole + "01 0001 0002 01 00000001 80 0001", want: "f: sample 2: its changes do not fit the sample before"},
		{file: whole + "01 0001 0002 01 00000001 E0 0001", want: "f: sample 2: its changes do not fit the sample before"},
		{file: whole + "01 0001 0002 02 00000001 90 0001", want: "f: sample 2: its changes do not fit the sample before"},
		{file: whole + "01 0001 0002 11 00000001 80 0001", want: "f: sample 2: its numbers are said to have 17 bits; " +
			"there are 1 to 16"},
		{file: whole + "01 0001 0002 01 00000001 C0", want: "f: sample 2: the file ends in the middle of the sample"},
		{file: "S 0001 0001 0002 0001", packed: true, want: "f: sample 1: the file ends in the middle of the sample"},
		{file: "S 0001 0000", packed: true, want: "f: sample 1: a run has no nodes"},
		{file: "M 00010001 00020001 00000000 0000", packed: true, want: "f: sample 1: it is said to come 0 times"},
		{file: "T 00 FFFFFFFF 0001", packed: true, want: "f: sample 1: the file ends in the middle of the sample"},
		{file: "T 00 00000002 00010001 00020001 0001 02 FFFFFFFF", packed: true,
			want: "f: sample 2: 4\u00a0294\u00a0967\u00a0295 changes are said to stand together, more than 4\u00a0194\u00a0304"},
		{file: "T 00 00000002 00010001 00020001 0001 02 00400000 0001", packed: true,
			want: "f: sample 2: the file ends in the middle of the sample"},
		{file: "T 00 00000002 00010001 00020001 0001 02 00000001 00010002 0001 FFFFFFFF 0001 0001 0001", packed: true,
			want: "f: sample 2: its changes do not fit the sample before"},
		{file: "T 01 0001", packed: true, want: "f: sample 1: the file ends in the middle of the sample"},
		{file: "T 01 00010001", packed: true, want: "f: sample 1: it is of the kind 1, which is not known"},
	} {
		data := bytesIn(t, x.file)
		if x.packed {
			data = packed(t, data)
		}
		_, err := readAll(data, Options{Nodes: 2})
		require.ErrorAs(t, err, &fault.Fault{}, x.file)
		require.True(t, strings.HasPrefix(err.Error()+"; ", x.want+"; "), "%s: %v", x.file, err)
	}
}

func TestFaultsOfFiles(t *testing.T) {
	good := packed(t, bytesIn(t, "S 0001 0001 0002 0001 00000000"))
	got, err := readAll(good, Options{})
	require.NoError(t, err)
	require.Equal(t, []string{"1 2"}, got)
	for _, x := range []struct{ name, data, want string }{
		{"banner", "FOURFOLD BEN FILE", `f: it begins with "FOURFOLD BEN FILE", a kind of ensemble that is not known; ` +
			`write it anew as STANDARD BEN FILE, MKVCHAIN BEN FILE or TWODELTA BEN FILE`},
		{"bundle", "BENDL\x00\x00\x01\x01\x00", "f: it is a bundle, whose ensemble has the nodes in the order of the " +
			"bundle's own graph; take the ensemble out of it with bendl, with its nodes in the order of okrug graph"},
		{"packed", string(packed(t, []byte("a,b\n"))), "f: what is packed in it is no ensemble of plans; unpack it, and " +
			"give what is in it"},
		{"cut", string(good[:len(good)-5]), "f: it cannot be unpacked: it is damaged or breaks off; pack it anew, or give " +
			"what is in it"},
	} {
		require.True(t, Is([]byte(x.data)), x.name)
		_, err := readAll([]byte(x.data), Options{})
		require.EqualError(t, err, x.want, x.name)
	}
	// A byte that is wrong is found by xz's own check.
	bad := bytes.Clone(good)
	bad[len(bad)/2] ^= 1
	_, err = readAll(bad, Options{})
	require.Error(t, err)

	// Much in little: ten million samples of zeros, and a window of 4 GB in a file of a hundred bytes.
	zeros := packed(t, append([]byte(banners[Standard]), make([]byte, 40<<20)...))
	_, err = readAll(zeros, Options{Most: 1 << 20})
	require.EqualError(t, err, "f: it is larger than 1.049 MB unpacked; if it is what you mean, raise the limit with "+
		"--max-file, or unpack it")
	_, err = readAll(widened(t, good), Options{})
	require.EqualError(t, err, "f: unpacking it takes 4\u00a0095 MB of memory, more than 256; pack it anew "+
		"with xz -9 or less")
}

// widened is a file of xz whose first block asks for the largest window.
func widened(t *testing.T, data []byte) []byte {
	t.Helper()
	data = bytes.Clone(data)
	i := bytes.Index(data, []byte{0x21, 1})
	require.Positive(t, i)
	data[i+2] = lzma.EncodeDictCap(1<<32 - 1)
	_, window, err := measure(data)
	require.NoError(t, err)
	require.EqualValues(t, uint32(1<<32-1), window)
	return data
}

func TestLines(t *testing.T) {
	for _, x := range []struct{ data, want string }{
		{`{"assignment":[1,1,2],"sample":1}` + "\n" + `{"sample":5,"x":{"assignment":[7]},"assignment":[0,2,1]}` + "\r\n\n",
			"1: 1 1 2|5: 0 2 1"},
		{"\xef\xbb\xbf" + ` { "step": 1, "assignment" : [ 65535, 2.0 ] }`, "1: 65535 2"},
		{`{"assignment":[1]}{"assignment":[2]}`, "1: 1|2: 2"},
		{`{"assignment":[1,65536]}`, "f: sample 1: position 2 is no whole number from 0 to 65535; number the districts " +
			"from 1, and give 0 where a unit has none"},
		{`{"assignment":[1]}` + "\n" + `{"assignment":["1"]}`, "1: 1|f: sample 2: position 1 is no whole number from 0 to " +
			"65535; number the districts from 1, and give 0 where a unit has none"},
		{`{"assignment":[1],"sample":3}{"assignment":[1],"sample":3}`, "3: 1|f: sample 4: it is numbered 3, and what is " +
			"before it 3; number the samples from 1 upwards, or not at all"},
		{`{"assignment":[1],"sample":0}`, "f: sample 1: its number 0 is no whole number from 1; number the samples from " +
			"1 upwards, or not at all"},
		{`{"assignment":[1]}` + "\n[1]", `1: 1|f: sample 2: it is no object; give an object with "assignment" in every ` +
			`line, as {"assignment": [1, 1, 2], "sample": 1}`},
		{`{"assignment":[1]}` + "\n{}", `1: 1|f: sample 2: it has no list "assignment"; give an object with "assignment" ` +
			`in every line, as {"assignment": [1, 1, 2], "sample": 1}`},
		{`{"assignment":[1],"assignment":[2]}`, `f:1: assignment: "assignment" is given twice; keep one of the two`},
		{`{"assignment":[]}`, "f: sample 1: it has no positions; the file is damaged; write or fetch it anew"},
		{`{"assignment":[1]}` + "\n" + `{"assignment":[1,`, "1: 1|f:2: sample 2: not JSON: the file ends in the middle"},
	} {
		var got []string
		for s, err := range Read(format.Source{Name: "f", Data: []byte(x.data)}, Options{}) {
			if err != nil {
				got = append(got, err.Error())
				break
			}
			got = append(got, fmt.Sprint(s.Number, ": ", strings.Trim(fmt.Sprint(s.Of), "[]")))
		}
		require.True(t, Is([]byte(x.data)), x.data)
		require.Equal(t, x.want, strings.Join(got, "|"), x.data)
	}
	for _, other := range []string{`{"assignment":{"A":1}}`, `[{"assignment":[1]}]`, `{"nodes":[{"assignment":[1]}]}`,
		"assignment,1", ""} {
		require.False(t, Is([]byte(other)), other)
	}
}

func TestWriteRefuses(t *testing.T) {
	for _, x := range all {
		var b bytes.Buffer
		err := Write(&b, x.f, x.v, slices.Values([][]uint16{{1, 2}, {1}}))
		require.EqualError(t, err, "sample 2 has 1 position, those before it have 2")
		err = Write(&b, x.f, x.v, slices.Values([][]uint16{{}}))
		require.EqualError(t, err, "sample 1 has 0 positions; there are 1 to 67\u00a0108\u00a0864")
		want := errors.New("full")
		require.ErrorIs(t, Write(full{want}, x.f, x.v, slices.Values([][]uint16{{1, 2}})), want)
	}
}

// full is a disk without room.
type full struct{ err error }

func (f full) Write([]byte) (int, error) { return 0, f.err }

// FuzzRead reads anything, and what it makes of it as it was written in any form.
func FuzzRead(f *testing.F) {
	for _, x := range all {
		var b bytes.Buffer
		samples := [][]uint16{{1, 1, 2, 2, 3}, {1, 2, 2, 1, 3}, {1, 2, 2, 1, 3}, {3, 3, 1, 2, 0}}
		require.NoError(f, Write(&b, x.f, x.v, slices.Values(samples)))
		f.Add(b.Bytes())
		if x.f == Packed {
			inner := &bytes.Buffer{}
			require.NoError(f, writeFrames(inner, &packing{}, x.v, slices.Values(samples)))
			f.Add(inner.Bytes())
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		read := func(data []byte) (samples [][]uint16, err error) {
			const most = 1 << 16 // positions in all
			n := 0
			for x, err := range Read(format.Source{Name: "f", Data: data}, Options{Most: 1 << 20}) {
				if err != nil {
					return nil, err
				}
				if n += x.Times * len(x.Of); n > most {
					return nil, errEnough
				}
				for range x.Times {
					samples = append(samples, slices.Clone(x.Of))
				}
			}
			return samples, nil
		}
		// What would be in a file of xz is tried without it, for chance packs nothing.
		if v, ok := variantOf(data[:min(len(data), bannerBytes)]); ok {
			var b bytes.Buffer
			w, err := xz.NewWriter(&b)
			require.NoError(t, err)
			_, _ = w.Write(data)
			require.NoError(t, w.Close())
			rewrite(t, read, b.Bytes(), v)
		}
		rewrite(t, read, data, TwoDelta)
	})
}

func rewrite(t *testing.T, read func([]byte) ([][]uint16, error), data []byte, v Variant) {
	samples, err := read(data)
	if err != nil {
		return
	}
	for _, s := range samples {
		if len(s) != len(samples[0]) {
			return // which is read where nobody says how many there must be, and not written
		}
	}
	for _, f := range []Form{Plain, Packed, Lines} {
		var b bytes.Buffer
		require.NoError(t, Write(&b, f, v, slices.Values(samples)))
		again, err := read(b.Bytes())
		require.NoError(t, err)
		require.Equal(t, samples, again)
	}
}

// A file that is cut anywhere is an error or ends between two samples; what comes before that is as it was.
func TestCut(t *testing.T) {
	samples := [][]uint16{{1, 1, 2, 2, 3}, {1, 2, 2, 1, 3}, {1, 2, 2, 1, 3}, {3, 3, 1, 2, 0}}
	for _, x := range all[1:4] {
		var b bytes.Buffer
		require.NoError(t, Write(&b, x.f, x.v, slices.Values(samples)))
		whole, err := readAll(b.Bytes(), Options{Nodes: 5})
		require.NoError(t, err)
		clean := 0
		for n := bannerBytes; n < b.Len(); n++ {
			got, err := readAll(b.Bytes()[:n], Options{Nodes: 5})
			require.Equal(t, strings.Join(whole[:len(got)], "|"), strings.Join(got, "|"))
			if err == nil {
				clean++
			}
		}
		require.Equal(t, len(whole)-1, clean)
	}
}
