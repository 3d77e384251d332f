// Package heuristic finds good plans on graphs of any size and proves nothing.
//
// A run is a sequence of tasks. A task makes a plan from random spanning trees (recursive bisection), improves it by
// simulated annealing over single units with contiguity kept at every step, and re-splits pairs of districts by ReCom.
// Large graphs are coarsened first and improved again at every finer level. Later tasks start from the best plans of
// earlier ones. Tasks are numbered; a task sees only tasks that lie a fixed distance before it, so the outcome depends
// on the seed and the work budget and not on the number of workers.
//
// Voters outside the bounds cost a penalty that grows while a task runs; a plan counts as found only when every
// district is within both bounds.
//
// Literature: Kirkpatrick, Gelatt, Vecchi 1983, doi:10.1126/science.220.4598.671 (annealing); Karypis, Kumar 1998,
// doi:10.1137/S1064827595287997 (multilevel partitioning); DeFord, Duchin, Solomon 2021,
// doi:10.1162/99608f92.eb30390f (ReCom); Hopcroft, Tarjan 1973, doi:10.1145/362248.362272 (articulation points).
package heuristic
