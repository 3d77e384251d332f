package project

import (
	"strings"
	"sync"
	"unicode"
)

// datum is what is known of a geodetic datum and its geographic systems.
type datum struct {
	name  string   // of the geographic system
	codes []string // of the geographic systems of two and three dimensions in the EPSG dataset
	names []string // of the datum, besides that of the system, in the EPSG dataset and in files of Esri's programs
	on    ellipsoid
	ties  ties
	shift *shift
	grids bool // it takes grids of shifts
}

// The datums whose shift to WGS 84 is more than 2 m.
//
// Pulkovo 1942 goes by EPSG:15865, whose area is all land of the former Soviet Union: SK-42 to PZ-90 of GOST R
// 51794-2001 and PZ-90 to WGS 84. EPSG:5044, of GOST R 51794-2008, is for Russia alone; in Kazakhstan the two differ by
// up to 2.9 m. The grid of Kazakhstan, EPSG:10964, is good to 0.1 m, and not at hand.
var (
	pulkovo1942 = &datum{name: "Pulkovo 1942", codes: []string{"4284"}, on: krassowsky, ties: published,
		shift: coordinateFrame(25, -141, -78.5, 0, -0.35, -0.736, 0).documented("EPSG:15865", 4.5)}
	pulkovo1995 = &datum{name: "Pulkovo 1995", codes: []string{"4200"}, on: krassowsky, ties: published,
		shift: coordinateFrame(24.47, -130.89, -81.56, 0, 0, -0.13, -0.22).documented("EPSG:5043", 1)}
	ucs2000 = &datum{name: "UCS-2000", codes: []string{"5561", "5560"}, names: []string{"Ukraine 2000"}, on: krassowsky,
		ties: published, shift: shift{tx: 24, ty: -121, tz: -76}.documented("EPSG:5840", 1)}
	nad27 = &datum{name: "NAD27", codes: []string{"4267"}, names: []string{"North American Datum 1927",
		"North American 1927"}, on: ellipsoid{6378206.4, 294.978698213898}, grids: true}
)

var (
	worldGeodetic = &datum{name: "WGS 84", codes: []string{WGS84, "4979"}, names: []string{"World Geodetic System 1984",
		"WGS 1984"}, on: wgs84Ellipsoid}
	gsk = &datum{name: "GSK-2011", codes: []string{"7683", "7682"}, names: []string{
		"Geodezicheskaya Sistema Koordinat 2011"}, on: gsk2011, ties: nearby}
	etrs89 = &datum{name: "ETRS89", codes: []string{"4258", "4937"}, names: []string{
		"European Terrestrial Reference System 1989", "ETRS 1989"}, on: grs80, ties: nearby}
	qazTRF = &datum{name: "QazTRF-23", codes: []string{"10941", "10940"}, names: []string{
		"Kazakhstan Terrestrial Reference Frame 2023"}, on: grs80, ties: nearby}
)

// datums are all that are known. Those with ties nearby lie within two metres of WGS 84 everywhere that they are used,
// which is less than the slivers that are passed over (epsg.org: transformations to WGS 84 of no shift).
var datums = append([]*datum{
	worldGeodetic, etrs89, gsk, qazTRF, pulkovo1942, pulkovo1995, ucs2000, nad27,
}, onGRS80([]datum{
	{name: "NZGD2000", codes: []string{"4167"}, names: []string{"New Zealand Geodetic Datum 2000", "NZGD 2000"}},
	{name: "RGF93", codes: []string{"4171"}, names: []string{"Reseau Geodesique Francais 1993",
		"Reseau Geodesique Francais 1993 v1", "RGF 1993"}},
	{name: "EST97", codes: []string{"4180"}, names: []string{"Estonia 1997"}},
	{name: "NAD83", codes: []string{"4269"}, names: []string{"North American Datum 1983", "North American 1983"}},
	{name: "GDA94", codes: []string{"4283"}, names: []string{"Geocentric Datum of Australia 1994", "GDA 1994"}},
	{name: "CGCS2000", codes: []string{"4490"}, names: []string{"China 2000", "China Geodetic Coordinate System 2000"}},
	{name: "NAD83(CSRS)", codes: []string{"4617"}, names: []string{"NAD83 Canadian Spatial Reference System",
		"North American 1983 CSRS"}},
	{name: "SWEREF99", codes: []string{"4619"}},
	{name: "LKS92", codes: []string{"4661"}, names: []string{"Latvia 1992"}},
	{name: "LKS94", codes: []string{"4669"}, names: []string{"Lithuania 1994 (ETRS89)", "Lithuania 1994"}},
	{name: "SIRGAS 2000", codes: []string{"4674"}, names: []string{
		"Sistema de Referencia Geocentrico para las AmericaS 2000"}},
	{name: "NAD83(HARN)", codes: []string{"4152"}, names: []string{"NAD83 (High Accuracy Reference Network)",
		"North American 1983 HARN"}},
	{name: "NAD83(NSRS2007)", codes: []string{"4759"}, names: []string{
		"NAD83 (National Spatial Reference System 2007)", "NAD 1983 NSRS2007"}},
	{name: "NAD83(2011)", codes: []string{"6318"}, names: []string{"NAD83 (National Spatial Reference System 2011)",
		"NAD 1983 2011"}},
	{name: "JGD2011", codes: []string{"6668"}, names: []string{"Japanese Geodetic Datum 2011", "JGD 2011"}},
	{name: "GDA2020", codes: []string{"7844"}, names: []string{"Geocentric Datum of Australia 2020"}},
	{name: "Kyrg-06", codes: []string{"7686", "7685"}, names: []string{"Kyrgyzstan Geodetic Datum 2006",
		"Kyrgyz Republic 2006"}},
})...)

// onGRS80 completes datums near WGS 84 that have the ellipsoid GRS 80.
func onGRS80(list []datum) []*datum {
	var out []*datum
	for _, d := range list {
		d.on, d.ties = grs80, nearby
		out = append(out, &d)
	}
	return out
}

// datumsByCode and datumsByName find datums by the code of a geographic system and by the name of either, as plain
// leaves it.
var (
	datumsByCode = sync.OnceValue(func() map[string]*datum {
		m := map[string]*datum{}
		for _, d := range datums {
			for _, code := range d.codes {
				m[code] = d
			}
		}
		return m
	})
	datumsByName = sync.OnceValue(func() map[string]*datum {
		m := map[string]*datum{}
		for _, d := range datums {
			for _, name := range append(d.names, d.name) {
				m[plain(name)] = d
			}
		}
		return m
	})
)

// datumNamed is the datum of a name, however it is written; nil for none.
func datumNamed(name string) *datum {
	p := plain(strings.TrimPrefix(strings.TrimPrefix(name, "D_"), "GCS_"))
	if d := datumsByName()[strings.TrimSuffix(p, "ENSEMBLE")]; d != nil {
		return d
	}
	// Realisations have their epoch or country behind the name: World Geodetic System 1984 (G1762).
	for _, d := range []*datum{worldGeodetic, etrs89} {
		if strings.HasPrefix(p, plain(d.names[0])) {
			return d
		}
	}
	return nil
}

// plain is a name without case, spaces and punctuation.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToUpper(r)
		}
		return -1
	}, s)
}

// geographic is the datum's system of longitude and latitude in degrees.
func (d *datum) geographic() *system {
	return &system{name: d.name, unit: 1, on: d.on, ties: d.ties, shift: d.shift}
}
