// Package balance says how many and which: it divides a graph of units with voters into connected districts within
// bounds, exactly where it can and with an honest status where it cannot. Subpackages hold apportionment, rules and
// the single methods; this package holds the question, the answer and the choice of the method.
//
// Voters are whole numbers and every bound on them is inclusive. Nothing here reads files or knows a country.
package balance
