package project

import (
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/okrug/okrug/geo/locale"
)

// zones is a run of codes of the EPSG dataset for neighbouring zones of transverse Mercator.
type zones struct {
	from, to int // codes
	zone     int // number of the first
	kind     kind
	datum    *datum
}

// kind is how zones of a run are laid out and named.
type kind struct {
	name    string  // after that of the datum; %d is the zone's number and %s its central meridian
	degrees float64 // width of a zone, from whose number its meridian follows
	scale   float64 // on the central meridian
	easting float64 // false easting, metres
	number  bool    // millions of metres before it are the zone's number
	south   bool    // the false northing is ten million metres
}

var (
	utmNorth   = kind{name: "UTM zone %dN", degrees: 6, scale: 0.9996, easting: 500000}
	utmSouth   = kind{name: "UTM zone %dS", degrees: 6, scale: 0.9996, easting: 500000, south: true}
	six        = kind{name: "Gauss-Kruger zone %d", degrees: 6, scale: 1, easting: 500000, number: true}
	sixCM      = kind{name: "Gauss-Kruger CM %s", degrees: 6, scale: 1, easting: 500000}
	sixNorth   = kind{name: "Gauss-Kruger %dN", degrees: 6, scale: 1, easting: 500000}
	three      = kind{name: "3-degree Gauss-Kruger zone %d", degrees: 3, scale: 1, easting: 500000, number: true}
	threeCM    = kind{name: "3-degree Gauss-Kruger CM %s", degrees: 3, scale: 1, easting: 500000}
	russian    = kind{name: "GSK 3GK zone %d", degrees: 3, scale: 1, easting: 250000, number: true}
	russianCM  = kind{name: "GSK 3GK CM %s", degrees: 3, scale: 1, easting: 250000}
	everyZones = []zones{
		{32601, 32660, 1, utmNorth, worldGeodetic},
		{32701, 32760, 1, utmSouth, worldGeodetic},
		{25828, 25838, 28, utmNorth, etrs89},
		{28402, 28432, 2, six, pulkovo1942},
		{28462, 28492, 2, sixNorth, pulkovo1942},
		{2494, 2522, 4, sixCM, pulkovo1942},
		{2523, 2549, 7, three, pulkovo1942},
		{2551, 2576, 34, three, pulkovo1942},
		{3389, 3389, 60, three, pulkovo1942},
		{2578, 2581, 61, three, pulkovo1942},
		{2582, 2599, 7, threeCM, pulkovo1942},
		{2601, 2640, 25, threeCM, pulkovo1942},
		{20004, 20032, 4, six, pulkovo1995},
		{20064, 20092, 4, sixNorth, pulkovo1995},
		{2463, 2491, 4, sixCM, pulkovo1995},
		{2641, 2693, 7, three, pulkovo1995},
		{3390, 3390, 60, three, pulkovo1995},
		{2695, 2698, 61, three, pulkovo1995},
		{2699, 2735, 7, threeCM, pulkovo1995},
		{2738, 2758, 44, threeCM, pulkovo1995},
		{20904, 20932, 4, six, gsk},
		{21004, 21032, 4, sixCM, gsk},
		{21207, 21264, 7, russian, gsk},
		{21307, 21364, 7, russianCM, gsk},
		{10942, 10949, 8, six, qazTRF},
	}
)

// system is that of a zone.
func (k kind) system(d *datum, zone int) *system {
	s := d.geographic()
	s.meridian = float64(zone) * k.degrees
	if k.degrees == 6 { // the first zone begins at the meridian of Greenwich
		s.meridian -= 3
	}
	if strings.HasPrefix(k.name, "UTM") { // and here at that opposite
		s.meridian -= 180
	}
	if s.meridian > 180 {
		s.meridian -= 360
	}
	s.name = d.name + " / "
	if strings.Contains(k.name, "%d") {
		s.name += fmt.Sprintf(k.name, zone)
	} else {
		s.name += fmt.Sprintf(k.name, east(s.meridian))
	}
	s.falseEasting = k.easting
	if k.number {
		s.falseEasting += float64(zone) * 1e6
	}
	if k.south {
		s.falseNorthing = 1e7
	}
	s.projection = newTransverse(d.on, 0, k.scale)
	return s
}

// east is a meridian as names have it: 69E.
func east(meridian float64) string {
	if meridian < 0 {
		return strconv.Itoa(-int(meridian)) + "W"
	}
	return strconv.Itoa(int(meridian)) + "E"
}

