// Package exact divides graphs into connected districts within bounds at the least weight of cut edges, or the least
// largest deviation, and proves that no plan is better, or that there is none. README.md in this folder says what sizes
// it masters.
//
// # The idea
//
// Districts are columns, and a plan is an exact cover: k columns that hold every node once. Write b(D) for the weight
// of the edges that leave a district D. A cut edge leaves two districts, so a plan cuts half the sum of its b(D). There
// are far too many columns to write down. They are the paths of a graph that is built once, and column generation looks
// for the few that matter.
//
// The search does not ask for the best plan but whether there is one that cuts at most a limit, a whole number and
// mostly one less than the best plan known. That is worth much in three places. A district with b(D) over the limit is
// in no such plan, which keeps the graph of districts small. A lower bound closes the question as soon as it passes the
// limit, however little. And next to k-1 others, each of which costs at least what the cheapest costs, a district may
// not cost much itself: that deletes nearly all of them.
//
// # The steps
//
//  1. Model: question.go reads the problem and refuses what the method does not know. build.go makes a model (model.go)
//     of what the locks leave: finished districts are gone, nodes that share a district and touch are one node, and
//     bonds tie or set apart those that do not touch. Plain counting has had its say before.
//  2. Order: order.go orders the nodes so that few processed nodes at a time, the frontier, touch unprocessed ones.
//  3. Graph of regions: a region is a connected set of nodes that keeps the bonds. Node after node goes in or out;
//     state.go has what must be remembered of the nodes done, mask.go a lower bound on the boundary still to come, and
//     dag.go builds a layered graph in which each region with b(D) of at most the limit is one path. Voters play no
//     part yet, except that their upper bound cuts off what is surely too large.
//  4. Grid: rounding.go counts voters in buckets and says how wide the window of bucket sums must be for no district to
//     be lost. grid.go gives each node of the graph one cell for each sum in a range.
//  5. Prices: for duals pi, one whole number a node, price.go computes the reduced cost rc(D) = scale*b(D) - pi(D) of
//     the best way from each cell to the end, which is shortest paths in an acyclic graph. bottleneck.go and search.go
//     search forward with true voters and use the cells as bounds: for the district of least rc, for all with rc up to
//     a threshold, or for some drawn at random.
//  6. Bound: engine.go adds up sum(pi) + k*min rc. Whatever the duals are, 2*scale times the cut of any plan within the
//     limit is at least that.
//  7. Master: master.go holds the linear program over the columns met so far and simplex.go solves it. Its duals, mixed
//     with the best so far, are the next to be priced.
//  8. Fixing: reduce.go and fixing.go delete cells and arcs that lie on no region cheap enough for a plan within the
//     limit, make nodes of the cells left, and count voters in finer buckets from there on.
//  9. Cover: once few regions are left, or the bound rises no more, search.go lists them, list.go thins the list by its
//     own linear program and by what each district needs beside it, and cover.go searches for the plan of least value
//     that the rest can make.
//
// engine.go runs steps 2 to 9 for one limit. solve.go runs it for one limit after another where no plan is known: the
// first is about what round districts would cut, and each next is a quarter larger, because the graph of step 3 grows
// with the limit. deviation.go reduces the least largest deviation to a row of such questions. evidence.go writes the
// proof down, and confirm.go lets the independent checker judge it before anything is claimed.
//
// # Why it is right
//
// A claim rests on few facts, all in whole numbers that are kept from overflowing.
//   - Every edge that a district cuts is cut in its plan, so b(D) is at most what the plan cuts (step 3).
//   - The state at a step settles which completions are connected and what they add to b(D). Merging ways that lead to
//     one state therefore loses no region, and of their costs the least is kept, which can only let too many through. A
//     path may therefore have more boundary than the limit; the searches add up the true figure.
//   - The window of bucket sums is widened by the largest rounding error of any region, on both sides (step 4). Cells
//     let too many sets through, and never too few.
//   - Cells hold costs rounded down. They are lower bounds, and searches that cut off by them lose nothing (step 5).
//   - The bound holds for any whole numbers pi, since the districts of a plan hold each node once. The linear program
//     and its floating point only propose duals (steps 6 and 7).
//   - In a plan within the limit rc(D) is at most 2*scale*limit - sum(pi) - (k-1)*min rc, because the k-1 others cost
//     at least min rc each. What is above may go, and what is then proven of the rest holds for every plan within the
//     limit (steps 8 and 9).
//   - The cover search is complete over a list that holds the districts of every plan within its limit.
//
// # How it ends
//
// A question is closed when the bound or a finished cover shows that no plan is left. Otherwise the search ends with a
// reason: the context, the budget of steps, the memory, a frontier that is too wide, figures that are too large, a
// linear program that has lost its precision, or duals that improve no more while too many regions are left. There is
// no branching that could go on from there. What was proven up to then stays: a plan, and a bound with its proof.
//
// Random numbers come from fixed seeds, and what runs at the same time writes to places of its own. The answer depends
// on the problem and the settings alone, not on the number of cores; a context that ends is the one exception.
//
// # Sources
//
// Plans as covers by districts: Garfinkel, Nemhauser 1970, doi:10.1287/mnsc.16.8.B495; by column generation: Mehrotra,
// Johnson, Nemhauser 1998, doi:10.1287/mnsc.44.8.1100. The problem of cut edges and its instances: Validi, Buchanan
// 2022, doi:10.1007/s12532-022-00221-5. States over a frontier: Sekine, Imai, Tani, ISAAC 1995; Kawahara, Inoue,
// Iwashita, Minato 2017, doi:10.1587/transfun.E100.A.1773. Boxed duals: du Merle, Villeneuve, Desrosiers, Hansen 1999,
// doi:10.1016/S0012-365X(98)00213-1; smoothed duals: Wentges, International Transactions in Operational Research 4
// (1997). Arcs deleted by the reduced costs of the paths through them: Irnich, Desaulniers, Desrosiers, Hadjar 2010,
// doi:10.1287/ijoc.1090.0341. Remainders passed on to neighbours: Floyd, Steinberg 1976, named in README.md.
package exact
