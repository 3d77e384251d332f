// Package balance says how many and which: it divides a graph of units with voters into connected districts within
// bounds, exactly where it can and with an honest status where it cannot. Subpackages hold the question, apportionment,
// rules and the single methods; this package holds the answer and decides which method when, and nothing else does.
//
// Voters are whole numbers and every bound on them is inclusive. Nothing here reads files or knows a country.
package balance
