package page

import (
	"context"
	"fmt"
	"math"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// phone makes the browser one of a phone with a touch screen.
func (v *visit) phone(width, height int64) {
	v.Helper()
	command(v, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height,
		DeviceScaleFactor: 2, Mobile: true})
	command(v, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true,
		MaxTouchPoints: 5})
}

func command[P any](v *visit, c cdp.Command[P, cdp.Empty], params P) {
	v.Helper()
	v.do(func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, c, params)
		return chromedp.Void{}, err
	})
}

// fingers put fingers down where they begin, move them to where they end in twelve steps, and lift them.
func (v *visit) fingers(paths ...[2][2]float64) {
	v.Helper()
	send := func(kind input.DispatchTouchEventType, share float64) {
		var points []*input.TouchPoint
		for i, p := range paths {
			id := float64(i)
			points = append(points, &input.TouchPoint{X: p[0][0] + share*(p[1][0]-p[0][0]),
				Y: p[0][1] + share*(p[1][1]-p[0][1]), ID: &id})
		}
		if kind == input.DispatchTouchEventTypeTouchEnd {
			points = []*input.TouchPoint{}
		}
		command(v, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: points})
	}
	send(input.DispatchTouchEventTypeTouchStart, 0)
	for i := range 12 {
		send(input.DispatchTouchEventTypeTouchMove, float64(i+1)/12)
		get[int](v, "0") // a frame or two
	}
	send(input.DispatchTouchEventTypeTouchEnd, 1)
}

// tap puts a finger on a place, where it slips a little.
func (v *visit) tap(at [2]float64) {
	v.Helper()
	v.fingers([2][2]float64{at, {at[0] + 3, at[1] - 3}})
}

// middle is the middle of an element on the screen.
func (v *visit) middle(selector string) [2]float64 {
	v.Helper()
	return get[[2]float64](v, fmt.Sprintf(`(r => [r.left + r.width / 2, r.top + r.height / 2])(document.querySelector(%q)`+
		`.getBoundingClientRect())`, selector))
}

// On a phone a finger chooses districts and places and moves the map, two make it larger about where they are, and
// while the map is whole a finger on it moves the page.
func TestFingersOnTheMap(t *testing.T) {
	t.Parallel()
	p := kazakhstan(t)
	v := open(t, write(t, p, Options{Languages: all}), "")
	v.phone(390, 844)
	v.show("#ru")
	require.Zero(t, get[float64](v, "scrollY"), "the links to other languages are to be seen")
	whole := get[[]float64](v, viewBox)
	scroll := func() float64 { return get[float64](v, "Math.round(scrollY)") }
	again := func() [2]float64 {
		v.show("#ru")
		get[int](v, "(scrollTo(0, 200), 0)")
		require.Equal(t, whole, get[[]float64](v, viewBox))
		return v.middle("#map svg")
	}

	// A finger that moves up on the whole map moves the page, and chooses nothing.
	at := again()
	v.fingers([2][2]float64{at, {at[0], at[1] - 120}})
	require.Greater(t, scroll(), 260.0)
	require.Equal(t, whole, get[[]float64](v, viewBox))
	require.Equal(t, "#ru", get[string](v, "location.hash"))

	// Two fingers make the map larger, side by side or one above the other, and the page stays.
	for _, way := range [][2]float64{{1, 0}, {0, 1}, {0.7, 0.7}} {
		at = again()
		on := func(d float64) [2]float64 { return [2]float64{at[0] + d*way[0], at[1] + d*way[1]} }
		v.fingers([2][2]float64{on(-20), on(-60)}, [2][2]float64{on(20), on(60)})
		now := get[[]float64](v, viewBox)
		require.InDelta(t, 3, whole[2]/now[2], 0.6, way)
		require.InDelta(t, whole[0]+whole[2]/2, now[0]+now[2]/2, whole[2]/40, way)
		require.InDelta(t, 200, scroll(), 1, way)
		require.Equal(t, "#ru", get[string](v, "location.hash"))
		// One finger moves the map then, as far as it goes itself, and not the page.
		v.fingers([2][2]float64{at, {at[0] - 60, at[1] + 40}})
		moved := get[[]float64](v, viewBox)
		require.InDelta(t, 60, (moved[0]-now[0])/now[2]*get[float64](v, `document.getElementById("map").clientWidth`), 13)
		require.Greater(t, math.Abs(moved[1]-now[1]), 0.0)
		require.InDelta(t, 200, scroll(), 1)
		require.Equal(t, "#ru", get[string](v, "location.hash"))
		// And pinched together again it is whole.
		v.fingers([2][2]float64{on(-80), on(-8)}, [2][2]float64{on(80), on(8)})
		require.Equal(t, whole, get[[]float64](v, viewBox))
	}

	// A tap chooses a district, though the finger slips.
	again()
	v.tap(v.middle("#d10 path"))
	require.Equal(t, "#ru-d10", get[string](v, "location.hash"))
	require.Contains(t, get[string](v, panelText), "№\u00a010. ")

	// A tap on a sign of several districts shows them larger.
	again()
	v.tap(v.middle("#badges a:not(.tiny) rect"))
	require.Less(t, get[[]float64](v, viewBox)[2], whole[2]/2)

	// And one on what was found chooses it; its name stands beside its sign, and no other name under that.
	for _, town := range []string{"Тараз", "Темиртау", "Рудный", "Кентау", "Аксу", "Талгар"} {
		again()
		v.tap(v.middle("#find"))
		require.Equal(t, "find", get[string](v, "document.activeElement.id"))
		v.keys(town)
		v.tap(v.middle("#results li"))
		require.Contains(t, get[string](v, panelText), "№\u00a0")
		for _, name := range get[[]string](v, `(() => {
			const sign = document.querySelector("#place path").getBoundingClientRect();
			return [...document.querySelectorAll("#names text")].filter(t => {
				const r = t.getBoundingClientRect();
				return r.left < sign.right && r.right > sign.left && r.top < sign.bottom && r.bottom > sign.top;
			}).map(t => t.textContent);
		})()`) {
			require.Equal(t, town, name, "it lies under the sign of %s", town)
		}
	}
	// The buttons can be hit by a finger.
	require.Empty(t, get[[]string](v, `[...document.querySelectorAll("#zoom button, #languages a, #find")].filter(e => `+
		`e.getBoundingClientRect().height < 24).map(e => e.outerHTML)`), "WCAG 2.2, 2.5.8")
	v.tap(v.middle(`[data-zoom="whole"]`))
	require.Equal(t, whole, get[[]float64](v, viewBox))
}
