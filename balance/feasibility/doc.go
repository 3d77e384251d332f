// Package feasibility answers whether a country can be divided within a reading of equality at all, and proves it where
// not; how small a limit can be reached; what more seats, or districts across regions, would change; and how sure that
// is when the numbers of voters are not.
//
// Every "no" comes with a certificate of package certificate, which its checker accepts without trusting this package.
// Every "yes" comes with a plan.
package feasibility
