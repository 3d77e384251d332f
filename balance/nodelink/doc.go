// Package nodelink reads graphs in node-link JSON, the interchange of NetworkX and of the redistricting tools built on
// it: an object with nodes[] {id, population}, links[] {source, target, shared_perim} (or edges[]), and under graph the
// question: districts, lower, upper. Ids may be strings or numbers; unknown properties are ignored.
//
// The node-link format is described in NetworkX's reference under node_link_data.
package nodelink
