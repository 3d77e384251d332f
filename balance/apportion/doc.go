// Package apportion gives every region its whole number of seats.
//
// Two families are here, both with a minimum and a maximum for every region:
//   - divisor methods (Adams, Dean, Huntington-Hill, Webster/Sainte-Laguë, Jefferson/D'Hondt, any stationary
//     divisor): seats go one at a time to the region with the largest base/d(a), where a is the number of seats it has
//     and d(a), between a and a+1, is the method's signpost;
//   - largest remainders (Hamilton/Hare): the exact share rounded down, then one more for the largest remainders.
//
// All comparisons are of whole numbers of any size; Huntington-Hill compares squares. A tie is found, reported with
// all its contenders, and broken only by the rule that the caller states.
//
// Source: M. L. Balinski and H. P. Young, Fair Representation: Meeting the Ideal of One Man, One Vote, 2nd ed.,
// Brookings Institution Press 2001, appendix A; and by the same, "The Quota Method of Apportionment", American
// Mathematical Monthly 82 (1975) 701-730, https://doi.org/10.1080/00029890.1975.11993911.
package apportion
