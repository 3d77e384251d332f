// Package crosswalk carries a plan from one list of units over to another. Administrative lists change: units are
// divided, joined, renamed and get new codes. A crosswalk is a table with a row for each pair of an earlier and a later
// unit that have territory in common.
//
// A unit that the table does not name keeps its id, where both lists have it. So does one that only one of the two
// columns names: of a unit that was divided, or to which another came, the table may name the other part alone. An id
// that both columns name is what the rows say and nothing else.
//
// The same table serves both ways. Which column is that of the plan's list and which that of the list that it is
// carried to is told by the ids: the way on which fewer of them are strange. Where both are as good, as for two lists
// with the same ids, the plan is the earlier one's.
//
// A unit whose parts were all in one district is that district's. One of parts of several districts is that one's with
// most voters, which is told; where the voters of the parts are not known, or are as many, somebody has to decide.
package crosswalk
