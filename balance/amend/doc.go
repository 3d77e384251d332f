// Package amend finds the plan closest to one in force that meets the bounds again, after voters, bounds or the number
// of seats have changed.
//
// Closest means: the fewest voters get a district of another number; of such plans, the fewest units do; of such, the
// border between districts is the shortest. Numbers are part of the answer, so that a plan that merely swaps two
// numbers has moved everyone in both. Units that have no district in the plan in force move at no cost.
//
// One more seat adds the next number. One seat fewer dissolves one district, whose voters all move; each district is
// tried. So that numbers stay without a gap, the district with the last number then takes the dissolved one's number,
// which is not counted as a move.
//
// Small problems, and larger ones to which a close plan exists, are solved exactly: balance.Solve limits its search
// to plans that move little and raises the limit until a plan is met. The others get the heuristic's plan and
// the larger of two lower bounds: the limit below which the search was complete, and arithmetic on the districts in
// force, each of which must lose what it has above the upper bound and gain what it lacks.
package amend
