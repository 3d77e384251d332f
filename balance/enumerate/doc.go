// Package enumerate walks through every division of a small graph into connected districts within bounds.
package enumerate
