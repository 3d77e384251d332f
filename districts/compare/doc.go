// Package compare says in what two plans of the same units differ: which district continues which, who moves, how far
// apart the plans are as partitions, and how every measure changes.
//
// Districts are paired so that as many voters as possible stay in a pair (an assignment problem; units, then equal
// numbers, break ties). A unit moves if its districts are no pair. Numbers play no other part: districts of a pair may
// have different numbers, and are then renumbered, which moves nobody.
//
// A unit that has no district in one of the plans, or in both, is left out of everything that counts units or voters,
// and is itself counted. Measures of districts are those of the districts as the plans state them.
//
// The variation of information is H(A|B) + H(B|A) in bits over the voters of the units compared, 0 for equal plans and
// at most the binary logarithm of the number of voters: M. Meilă, Journal of Multivariate Analysis 98 (2007),
// doi:10.1016/j.jmva.2006.11.013.
package compare
