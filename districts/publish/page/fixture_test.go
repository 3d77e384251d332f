package page

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	embedded "github.com/okrug/okrug/data"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo/input"
)

// numbered is a plan that gives the units of every region to its seats in file order, as many units each.
func numbered(s *scenario.Scenario, err error) (*districts.Plan, error) {
	if err != nil {
		return nil, err
	}
	c, err := districts.Open(context.Background(), s, nil)
	if err != nil {
		return nil, err
	}
	of := districts.RegionOf(c.Layer)
	units, at, first := make([]int, len(c.Seats)), make([]int, len(c.Seats)), make([]int, len(c.Seats)+1)
	for _, r := range of {
		units[r]++
	}
	for r, n := range c.Seats {
		first[r+1] = first[r] + n
	}
	number := make([]int, len(of))
	for u, r := range of {
		number[u] = first[r] + at[r]*c.Seats[r]/units[r] + 1
		at[r]++
	}
	return districts.NewNumbered(c, number)
}

var openKazakhstan = sync.OnceValues(func() (*districts.Plan, error) {
	return numbered(scenario.OpenFS(embedded.Files, "kz2022/scenario.yaml"))
})

func kazakhstan(t testing.TB) *districts.Plan {
	t.Helper()
	p, err := openKazakhstan()
	require.NoError(t, err)
	return p
}

// small is the small scenario with the text of its units changed.
func small(t testing.TB, change func(units string) string) *districts.Plan {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(dir, os.DirFS("../../../testdata/small")))
	f := filepath.Join(dir, "units.geojson")
	text, err := os.ReadFile(f)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(f, []byte(change(string(text))), 0o600))
	p, err := numbered(scenario.Open(filepath.Join(dir, "scenario.yaml")))
	require.NoError(t, err)
	return p
}

var all = []string{"kk", "ru", "en"}

// files are made-up files of a set, of all sizes.
func files(names ...string) []File {
	var out []File
	for i, name := range names {
		sum := sha256.Sum256([]byte(name))
		out = append(out, File{Name: name, Bytes: i * 377, SHA256: hex.EncodeToString(sum[:])})
	}
	return out
}

func write(t testing.TB, p *districts.Plan, o Options) []byte {
	t.Helper()
	out, err := Write(context.Background(), p, report.Build(p), o)
	require.NoError(t, err)
	return out
}

// parse reads a page as a browser does.
func parse(t testing.TB, page []byte) *html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(string(page)))
	require.NoError(t, err)
	return doc
}

// find are the elements below a node that pass, in the order of the page.
func find(n *html.Node, pass func(*html.Node) bool) []*html.Node {
	var out []*html.Node
	for x := range n.Descendants() {
		if x.Type == html.ElementNode && pass(x) {
			out = append(out, x)
		}
	}
	return out
}

func named(tag string) func(*html.Node) bool { return func(n *html.Node) bool { return n.Data == tag } }

func classed(class string) func(*html.Node) bool {
	return func(n *html.Node) bool { return strings.Contains(" "+attribute(n, "class")+" ", " "+class+" ") }
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func text(n *html.Node) string {
	var b strings.Builder
	for x := range n.Descendants() {
		if x.Type == html.TextNode {
			b.WriteString(x.Data)
		}
	}
	return b.String()
}

// held is what a page holds for programs.
func held(t testing.TB, page []byte) data0 {
	t.Helper()
	m := regexp.MustCompile(`(?s)<script type="application/json" id="data">(.*?)</script>`).FindSubmatch(page)
	require.NotNil(t, m)
	var d data0
	require.NoError(t, input.Unmarshal("data", m[1], &d))
	return d
}

// data0 is data as it is read.
type data0 struct {
	Languages []string
	Districts []struct {
		District int
		Voters   int64
		Units    []string
		Count    int `json:"unit_count"`
		Box      [4]int
	}
	Regions, Kinds, Units []any
	Found                 [][]any
	Alike                 map[string]string
}

// in is a name of the data in a language.
func (d data0) in(name any, lang int) string {
	if s, ok := name.(string); ok {
		return s
	}
	return fmt.Sprint(name.([]any)[lang])
}
