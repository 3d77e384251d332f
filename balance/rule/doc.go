// Package rule holds readings of "equal number of voters" as data: what is counted, against which quota, by which
// statistic, up to which limit, with which exceptions, and where that is written. Every test is exact, in whole numbers
// and fractions of any size.
//
// A reading is judged in three steps. Evaluate tests a plan and names the districts at fault. Test holds the arithmetic
// of one scope (a region with its seats, or the whole nation) and gives solvers the bounds that no lawful district can
// leave. Search turns a reading that couples districts, such as "the largest at most 20 % over the smallest", into
// questions with fixed bounds, so that any exact solver for those solves it exactly.
package rule
