// Package exact divides graphs into connected districts within bounds at the least weight of cut edges, or the least
// largest deviation, and proves that no plan is better, or that there is none. README.md in this folder explains the
// method and names its literature.
//
// The way through the code: build.go makes a model of the problem, order.go orders its nodes, state.go, mask.go and
// dag.go build the graph of all regions, rounding.go and grid.go count voters in it, price.go and least.go find the
// region of least reduced cost, master.go and simplex.go propose duals, shrink.go and reduce.go delete what the
// duals exclude, list.go and cover.go look for plans among what is left, and evidence.go writes the proof down.
package exact
