// Package data holds the scenarios that the program carries in itself.
package data

import "embed"

// Files holds one folder per scenario; each has a scenario.yaml.
//
//go:embed all:kz2022
var Files embed.FS

// Default is the folder of the scenario used when none is named.
const Default = "kz2022"
