// Package parallel does several things at once.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Do does n things on as many processors as there are. A panic in one of them is one here.
func Do(n int, do func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	var once sync.Once
	var failure any
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			defer func() {
				if r := recover(); r != nil {
					once.Do(func() { failure = r })
				}
			}()
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				do(int(i))
			}
		})
	}
	wg.Wait()
	if failure != nil {
		panic(failure)
	}
}
