package pages

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/testdata"
)

// In a real browser the page asks for nothing, is no wider than a small phone, and prints on A4.
func TestThePageInABrowser(t *testing.T) {
	ctx := testdata.Browser(t)
	var mu sync.Mutex
	var asked []string
	require.NoError(t, chromedp.Listen(ctx, func(event any) {
		if e, ok := event.(*network.EventRequestWillBeSent); ok {
			mu.Lock()
			asked = append(asked, e.Request.URL)
			mu.Unlock()
		}
	}))
	for _, c := range [][2]string{{"lawful", "kk"}, {"faulty", "ru"}, {"unfinished", "en"}} {
		name := strings.Join(c[:], " ")
		content, err := composed(t, c[0], c[1]).HTML()
		require.NoError(t, err)
		file := filepath.Join(t.TempDir(), "report.html")
		require.NoError(t, os.WriteFile(file, content, 0o600))
		address := "file://" + filepath.ToSlash(file)
		mu.Lock()
		asked = nil
		mu.Unlock()
		_, err = chromedp.Run(ctx, chromedp.EmulateViewport(360, 740))
		require.NoError(t, err)
		_, err = chromedp.Run(ctx, chromedp.Navigate(address))
		require.NoError(t, err)
		wide, err := chromedp.Run(ctx,
			chromedp.Evaluate[[]string](`[...document.querySelectorAll("body *")].filter(e => !e.closest("thead") && `+
				`e.getBoundingClientRect().right > 360.5).map(e => e.tagName + ": " + e.textContent.slice(0, 60))`))
		require.NoError(t, err)
		require.Empty(t, wide, "%s: elements that stick out", name)
		width, err := chromedp.Run(ctx, chromedp.Evaluate[int]("document.documentElement.scrollWidth"))
		require.NoError(t, err)
		require.LessOrEqual(t, width, 360, "%s: wider than a phone", name)
		// The map is there and has its size.
		height, err := chromedp.Run(ctx,
			chromedp.Evaluate[float64](`document.querySelector("#map svg").getBoundingClientRect().height`))
		require.NoError(t, err)
		require.Greater(t, height, 150.0)
		// On a phone it stands before the checks, whose table is a card for each.
		first, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`document.querySelector("#map").getBoundingClientRect().`+
			`top < document.querySelector("#compliance").getBoundingClientRect().top`))
		require.NoError(t, err)
		require.True(t, first, "%s: the cards stand before the map", name)
		print, err := chromedp.Run(ctx,
			chromedp.Action[[]byte](func(ctx context.Context, t *chromedp.Target) ([]byte, error) {
				yes := true
				res, err := cdp.Call(ctx, t, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: &yes, PrintBackground: &yes})
				return res.Data, err
			}))
		require.NoError(t, err)
		require.Contains(t, string(print), "/MediaBox [0 0 594.95996 841.91998]", "%s: not A4", name)
		mu.Lock()
		require.Equal(t, []string{address}, asked, "%s: the page asks for something", name)
		mu.Unlock()
	}
}
