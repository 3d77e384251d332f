package pages

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
)

// walk visits every element.
func walk(n *html.Node, visit func(*html.Node)) {
	if n.Type == html.ElementNode {
		visit(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		walk(c, visit)
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// The page stands alone and can be read by those who do not see it.
func TestThePageStandsAloneAndIsAccessible(t *testing.T) {
	for name := range samples() {
		for _, lang := range languages {
			page, err := composed(t, name, lang).HTML()
			require.NoError(t, err)
			root, err := html.Parse(bytes.NewReader(page))
			require.NoError(t, err)
			ids := map[string]bool{}
			var links []string
			level, firsts, tables := 0, 0, 0
			walk(root, func(n *html.Node) {
				where := name + " " + lang + " <" + n.Data + ">"
				if id := attr(n, "id"); id != "" {
					require.False(t, ids[id], "%s: id %s is there twice", where, id)
					ids[id] = true
				}
				require.Empty(t, attr(n, "src"), where)
				switch n.Data {
				case "script", "link", "iframe", "img", "object", "embed", "form":
					require.Fail(t, where+" does not belong in the report")
				case "html":
					require.Equal(t, lang, attr(n, "lang"))
				case "a":
					links = append(links, attr(n, "href"))
				case "h1", "h2", "h3":
					l, _ := strconv.Atoi(n.Data[1:])
					require.LessOrEqual(t, l, level+1, "%s skips a level", where)
					level = l
					if l == 1 {
						firsts++
					}
				case "th":
					require.Contains(t, []string{"col", "row"}, attr(n, "scope"), where)
				case "table":
					tables++
					require.Equal(t, "caption", firstElement(n), where)
				case "svg":
					require.Equal(t, "img", attr(n, "role"), where)
					require.Equal(t, "title", firstElement(n), where)
				}
			})
			require.Equal(t, 1, firsts)
			require.Positive(t, tables)
			for _, l := range links {
				require.True(t, strings.HasPrefix(l, "#") && ids[l[1:]], "link to %s", l)
			}
			require.NotRegexp(t, regexp.MustCompile(`url\(|@import|https?://[^w]`), string(page),
				"but for the name space of SVG nothing is named by address")
			require.NotContains(t, string(page), "ZgotmplZ")
		}
	}
}

func firstElement(n *html.Node) string {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			return c.Data
		}
	}
	return ""
}

func TestTheSameReportHasTheSameBytes(t *testing.T) {
	r, p := faulty(t)
	for _, write := range []func() ([]byte, error){
		func() ([]byte, error) { return HTML(r, p, "kk") },
		func() ([]byte, error) { return PDF(r, p, "kk") },
	} {
		a, err := write()
		require.NoError(t, err)
		b, err := write()
		require.NoError(t, err)
		require.True(t, bytes.Equal(a, b))
	}
}
