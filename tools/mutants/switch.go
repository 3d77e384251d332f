package main

import (
	_ "embed"
	"strings"
)

// variable names the mutant that a test run switches on, to form.go.
const variable = "OKRUG_MUTANT"

// switchName is the file that a package gets while it is tried.
const switchName = "zz_mutants_switch.go"

//go:embed form/form.go
var forms string

// switchText is form.go as a file of the package of that name.
func switchText(name string) string {
	_, code, _ := strings.Cut(forms, "\npackage form\n")
	return "package " + name + "\n" + code
}
