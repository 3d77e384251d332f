// Package kz2022 builds the scenario of Kazakhstan's 29 districts of 2022 that the program embeds: it reads the source
// tables and boundaries, goes back from the units of January 2024 to those of December 2022, shares the voters of every
// region among its units, generalises the lines and writes the files of data/kz2022. The same source gives the same
// bytes.
//
// What is not in the source is in inputs/: corrections of names, each with its reason, and the text of scenario.yaml
// and SOURCES.md.
package kz2022
