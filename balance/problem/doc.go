// Package problem holds the one question that every solver answers: which division of a graph into connected
// districts keeps the bounds, the rule and the locks, and is best. With the question stand what follows from it
// without a search: what is wrong with it, the measures of a plan and what a plan breaks, what is left once the locks
// are carried out, and what plain counting proves impossible.
package problem
