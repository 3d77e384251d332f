// Package generate makes countries that look real to a solver, of any size and from a seed: for measuring how methods
// grow, and for trying the program without data. Nothing in them is true.
//
// Settlements have sizes after Pareto's law with an exponent near 1 (Zipf's law for cities: Gabaix 1999,
// doi:10.1162/003355399556133), so that a few cities hold a large part of the units and most settlements are one unit.
// They lie along a few random lines, as along rivers and railways, and thinly elsewhere, with steppe between that is
// almost empty. Units of a city are small and crowded. There are islands and exclaves, joined by links and not by
// borders: the parts of every region hang together, and so does the country. Four levels of areas nest: region, raion,
// commune, settlement.
//
// Shapes come from a k-d tree over the units' points: each unit is a cell, cells meet three at a corner almost
// everywhere, corners are shifted and lines broken at random, and neighbours have the same vertices on their common
// line. Cells of the sea are left out.
package generate
