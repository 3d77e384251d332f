// Package nodelink reads graphs in the two JSON forms of NetworkX and of the redistricting tools built on it. Both are
// an object with nodes[] {id, population} and, under graph, the question: districts, lower, upper. In node-link JSON,
// links[] {source, target, shared_perim} (or edges[]) name the ends of each link; in adjacency JSON, adjacency[i] lists
// the neighbours {id, shared_perim} of nodes[i], so that every link is there from both ends. Ids may be texts or
// numbers; unknown properties are ignored.
//
// The formats are described in NetworkX's reference under node_link_data and adjacency_data.
package nodelink
