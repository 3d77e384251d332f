package page

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	cdpage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/testdata"
)

// visit is a page open in a browser, from a file.
type visit struct {
	*testing.T
	ctx     context.Context
	address string

	mutex sync.Mutex
	asked []string // what the browser asked for
	alarm bool     // a dialog was opened, or a script failed
}

func open(t *testing.T, page []byte, hash string) *visit {
	t.Helper()
	file := filepath.Join(t.TempDir(), "index.html")
	require.NoError(t, os.WriteFile(file, page, 0o600))
	v := &visit{T: t, ctx: testdata.Browser(t), address: "file://" + filepath.ToSlash(file)}
	require.NoError(t, chromedp.Listen(v.ctx, func(event any) {
		v.mutex.Lock()
		defer v.mutex.Unlock()
		switch e := event.(type) {
		case *network.EventRequestWillBeSent:
			v.asked = append(v.asked, e.Request.URL)
		case *cdpage.EventJavascriptDialogOpening:
			v.alarm = true
		}
	}))
	v.size(1280, 900)
	v.show(hash)
	return v
}

func (v *visit) do(a chromedp.Action[chromedp.Void]) {
	v.Helper()
	_, err := chromedp.Run(v.ctx, a)
	require.NoError(v, err)
}

func (v *visit) size(width, height int64) {
	v.Helper()
	_, err := chromedp.Run(v.ctx, chromedp.EmulateViewport(width, height))
	require.NoError(v, err)
}

// show opens the page anew.
func (v *visit) show(hash string) {
	v.Helper()
	for _, to := range []string{"about:blank", v.address + hash} {
		_, err := chromedp.Run(v.ctx, chromedp.Navigate(to))
		require.NoError(v, err)
	}
}

func (v *visit) keys(keys string) { v.do(chromedp.KeyEvent(keys)) }

// get is the value of an expression, once two frames have been painted.
func get[T any](v *visit, expression string) T {
	v.Helper()
	out, err := chromedp.Run(v.ctx, chromedp.Evaluate[string](`new Promise(done => requestAnimationFrame(() =>
		requestAnimationFrame(() => done(JSON.stringify(`+expression+`)))))`, chromedp.EvalAwaitPromise))
	require.NoError(v, err)
	var x T
	require.NoError(v, json.Unmarshal([]byte(out), &x))
	return x
}

const (
	panelText = `document.getElementById("panel").innerText`
	viewBox   = `document.querySelector("#map svg").getAttribute("viewBox").split(" ").map(Number)`
	results   = `[...document.querySelectorAll("#results li")].map(l => l.innerText)`
)

