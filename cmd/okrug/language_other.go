//go:build !windows

package main

// systemLanguage is the language of the system's surface where the environment does not tell.
func systemLanguage() string { return "" }
