package topology

import "slices"

// grouped returns items sorted by a key from 0 to n-1, then by compare; equal ones stay in their order. Counting the
// keys takes a third of the time of sorting where there are about as many items as keys; where there are few, they are
// sorted.
func grouped[T any](items []T, n int, key func(*T) int32, compare func(a, b T) int) []T {
	if 16*len(items) < n {
		slices.SortStableFunc(items, func(a, b T) int {
			if d := key(&a) - key(&b); d != 0 {
				return int(d)
			}
			return compare(a, b)
		})
		return items
	}
	at := make([]int32, n+1)
	for i := range items {
		at[key(&items[i])+1]++
	}
	for k := range n {
		at[k+1] += at[k]
	}
	out := make([]T, len(items))
	for i := range items {
		k := key(&items[i])
		out[at[k]] = items[i]
		at[k]++
	}
	begin := int32(0)
	for _, end := range at[:n] { // at[k] is where the group of key k ends, now
		switch group := out[begin:end]; {
		case len(group) > 16:
			slices.SortStableFunc(group, compare)
		case len(group) > 1:
			for i := 1; i < len(group); i++ {
				for j := i; j > 0 && compare(group[j], group[j-1]) < 0; j-- {
					group[j], group[j-1] = group[j-1], group[j]
				}
			}
		}
		begin = end
	}
	return out
}