// Whoever types a name in any way sees its district, by the keyboard alone.
func TestFindingADistrict(t *testing.T) {
	t.Parallel()
	p := kazakhstan(t)
	v := open(t, write(t, p, Options{Languages: all}), "#ru")
	require.Equal(t, "ru", get[string](v, "document.documentElement.lang"))
	require.Equal(t, []string{"ru"}, get[[]string](v, `[...document.querySelectorAll("section.language")]`+
		`.filter(s => s.offsetHeight).map(s => s.id)`))
	whole := get[[]float64](v, viewBox)
	district := func(unit string) string {
		for u, x := range p.Layer.Units {
			if x.ID == unit {
				return strconv.Itoa(p.Districts[p.Of[u]].Number)
			}
		}
		return ""
	}
	v.do(chromedp.Focus("#find"))
	n := district("631000000") // Oskemen, Усть-Каменогорск
	require.NotEmpty(t, n)
	for _, typed := range []string{"оскемен", "ӨСКЕМЕН", "oskemen", "усть-каменогорск", "Усть Кам", "каменог"} {
		get[string](v, `document.getElementById("find").value = ""`)
		v.keys(typed)
		require.Contains(t, get[[]string](v, results)[0], "№\u00a0"+n+". ", typed)
		v.keys(kb.ArrowDown)
		require.Equal(t, "r0", get[string](v, `document.getElementById("find").getAttribute("aria-activedescendant")`))
		v.keys(kb.Enter)
		require.Contains(t, get[string](v, panelText), "№\u00a0"+n+". ", typed)
		require.Equal(t, "#ru-d"+n, get[string](v, "location.hash"))
		require.Less(t, get[[]float64](v, viewBox)[2], whole[2], "the map shows the district")
		require.Equal(t, n, get[string](v, `document.querySelector("a.district[aria-current]").id.slice(1)`))
	}
	get[string](v, `document.getElementById("find").value = ""`)
	v.keys("менег")
	require.Empty(t, get[[]string](v, results), "it is no beginning of a word")
	require.Equal(t, "Ничего не найдено", get[string](v, `document.getElementById("said").textContent`))
	// Two of one name are told apart, by any words of theirs.
	get[string](v, `document.getElementById("find").value = ""`)
	v.keys("абай")
	require.Greater(t, len(get[[]string](v, results)), 3)
	v.keys(" шым")
	require.Len(t, get[[]string](v, results), 1)
	require.Contains(t, get[[]string](v, results)[0], "район в городе, город Шымкент")
	v.keys(kb.Escape)
	require.Empty(t, get[[]string](v, results))
	// A city of several districts names them all, as links.
	get[string](v, `document.getElementById("find").value = ""`)
	v.keys("алматы город" + kb.Enter)
	require.Contains(t, get[string](v, panelText), "В одном из округов: №\u00a03, №\u00a04, №\u00a05")

	// Districts are chosen on the map by keys too, which also move it.
	v.do(chromedp.Focus("#d8"))
	v.keys(kb.Enter)
	require.Contains(t, get[string](v, panelText), "№\u00a08. ")
	before := get[[]float64](v, viewBox)
	v.keys("+")
	nearer := get[[]float64](v, viewBox)
	require.Less(t, nearer[2], before[2])
	v.keys(kb.ArrowRight)
	require.Greater(t, get[[]float64](v, viewBox)[0], nearer[0])
	v.keys("0")
	require.Equal(t, whole, get[[]float64](v, viewBox))

	// A link opens a district in its language, or without one in the reader's, and another language keeps it.
	v.show("#kk-d12")
	require.Contains(t, get[string](v, panelText), p.Districts[11].Names["kk"])
	v.do(chromedp.Click(`#languages a[hreflang="en"]`))
	require.Contains(t, get[string](v, panelText), p.Districts[11].Names["en"])
	v.show("#d12")
	require.Contains(t, get[string](v, panelText), p.Districts[11].Names[get[string](v, "document.documentElement.lang")])
	v.mutex.Lock()
	defer v.mutex.Unlock()
	for _, a := range v.asked {
		require.True(t, strings.HasPrefix(a, v.address) || a == "about:blank", "the page asks for %s", a)
	}
}

// On a desk the map names the cities and most seats of regions before small towns, and names keep apart; on paper the
// sums stand in full.
func TestCitiesAreNamedAtADesk(t *testing.T) {
	t.Parallel()
	p := kazakhstan(t)
	v := open(t, write(t, p, Options{Languages: all, Files: files("plan.geojson")}), "#en")
	names := get[[]string](v, `[...document.querySelectorAll("#names text")].map(t => t.textContent)`)
	require.Subset(t, names, []string{"Astana", "Almaty", "Shymkent"})
	seats, named := 0, 0
	for i, seat := range p.SeatTowns() {
		if seat {
			seats++
			for _, s := range names {
				if s == p.Layer.Places[i].Names["en"] {
					named++
					break
				}
			}
		}
	}
	require.Greater(t, 10*named, 8*seats, "%d of %d", named, seats)
	require.Zero(t, get[int](v, `(() => { const b = [...document.querySelectorAll("#names text")]`+
		`.map(t => t.getBoundingClientRect()); let n = 0; for (const x of b) for (const y of b) `+
		`if (x !== y && x.left < y.right - 1 && y.left < x.right - 1 && x.top < y.bottom - 4 && y.top < x.bottom - 4) n++; `+
		`return n })()`), "names overlap")
	type empty = cdp.Empty
	_, err := chromedp.Run(v.ctx, chromedp.Action[empty](func(ctx context.Context, t *chromedp.Target) (empty, error) {
		return cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	}))
	require.NoError(t, err)
	require.True(t, get[bool](v, `[...document.querySelectorAll("section:not([hidden]) .sum code")]`+
		`.filter(c => c.offsetHeight).every(c => c.scrollWidth <= c.clientWidth + 1 && `+
		`getComputedStyle(c).textOverflow && getComputedStyle(c).overflowX === "visible")`))
}

