package project_test

import (
	"fmt"
	"strings"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/project"
)

// A file in the zone of Astana.
func ExampleFrom() {
	t, note, err := project.From("EPSG:32642")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(note)
	ll, err := t.Point(orb.Point{670500, 5666500})
	fmt.Printf("%.4f %.4f %v\n", ll[0], ll[1], err)
	// Output:
	// its coordinates are in WGS 84 / UTM zone 42N; they are turned into longitude and latitude
	// 71.4365 51.1246 <nil>
}

// A file that says nothing of its coordinates, which are no degrees.
func ExampleTransform_Check() {
	t, _, _ := project.From("")
	err := t.Check([]orb.Bound{{Min: orb.Point{71.1, 91.2}, Max: orb.Point{71.3, 91.4}}})
	fmt.Println(strings.ReplaceAll(err.Error(), "; ", "\n"))
	// Output:
	// it states no coordinate system, and its coordinates, such as [71.1, 91.2], are not degrees
	// state the system of its coordinates with --crs
	// by their size they may be degrees with latitude before longitude
}
