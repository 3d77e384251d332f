package publish

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/data"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/folder"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/districts/verify"
)

// draft is a case with the number of every unit's district.
type draft struct {
	*districts.Case
	District []int
}

func (d draft) plan(t *testing.T) *districts.Plan {
	t.Helper()
	p, err := districts.NewNumbered(d.Case, d.District)
	require.NoError(t, err)
	return p
}

func open(s *scenario.Scenario, err error) (draft, error) {
	if err != nil {
		return draft{}, err
	}
	c, err := districts.Open(context.Background(), s, nil)
	return draft{Case: c}, err
}

var openKZ = sync.OnceValues(func() (draft, error) { return open(scenario.OpenFS(data.Files, "kz2022/scenario.yaml")) })

func kz(t *testing.T) draft {
	t.Helper()
	d, err := openKZ()
	require.NoError(t, err)
	return d
}

func small(t *testing.T) draft {
	t.Helper()
	d, err := open(scenario.Open("../../testdata/small/scenario.yaml"))
	require.NoError(t, err)
	return d
}

// halves is a lawful plan of the small scenario: two districts of three units, one of six.
func halves(t *testing.T) *districts.Plan {
	d := small(t)
	for _, x := range d.Layer.Units {
		n := map[string]int{"A": 1, "B": 3}[x.RegionID]
		if x.RegionID == "A" && strings.ContainsAny(x.ID[1:], "456") {
			n = 2
		}
		d.District = append(d.District, n)
	}
	return d.plan(t)
}

func unsealed(t *testing.T, p *districts.Plan, o Options) *output.Set {
	t.Helper()
	r := report.Build(p)
	base, err := folder.Files(context.Background(), p, r, folder.Options{Lang: "en", LeftOut: o.LeftOut})
	require.NoError(t, err)
	s, err := Set(context.Background(), base, p, r, o)
	require.NoError(t, err)
	require.NotContains(t, string(s.Data(output.Contents)), "<td></td>", "what every file is stands in publish.Files")
	return s
}

func set(t *testing.T, p *districts.Plan, o Options) *output.Set {
	t.Helper()
	s, err := folder.Sealed(unsealed(t, p, o))
	require.NoError(t, err)
	return s
}

func asFS(s *output.Set) fstest.MapFS {
	m := fstest.MapFS{}
	for _, n := range s.Names() {
		m[n] = &fstest.MapFile{Data: bytes.Clone(s.Data(n))}
	}
	return m
}

// resum makes the manifest fit the files again, as somebody would who wants to hide a change.
func resum(m fstest.MapFS) {
	var b bytes.Buffer
	for _, n := range slices.Sorted(maps.Keys(m)) {
		if n != output.Manifest {
			fmt.Fprintf(&b, "%x  %s\n", sha256.Sum256(m[n].Data), n)
		}
	}
	m[output.Manifest] = &fstest.MapFile{Data: b.Bytes()}
}

func failed(r *verify.Result) []string {
	var bad []string
	for _, o := range r.Outcomes {
		if !o.OK {
			bad = append(bad, o.What.String())
		}
	}
	return bad
}

func TestASetVerifiesAndRepeats(t *testing.T) {
	p := halves(t)
	a, b := set(t, p, Options{}), set(t, p, Options{})
	require.Equal(t, a.Names(), b.Names())
	for _, n := range a.Names() {
		require.True(t, bytes.Equal(a.Data(n), b.Data(n)), n)
		require.NotEmpty(t, a.Data(n), n)
	}
	for _, n := range []string{"index.html", "act/draft-resolution.en.docx", "report/validation-report.en.pdf",
		"maps/map-of-the-country.en.pdf", "maps/atlas.en.pdf", "maps/regions/region-a.en.pdf", "plan.geojson",
		"inputs/units.geojson"} {
		require.Contains(t, a.Names(), n)
		require.True(t, n == "index.html" || bytes.Contains(a.Data("index.html"), []byte(`href="`+n+`"`)), n)
	}
	r, err := verify.Set(asFS(a))
	require.NoError(t, err)
	require.Empty(t, failed(r))
	require.True(t, r.OK())
}

