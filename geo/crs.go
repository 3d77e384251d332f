package geo

import (
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/project"
)

// checkCRS judges what a file's crs member names: WGS 84 is what is expected, a datum close to it is noted, and all
// else would put the units where they are not.
func (r *reading) checkCRS(file, name string) {
	code := project.Code(name)
	datum, near := project.Near(code)
	switch {
	case name == "" || code == project.WGS84:
	case near:
		r.faults.Note(Fault{File: file, Kind: OtherDatum, Detail: locale.T(
			"its crs member names %s (%q), which lies within 2 m of WGS 84; it is read as WGS 84", datum, name)})
	default:
		r.faults.Add(projected(file,
			locale.T("its crs member says that coordinates are in %q, not in WGS 84 degrees", name)))
	}
}
