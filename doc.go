// Package okrug is the root of a program and a library that plan electoral districts: they give regions their seats,
// draw contiguous districts that keep the voter-equality rule, prove what they claim, and write what people need next.
// The package itself holds nothing; what it does stands in the packages below, in the order in which data flows:
//
//   - geo reads units with their voters and finds who touches whom (geo/topology), on the ellipsoid (geo/measure);
//   - balance gives seats (balance/apportion), states rules of equality (balance/rule), looks for districts and proves
//     that there are none, or none better (balance, balance/feasibility, balance/certificate with its own checker);
//   - districts opens a case (districts.Open), plans it (districts/planning), checks, compares, reports, draws maps and
//     words acts (districts/report, districts/compare, districts/maps, districts/resolution), and keeps all of it in
//     one folder (districts/folder);
//   - data carries the scenario of Kazakhstan's 29 districts of 2022.
//
// A planner's whole job is the example of package districts/folder. The command is cmd/okrug.
package okrug