func TestTheKazakhSetVerifies(t *testing.T) {
	d := kz(t)
	d.District = regionsDivided(d)
	p := d.plan(t)
	s := set(t, p, Options{NoMaps: true})
	r, err := verify.Set(asFS(s))
	require.NoError(t, err)
	require.True(t, r.Agree, "%v", failed(r))
	require.Equal(t, districts.Met(p.Checks()), r.Met)
}

// regionsDivided gives the units of every region to its seats in file order, as many units each: seldom lawful.
func regionsDivided(d draft) []int {
	of := districts.RegionOf(d.Layer)
	units, at, first := make([]int, len(d.Seats)), make([]int, len(d.Seats)), make([]int, len(d.Seats)+1)
	for _, r := range of {
		units[r]++
	}
	for r, s := range d.Seats {
		first[r+1] = first[r] + s
	}
	out := make([]int, len(of))
	for u, r := range of {
		out[u] = first[r] + at[r]*d.Seats[r]/units[r] + 1
		at[r]++
	}
	return out
}

// TestVerdictsAgree compares the verdicts that verify works out with those of the checks, of which it knows nothing,
// check by check over random plans: contiguous ones, and ones with units thrown about, left out and doubled.
func TestVerdictsAgree(t *testing.T) {
	d := kz(t)
	base := regionsDivided(d)
	d.District = base
	p := d.plan(t)
	clean := asFS(set(t, p, Options{NoMaps: true, Languages: []string{"en"}}))
	r := rand.New(rand.NewPCG(1, 2))
	seen := map[string]int{}
	for i := range 40 {
		d.District = slices.Clone(base)
		for range i % 7 {
			u := r.IntN(len(d.District))
			switch r.IntN(3) {
			case 0:
				d.District[u] = 1 + r.IntN(29)
			case 1: // to a neighbour's district, within the region or not
				b := d.Layer.Borders[r.IntN(len(d.Layer.Borders))]
				d.District[b.A] = d.District[b.B]
			default:
				if i%2 == 1 {
					d.District[u] = 0
				}
			}
		}
		p := d.plan(t)
		m := maps.Clone(clean)
		m[output.Assignment] = &fstest.MapFile{Data: p.Assignment()}
		resum(m)
		got, err := verify.Set(m)
		require.NoError(t, err)
		own := p.Checks()
		require.Equal(t, districts.Met(own), got.Met)
		if slices.Contains(d.District, 0) {
			continue // an unfinished plan fails no check for that
		}
		holds := map[string]bool{}
		for _, c := range own {
			holds[c.ID] = c.OK
		}
		var asked []string
		for _, o := range got.Outcomes {
			asked = append(asked, o.Checks...)
			// Of a district across regions a rule of regions knows no quota: package districts holds that against equality too.
			if len(o.Checks) == 0 || slices.Contains(o.Checks, districts.CheckEquality) && !holds[districts.CheckCrossing] {
				continue
			}
			want := !slices.ContainsFunc(o.Checks, func(id string) bool { return !holds[id] })
			require.Equal(t, want, o.OK, "%v: %v", o.Checks, o.Findings)
			seen[fmt.Sprint(o.Checks, want)]++
		}
		require.ElementsMatch(t, districts.CheckIDs(), asked, "every check has its witness")
	}
	require.GreaterOrEqual(t, len(seen), 6, "both verdicts of most checks occur: %v", seen)
}

func TestVerifySharesNothing(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "github.com/okrug/okrug/districts/verify").Output()
	if err != nil {
		t.Skip("no go command: ", err)
	}
	for _, p := range strings.Fields(string(out)) {
		if strings.HasPrefix(p, "github.com/okrug/okrug/balance") {
			t.Errorf("verify depends on %s", p)
		}
		if strings.HasPrefix(p, "github.com/okrug/okrug/districts") {
			require.Contains(t, []string{"github.com/okrug/okrug/districts/verify", "github.com/okrug/okrug/districts/output",
				"github.com/okrug/okrug/districts/resolution/names",
				"github.com/okrug/okrug/districts/resolution/readback"}, p)
		}
	}
}

