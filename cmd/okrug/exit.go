package main

import (
	"errors"

	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo/locale"
)

// Exit codes, as okrug --help lists them.
const (
	exitDone       = 0
	exitDefect     = 1
	exitUsage      = 2
	exitInput      = 3
	exitImpossible = 4
	exitBroken     = 5
	exitUnknown    = 6
	exitMemory     = 7
	// exitInterrupted is that of shells for a program that Ctrl-C ended.
	exitInterrupted = 130
)

// exitError ends the program with a code. A nil err means that all has been said already.
type exitError struct {
	code int
	err  error
}

func (e *exitError) Error() string {
	if e.err == nil {
		return ""
	}
	return e.err.Error()
}

// In is the error in a language.
func (e *exitError) In(lang string) string { return locale.Say(e.err, lang) }

func (e *exitError) Unwrap() error { return e.err }

// exitWith makes an error that ends the program with the code; err may be nil.
func exitWith(code int, err error) error { return &exitError{code, err} }

// badInput marks an error as the input's fault, unless it is known by now whose it is: a flag may be found at fault
// only when a file is read.
func badInput(err error) error {
	var known *exitError
	var flag *scenario.FlagError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &known):
		return err
	case errors.As(err, &flag):
		return usage(err)
	}
	return exitWith(exitInput, err)
}

// usage marks an error as the command line's fault.
func usage(err error) error {
	if err == nil {
		return nil
	}
	return exitWith(exitUsage, err)
}

// codeOf is the exit code of an error that a verb returned.
func codeOf(err error) int {
	var e *exitError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &e):
		return e.code
	default:
		return exitUsage
	}
}
