// Package feasibility answers whether a country can be divided within a reading of equality at all, and proves it where
// not; how small a limit can be reached; what more seats, or districts across regions, would change; and how sure that
// is when the numbers of voters are not.
//
// Every "no" comes with a certificate of package certificate, which its checker accepts without trusting this package.
// Every "yes" comes with a plan.
//
// # One question
//
// All that is asked here comes down to one question: has this graph a plan of so many connected districts, each with
// voters from lower to upper? find.go answers it, by counting alone (arithmetic.go) or by package balance, with a plan,
// a certificate, or "unknown" at the end of its budget. What remains is to choose the questions.
//
// # The questions
//
//   - Decide (verdict.go): does a plan meet the rule? Package rule gives each region the bounds that its districts keep
//     whatever the others do, and each region is asked by itself (country.go cuts it out). Where districts are compared
//     with each other, bounds alone do not settle it: rule.SearchTrace splits the range of the smallest district's
//     voters again and again, and each piece is a question with fixed bounds. nation.go does the same where the
//     districts of all regions are compared. split.go gathers the refuted pieces into one certificate.
//   - Best (best.go, minimise.go): how small can the rule's statistic be? Decide is asked for one limit after another,
//     halving between one that is refuted and one that is reached. Values of a statistic are fractions with bounded
//     denominators, so a last question just below the best value settles that nothing lies between.
//   - Frontier (frontier.go, allot.go): how small can the largest deviation be for each number of seats, however these
//     are shared? Seats are shared by lower bounds from arithmetic, and a bound that the units do not reach is replaced
//     by the true value until the sharing is one that they reach.
//   - NoAllotment (regions.go): why can so many seats not be shared within a limit? By voters alone, else by numbers of
//     districts that single regions cannot make.
//   - Cross (crossing.go, cluster.go, divide.go): what would districts across regions buy? A table over all sets of
//     regions finds the most clusters that voters allow, the units confirm or refute them, and districts are drawn
//     inside each cluster that divide few regions.
//   - Sense (sensitivity.go): how far may voters move before a plan breaks the rule? By halving, along one movement at
//     a time.
//   - Draw (montecarlo.go): how often does a verdict hold when voters are drawn within their errors?
//
// # What holds throughout
//
// A status of Infeasible rests on certificates, on counting or on a complete enumeration, and one of Optimal on
// questions that were answered with proof. A question that was given up proves nothing: the answer is then Feasible or
// Unknown. Voters and bounds are whole numbers and shares are fractions (big.Rat), so nothing depends on rounding. The
// budget is counted in steps: unless Settings.Time is set or the context ends, the same question with the same seed has
// the same answer everywhere.
//
// Districts are numbered from 0 inside a part and from 1 in plans of the country, region by region.
//
// # Sources
//
// Clusters of regions: Carter, Hunter, Teague, Herschlag, Mattingly 2020, doi:10.1080/2330443X.2020.1748552.
package feasibility
