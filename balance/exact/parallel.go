package exact

import "sync"

// parallel calls work on pieces of 0..n-1, in any order and at the same time.
func parallel(workers, n int, work func(from, to int)) {
	if workers <= 1 || n < 2 {
		work(0, n)
		return
	}
	pieces := min(n, workers*4)
	next := make(chan int, pieces)
	for i := range pieces {
		next <- i
	}
	close(next)
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for i := range next {
				work(i*n/pieces, (i+1)*n/pieces)
			}
		})
	}
	wg.Wait()
}
