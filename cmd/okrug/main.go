// Command okrug plans electoral districts. See okrug --help.
package main

import "os"

func main() {
	allowed.Store(half())
	watchMemory(overrun)
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