func TestFoldersAreReplacedWholeOrNotAtAll(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "set")
	s := unsealed(t, halves(t), Options{NoMaps: true})
	require.NoError(t, Write(s, dir))
	big := unsealed(t, halves(t), Options{NoMaps: true, Languages: []string{"en", "ru"}})
	require.NoError(t, Write(big, dir), "an earlier set is replaced")
	require.NoError(t, Write(s, dir))
	require.NoFileExists(t, filepath.Join(dir, "act", "proekt-postanovleniya.ru.docx"), "files of the earlier set go")
	r, err := verify.Set(os.DirFS(dir))
	require.NoError(t, err)
	require.True(t, r.OK())
	entries, err := os.ReadDir(filepath.Dir(dir))
	require.NoError(t, err)
	require.Len(t, entries, 1, "nothing is left beside the set")

	edited := filepath.Join(dir, "act", "draft-resolution.en.docx")
	added := filepath.Join(dir, "minutes.doc")
	require.NoError(t, os.WriteFile(edited, []byte("signed"), 0o600))
	require.NoError(t, os.WriteFile(added, nil, 0o600))
	err = Write(s, dir)
	require.ErrorContains(t, err, "act/draft-resolution.en.docx, minutes.doc; move them")
	require.FileExists(t, added)
	text, err := os.ReadFile(edited)
	require.NoError(t, err)
	require.Equal(t, "signed", string(text), "work done on a document is not lost")

	downloads := t.TempDir() // a folder with sums of its own is no set
	image, sums := filepath.Join(downloads, "image.iso"), fmt.Sprintf("%x  image.iso\n", sha256.Sum256(nil))
	require.NoError(t, os.WriteFile(image, nil, 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(downloads, output.Manifest), []byte(sums), 0o600))
	require.ErrorContains(t, Write(s, downloads), "holds no earlier set")
	require.FileExists(t, image)

	mine := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(mine, "thesis.doc"), nil, 0o600))
	require.ErrorContains(t, Write(s, mine), "holds no earlier set")
	require.FileExists(t, filepath.Join(mine, "thesis.doc"))
}

func TestAnInputThatChangedMeanwhileIsAnError(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(dir, os.DirFS("../../testdata/small")))
	d, err := open(scenario.Open(filepath.Join(dir, "scenario.yaml")))
	require.NoError(t, err)
	d.District = halves(t).Of
	for i := range d.District {
		d.District[i]++
	}
	p := d.plan(t)
	f := filepath.Join(dir, "units.geojson")
	text, err := os.ReadFile(f)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(f, append(text, '\n'), fs.FileMode(0o600)))
	_, err = folder.Files(context.Background(), p, report.Build(p), folder.Options{Lang: "en"})
	require.ErrorContains(t, err, "has changed since it was read")
}

func TestCancelling(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := Set(ctx, &output.Set{}, halves(t), report.Build(halves(t)), Options{})
	require.ErrorIs(t, err, context.Canceled)
}

// A name that the fonts cannot write costs the sheets it stands on and nothing else.
func TestNamesBeyondTheFonts(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(dir, os.DirFS("../../testdata/small")))
	f := filepath.Join(dir, "units.geojson")
	text, err := os.ReadFile(f)
	require.NoError(t, err)
	name := regexp.MustCompile(`("name": ?)"[^"]*"`)
	text = name.ReplaceAll(text, []byte(`$1"თბილისი & <b>القاهرة</b>"`))
	require.Contains(t, string(text), "თბილისი")
	require.NoError(t, os.WriteFile(f, text, 0o600))
	d, err := open(scenario.Open(filepath.Join(dir, "scenario.yaml")))
	require.NoError(t, err)
	d.District = halves(t).Of
	for i := range d.District {
		d.District[i]++
	}
	p := d.plan(t)
	var out []string
	s := set(t, p, Options{LeftOut: func(file string, err error) {
		out = append(out, file)
		require.ErrorContains(t, err, "in Latin, Cyrillic or Greek letters")
		require.Less(t, len(err.Error()), 1000)
	}})
	require.Contains(t, out, "maps/atlas.en.pdf")
	require.Contains(t, out, "report/validation-report.en.pdf")
	for _, n := range out {
		require.NotContains(t, s.Names(), n)
		require.NotContains(t, string(s.Data("index.html")), n)
	}
	require.Contains(t, string(s.Data("act/draft-resolution.en.html")), "თბილისი &amp; &lt;b&gt;القاهرة")
	r, err := verify.Set(asFS(s))
	require.NoError(t, err)
	require.True(t, r.Agree, "%v", r.Outcomes)
}
