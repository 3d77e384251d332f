// Package heuristic finds good plans on graphs of any size and proves nothing.
//
// # A run
//
// A run is a sequence of tasks (run.go). A task (task.go) makes one plan, in three steps.
//
//  1. Begin: anew, by cutting random spanning trees in two again and again (seed.go, tree.go); from the problem's own
//     start, completed by growing (grow.go); or from one or two of the better plans of earlier tasks. Every third task
//     of the last kind disturbs the plan first, by ReCom: pairs of neighbouring districts are merged and split again
//     along a random tree (perturb.go).
//  2. Coarsen: on a large graph, pairs of nodes are made one, level upon level (multilevel.go, coarsen.go), without
//     joining what the earlier plans separate.
//  3. Improve: simulated annealing moves single nodes between districts (anneal.go), at the coarsest level first and
//     again at every finer one. state.go keeps up to date what a move changes, terms.go the parts of the energy beyond
//     cut edges, and contiguity.go lets no move break a district. Where the largest deviation comes first, ever
//     narrower bounds follow at the finest level.
//
// model.go makes a model of the problem without its finished districts, build.go the first level of it, in which units
// locked together that touch are one node. components.go deals the districts to the pieces of a graph that is not
// connected. scale.go chooses weights and temperatures by what is large and small in the problem, and incumbent.go
// keeps the best plan that a search has met.
//
// # Energy and score
//
// The search is led by an energy in floating point: cut edges, the other terms of the objective, a price for each
// divided parent, and a penalty for voters outside the bounds that grows while a task runs, so that moves are free at
// first and the bounds are kept at the end. Which plan of several is the best is decided apart from that and exactly,
// by score.go: within all bounds first, then parents, keep weights and the objective in the problem's order. A plan
// counts as found only when every district is within both bounds and in one piece.
//
// # Invariants
//
// A move keeps districts connected that are, and empties none. So a plan that begins with connected districts keeps
// them; on a coarser level nodes stand for connected sets, and what is connected there is so below.
//
// Tasks are numbered, and each has a random source of its own, made of the seed and its number. A task sees only the
// plans of tasks that lie a fixed distance before it, and waits for these. So the outcome depends on the seed and the
// work budget and not on the number of workers, unless the context ends the run.
//
// # Literature
//
// Kirkpatrick, Gelatt, Vecchi 1983, doi:10.1126/science.220.4598.671 (annealing); Karypis, Kumar 1998,
// doi:10.1137/S1064827595287997 (multilevel partitioning); DeFord, Duchin, Solomon 2021, doi:10.1162/99608f92.eb30390f
// (ReCom).
package heuristic