// cs63 are the zones of the coordinate system of 1963 that the EPSG dataset has: false easting, central meridian and
// latitude of origin in minutes of arc. The other zones of that system are not published.
var cs63 = map[int]struct {
	zone             string
	easting          float64
	meridian, origin float64
}{
	2935: {"A1", 1300000, 41*60 + 32, 7}, 2936: {"A2", 2300000, 44*60 + 32, 7}, 2937: {"A3", 3300000, 47*60 + 32, 7},
	2938: {"A4", 4300000, 50*60 + 32, 7},
	2939: {"K2", 2300000, 50*60 + 46, 8}, 2940: {"K3", 3300000, 53*60 + 46, 8}, 2941: {"K4", 4300000, 56*60 + 46, 8},
	3350: {"C0", 250000, 21*60 + 57, 6}, 3351: {"C1", 1250000, 24*60 + 57, 6}, 3352: {"C2", 2250000, 27*60 + 57, 6},
	7825: {"X1", 1300000, 23*60 + 30, 5}, 7826: {"X2", 2300000, 26*60 + 30, 5}, 7827: {"X3", 3300000, 29*60 + 30, 5},
	7828: {"X4", 4300000, 32*60 + 30, 5}, 7829: {"X5", 5300000, 35*60 + 30, 5}, 7830: {"X6", 6300000, 38*60 + 30, 5},
	7831: {"X7", 7300000, 41*60 + 30, 5},
}

// byCode is the system of an EPSG code; nil where it is not known.
func byCode(code int) *system {
	for _, z := range everyZones {
		if z.from <= code && code <= z.to {
			return z.kind.system(z.datum, z.zone+code-z.from)
		}
	}
	if z, ok := cs63[code]; ok {
		s := pulkovo1942.geographic()
		s.name = pulkovo1942.name + " / CS63 zone " + z.zone
		s.meridian, s.falseEasting = z.meridian/60, z.easting
		s.projection = newTransverse(s.on, radians(z.origin/60), 1)
		return s
	}
	switch code {
	case 3857, 900913, 3785, 102100, 102113:
		return webMercator("WGS 84 / Pseudo-Mercator")
	}
	if d := datumsByCode()[strconv.Itoa(code)]; d != nil && !d.grids {
		return d.geographic()
	}
	return nil
}

// webMercator is Mercator's projection of a sphere of the size of the Earth's equator, with latitudes of WGS 84 put in
// for those of the sphere (EPSG method 1024).
func webMercator(name string) *system {
	s := worldGeodetic.geographic()
	s.name = name
	s.projection = newMercator(ellipsoid{a: wgs84Ellipsoid.a}, 0, 1)
	return s
}

// systemNames are the codes of projected systems by name, as plain leaves it.
var systemNames = sync.OnceValue(func() map[string]int {
	m := map[string]int{plain("WGS 84 / Pseudo-Mercator"): 3857}
	for _, z := range everyZones {
		for code := z.from; code <= z.to; code++ {
			m[plain(byCode(code).name)] = code
		}
	}
	for code := range cs63 {
		m[plain(byCode(code).name)] = code
	}
	return m
})

// fromName reads a code, or the name of a system in the EPSG dataset.
func fromName(name string) (*system, error) {
	if d := datumsByCode()[Code(name)]; d != nil && d.grids {
		return nil, takesGrids(d)
	}
	who, last := authority(name)
	switch who {
	case "", "EPSG", "ESRI", "OGC":
		code, err := strconv.Atoi(Code(last))
		if err != nil {
			code = systemNames()[plain(name)]
		}
		if s := byCode(code); s != nil {
			return s, nil
		}
	}
	if unpublished(name) {
		return nil, locale.Errorf("its parameters are not published")
	}
	return nil, locale.Errorf("okrug does not know it")
}

// unpublished says whether a name is that of the coordinate system of 1963, or of one of the local systems of Russia or
// of towns, whose parameters are kept by those who run them.
func unpublished(name string) bool {
	p := plain(name)
	for _, known := range []string{"CS63", "SK63", "CK63", "СК63"} {
		if strings.Contains(p, known) {
			return true
		}
	}
	return strings.HasPrefix(p, "MSK") || strings.HasPrefix(p, "МСК")
}

func takesGrids(d *datum) error {
	return locale.Errorf("its datum %s takes grids of shifts, which okrug does not have", d.name)
}
