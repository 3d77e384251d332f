package main

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/okrug/okrug/geo/exchange"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format/charset"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/project"
)

// The endings of files that several verbs write.
var (
	mapEndings = []string{".svg", ".pdf", ".png"}
	actEndings = []string{".docx", ".html", ".htm"}
)

// checkEnding refuses the name of a file to write whose ending says no format that is written.
func checkEnding(flag, name string, endings ...string) error {
	if slices.Contains(endings, strings.ToLower(filepath.Ext(name))) {
		return nil
	}
	return usage(locale.Errorf("%s %s: the ending of the name says the format; choose %s", flag, name,
		locale.Or(endings...)))
}

// badReading is badInput of an error in reading a file with what flags say of it: a layer that is not there is theirs.
func badReading(err error, o exchange.Options) error {
	if o.Layer != "" && isFault(err, exchange.ManyLayers) {
		return usage(locale.Errorf("%s: %w", "--layer", err))
	}
	return badInput(err)
}

// checkLine refuses what no verb can take of a command line, before anything is read: what was given and is empty, as
// a variable of a shell that nobody set is; numbers and times below zero; languages, encodings and systems of
// coordinates that nobody knows.
func checkLine(c *cobra.Command, args []string) error {
	if strings.HasPrefix(c.Name(), cobra.ShellCompRequestCmd) {
		return nil // a shell asks for what may stand in the place of an empty word
	}
	if slices.Contains(args, "") {
		return usage(locale.Errorf("an argument is empty: write %s", c.UseLine()))
	}
	var errs []error
	c.Flags().Visit(func(f *pflag.Flag) { errs = append(errs, checkFlag(c, f)) })
	return usage(errors.Join(errs...))
}

// checkFlag refuses what no verb can take of one flag.
func checkFlag(c *cobra.Command, f *pflag.Flag) error {
	value := f.Value.String()
	switch f.Value.Type() {
	case "string":
		if value == "" {
			return locale.Errorf("--%s is empty; give it a value, or leave it out", f.Name)
		}
	case "stringSlice", "stringArray":
		if list, ok := f.Value.(pflag.SliceValue); ok && (len(list.GetSlice()) == 0 || slices.Contains(list.GetSlice(), "")) {
			return locale.Errorf("--%s is empty; give it a value, or leave it out", f.Name)
		}
	case "int", "int64", "float64", "duration":
		if strings.HasPrefix(value, "-") {
			return locale.Errorf("--%s %s is below zero; give a value above it, or leave it out", f.Name, value)
		}
	}
	switch f.Name {
	case "encoding":
		if _, err := charset.Named(value); err != nil {
			return locale.Errorf("--%s %s: %w", f.Name, value, err)
		}
	case "crs":
		if _, _, err := project.From(value); err != nil {
			return locale.Errorf("--%s: %w", f.Name, err)
		}
	case "lang":
		// A verb that reads a scenario may know names in its languages too.
		reads := c.Flags().Lookup("scenario") != nil && c.Flags().Lookup("name-column") != nil
		if !reads && !slices.Contains(locale.Languages(), value) {
			return locale.Errorf("--%s %s: choose %s", f.Name, value, locale.Or(locale.Languages()...))
		}
	}
	return nil
}

// isFault reports whether an error is, or holds, a fault of a kind.
func isFault(err error, kind fault.Kind) bool {
	var all *fault.Faults
	var one fault.Fault
	return errors.As(err, &all) && all.Has(kind) || errors.As(err, &one) && one.Kind == kind
}
