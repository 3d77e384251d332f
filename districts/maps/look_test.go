package maps

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts/drawing"
)

func TestLook(t *testing.T) {
	own := "#ffe0b2, #c8e6c9,#bbdefb,#f8bbd0"
	o, err := Look{Paper: "a2", BW: true, Final: true, Title: " Kommissiia ", Palette: own}.Options()
	require.NoError(t, err)
	require.Equal(t, "A2", o.Paper.Name)
	require.Equal(t, "Kommissiia", o.Title)
	require.True(t, o.BW && o.Final)
	require.Equal(t, Palette{drawing.RGB(0xffe0b2), drawing.RGB(0xc8e6c9), drawing.RGB(0xbbdefb), drawing.RGB(0xf8bbd0)},
		o.Palette)
	for _, bad := range []struct {
		Look
		says string
	}{
		{Look{Paper: "B5"}, "is no paper"},
		{Look{Palette: "dark"}, "is no palette"},
		{Look{Palette: "#fff,#eee"}, "is no palette"},
		{Look{Palette: "#ffe0b2,#ffe0b2"}, "twice"},
		{Look{Palette: "#ffe0b2,#003300"}, "black text cannot be read on #003300"},
		{Look{Palette: "#ffe0b2,#c8e6c9"}, "a palette of 2 colours is too small"},
		{Look{Title: string(make([]rune, 200))}, "the title has 200 letters"},
	} {
		_, err := bad.Options()
		require.ErrorContains(t, err, bad.says)
	}
}

// The title heads the map of the country, and districts have the colours asked for and no others.
func TestTitleAndPaletteAreUsed(t *testing.T) {
	plan := planOf(t, draftOfKazakhstan(t))
	o, err := Look{Title: "Kommissiia", Palette: "strong"}.Options()
	require.NoError(t, err)
	pg := draw(t, plan, "national", "A4", "en", func(x *Options) { x.Title, x.Palette = o.Title, o.Palette })
	require.Equal(t, "Kommissiia", pg.Title)
	titled := false
	pg.Texts(func(x *drawing.Text) { titled = titled || x.Text == "Kommissiia" })
	require.True(t, titled)
	for _, it := range pg.Group("fills").Items {
		require.Contains(t, o.Palette, it.(*drawing.Shape).Fill)
	}
}
