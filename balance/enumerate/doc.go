// Package enumerate walks through every division of a small graph into connected districts within bounds, each once.
//
// # The search
//
// Districts are built one after the other. The next district is the one that holds the root of what is left: the
// first node, in a fixed order, of the remainder's smallest connected component. The root depends on the remainder
// alone, so every division is met in exactly one sequence of districts and no two sequences give the same one. A
// district grows from its root by the classical rule for connected subgraphs: each neighbour of the district is taken
// in turn, and stays out of all later branches. A branch ends when
//   - the district cannot reach its least number of voters through the nodes still allowed;
//   - a connected component of the remainder that the district no longer touches has voters in no interval
//     [j·lower, j·upper], or one with a node that stays out has fewer than lower;
//   - the components need more districts, or can hold fewer, than are left;
//   - a lock or the limit on divided parents is broken for good.
//
// The number of search nodes is exponential in general; a few dozen units, or several dozens within narrow bounds, is
// what the method is for. It holds no table: memory does not grow with the number of plans.
//
// # Order and repeatability
//
// The search is cut into independent tasks at its first levels. Tasks are merged in the order in which a single
// goroutine would meet them, and a work budget cuts that order at the same search node on any number of cores, so
// that results depend on the problem and the budget alone. Only a cancelled context or a deadline makes an exception,
// and Stats.Complete then says so.
//
// # What the survey keeps
//
// The objectives border, deviation and balanced are all non-decreasing in the plan's border and in its largest
// deviation. Write p < q ("p dominates q") when p's border and p's deviation are both at most q's and either one of
// them is smaller, or both are equal and p's assignment comes first in lexicographic order. Every objective, with the
// ties broken as Objective says, is a total order that contains "<". So if N plans dominate q, those N precede q
// under every objective, and q is among the N best of none. The survey therefore keeps the plans that fewer than N
// others dominate (the N-skyband; for N = 1 the Pareto front) and discards the rest, in one pass and before the least
// border is known. Discarding is safe with respect to later plans as well: a discarded plan's N dominators, or plans
// that dominate those in turn, stay in the band as witnesses, since "<" is transitive. Divided parents, level by
// level, come before both criteria, and the same argument holds.
package enumerate
