package maps_test

import (
	"bytes"
	"context"
	"fmt"

	"github.com/okrug/okrug/data"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/maps"
	"github.com/okrug/okrug/districts/scenario"
)

// A sheet of a plan is drawn as SVG; districts and units carry their ids, so that a designer can take them apart.
func ExampleWrite() {
	ctx := context.Background()
	s, err := scenario.OpenFS(data.Files, "kz2022/scenario.yaml")
	if err != nil {
		panic(err)
	}
	c, err := districts.Open(ctx, s, nil)
	if err != nil {
		panic(err)
	}
	enacted, err := c.KnownPlan("enacted")
	if err != nil {
		panic(err)
	}
	var svg bytes.Buffer
	err = maps.Write(ctx, &svg, maps.SVG, enacted, maps.Options{
		Lang: "kk", Sheet: maps.Sheet{Kind: maps.Region, Region: "KZ-75"},
	})
	if err != nil {
		panic(err)
	}
	fmt.Println(bytes.Count(svg.Bytes(), []byte("<path")) > 20, bytes.Contains(svg.Bytes(), []byte("Алматы")))
	// Output:
	// true true
}
