// Package ben reads and writes ensembles of plans as samplers of districts keep them: BEN, its packed form XBEN, and
// lines of JSON that hold an assignment each. GerryChain, RustReCom, frcw and Forest ReCom exchange them.
//
// An assignment has the district of every node of a graph, in the order of the graph's nodes, as a number from 0 to
// 65535; no form says which nodes they are. A sample is one assignment of the ensemble, counted from 1.
//
// A BEN file is a banner of 17 letters, which tells the variant, and frames. A frame begins with how many bits a
// district has, how many bits a length has, and how many bytes follow; these are runs, district by length, the highest
// bit first, the last byte filled with zeros. Numbers of several bytes have the highest first. The variants:
//
//   - Standard: a frame is one sample.
//   - Chain: behind each frame stands how often its sample comes in a row, as a chain that rejects a step repeats its
//     plan.
//   - TwoDelta: a byte before each frame tells whether it is a whole assignment, as those of Chain, or what changed
//     since the sample before: two districts, and the lengths of the runs, one district's and the other's in turn, over
//     the nodes that either has.
//
// An XBEN file is a stream of xz. In it are the same banner and the same samples in whole bytes: for Standard and Chain
// runs of two bytes for the district and two for the length, ended by four zeros; for TwoDelta whole assignments with
// the number of their runs before them, and changes in batches, column by column.
//
// A bundle, BENDL, has an ensemble in the order of a graph of its own. It is told for what it is and not read.
//
// The layouts are those of "BEN Stream Format Specification" and "TwoDelta BEN Format Specification" of the project
// binary-ensemble (P. Rock, https://github.com/peterrrock2/binary-ensemble, docs/, version 1.0). The lines of JSON are
// objects with a list "assignment" and, for those who count otherwise, a number "sample"; what else they have is passed
// over.
package ben
