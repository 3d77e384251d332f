// Package planfile reads plans as other programs and people keep them, and says which unit has which district: tables
// in text or as workbooks, the block-equivalency and assignment files of the field, graphs with an assignment in their
// nodes, layers of units with a column of districts, layers of the districts' shapes, and ensembles, of which one plan
// is read. What had to be understood comes back as notes; what can be understood in two ways is a fault that says what
// to write.
//
// The files meant are those of the United States' Census Bureau (block equivalency files, two columns BLOCKID and
// DISTRICT, ZZ for no district), Dave's Redistricting (GEOID20, District), Districtr (a CSV whose first column is
// headed by id- and the name of the place, and a JSON with an object "assignment", both of which number districts from
// 0), and GerryChain (NetworkX's node-link and adjacency JSON; ensembles in the forms of package ben, whose positions
// are the units in the order in which a layer has them and okrug writes them into graphs). Write writes plans in these
// forms.
package planfile
