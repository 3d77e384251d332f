package drawing_test

import (
	"bytes"
	"runtime"
	"testing"
	"weak"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
)

// Of pages that are drawn as they are written there is one in memory at a time, and the file is the one of a document
// that has them all.
func TestPagesAreLetGo(t *testing.T) {
	var drawn []weak.Pointer[drawing.Page]
	document := func(pageOf func(page func() *drawing.Page) *drawing.Page) *drawing.Document {
		d := &drawing.Document{Title: "Book"}
		for range 5 {
			e := &drawing.Element{Tag: drawing.Figure}
			d.Contents = append(d.Contents, e)
			d.Pages = append(d.Pages, pageOf(func() *drawing.Page {
				s := &drawing.Shape{Rings: []orb.Ring{box(1, 1, 9, 9)}, Fill: blue}
				return &drawing.Page{Width: 20, Height: 20, Marks: []drawing.Mark{{Of: e, Items: []drawing.Item{s}}}}
			}))
		}
		return d
	}
	whole, err := document(func(page func() *drawing.Page) *drawing.Page { return page() }).PDF(typeface.Sans())
	require.NoError(t, err)

	var out bytes.Buffer
	require.NoError(t, document(func(page func() *drawing.Page) *drawing.Page {
		return &drawing.Page{Draw: func() (*drawing.Page, error) {
			runtime.GC()
			for i, p := range drawn {
				require.Nil(t, p.Value(), "page %d", i+1)
			}
			made := page()
			drawn = append(drawn, weak.Make(made))
			return made, nil
		}}
	}).WritePDF(&out, typeface.Sans()))
	require.Len(t, drawn, 5)
	require.Equal(t, whole, out.Bytes())
}
