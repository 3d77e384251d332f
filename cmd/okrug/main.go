// Command okrug plans electoral districts. See okrug --help.
package main

import "os"

func main() {
	keepSmall()
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