// On a small phone nothing sticks out, in any language, with a district chosen or not.
func TestThePageOnAPhone(t *testing.T) {
	t.Parallel()
	page := write(t, kazakhstan(t), Options{Languages: all, Files: files("act/kauly-zhobasy.kk.docx", "plan.geojson",
		"maps/regions/abai-oblysy.kk.pdf")})
	v := open(t, page, "")
	v.size(360, 740)
	for _, hash := range []string{"#kk", "#ru-d4", "#en-d11"} {
		v.show(hash)
		require.LessOrEqual(t, get[int](v, "document.documentElement.scrollWidth"), 360, hash)
		require.Empty(t, get[[]string](v, `[...document.querySelectorAll("body *")].filter(e => `+
			`!e.closest("svg,pre,.sum") && e.getBoundingClientRect().right > 360.5)`+
			`.map(e => e.tagName + ": " + e.textContent.slice(0, 60))`), hash)
		require.Greater(t, get[int](v, `document.querySelector("#map svg").getBoundingClientRect().height`), 200)
	}
}

// Without scripts all languages follow each other, with the map, and a link opens a district.
func TestThePageWithoutScripts(t *testing.T) {
	t.Parallel()
	v := open(t, write(t, kazakhstan(t), Options{Languages: all}), "")
	type empty = cdp.Empty
	_, err := chromedp.Run(v.ctx, chromedp.Action[empty](func(ctx context.Context, t *chromedp.Target) (empty, error) {
		return cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled,
			emulation.SetScriptExecutionDisabledParams{Value: true})
	}))
	require.NoError(t, err)
	v.show("#kk-d12")
	seen := func(expression string) bool { // the page's own scripts do not run, and promises with them
		out, err := chromedp.Run(v.ctx, chromedp.Evaluate[bool](expression))
		require.NoError(t, err)
		return out
	}
	require.True(t, seen(`[...document.querySelectorAll("section.language")].every(s => s.offsetHeight > 500)`))
	require.True(t, seen(`document.querySelector("#map svg").getBoundingClientRect().height > 300`))
	require.True(t, seen(`!document.getElementById("find").offsetHeight && !document.getElementById("zoom").offsetHeight`))
	require.True(t, seen(`document.getElementById("kk-d12").offsetHeight > 100`), "the section is open")
}

// The script compares texts as fold does, for every letter of Latin, Greek and Cyrillic.
func TestTheScriptFoldsAlike(t *testing.T) {
	t.Parallel()
	v := open(t, write(t, small(t, func(s string) string { return s }), Options{Languages: []string{"en"}}), "")
	source := regexp.MustCompile(`(?s)const fold = .*?;\n`).FindString(script)
	require.NotEmpty(t, source)
	var texts, want []string
	for r := rune(0x20); r < 0x530; r++ {
		texts = append(texts, string(r))
	}
	for _, x := range kazakhstan(t).Layer.Places {
		texts = append(texts, x.Names["kk"], x.Names["ru"], x.Names["en"])
	}
	for _, s := range texts {
		want = append(want, fold(s))
	}
	list, err := json.Marshal(texts)
	require.NoError(t, err)
	got := get[[]string](v, `(() => { const data = JSON.parse(document.getElementById("data").textContent); `+source+
		` return `+string(list)+`.map(fold) })()`)
	require.Equal(t, want, got)
}

// No name becomes anything but text where the script shows it.
func TestHostileNamesInABrowser(t *testing.T) {
	t.Parallel()
	p := small(t, func(s string) string {
		s = strings.Replace(s, `"Unit A1"`, `"Evil <img src=x onerror=alert(1)></script><script>alert(2)</script>"`, 1)
		return strings.Replace(s, `"Unit A2"`, `"Evil \" onload=\"alert(3)"`, 1)
	})
	v := open(t, write(t, p, Options{Languages: all}), "#en")
	v.do(chromedp.Focus("#find"))
	v.keys("evil")
	require.Len(t, get[[]string](v, results), 2)
	require.Contains(t, strings.Join(get[[]string](v, results), "\n"), "<img src=x onerror=alert(1)></script>")
	require.Zero(t, get[int](v, `document.querySelectorAll("img, [onload], [onerror]").length`))
	for range 2 {
		v.keys(kb.ArrowDown)
	}
	v.keys(kb.Enter)
	require.Contains(t, get[string](v, panelText), "No.\u00a01. ")
	require.Contains(t, get[string](v, panelText), "<img src=x onerror=alert(1)></script>")
	require.Zero(t, get[int](v, `document.querySelectorAll("img, [onload], [onerror]").length`))
	v.mutex.Lock()
	defer v.mutex.Unlock()
	require.False(t, v.alarm)
}
