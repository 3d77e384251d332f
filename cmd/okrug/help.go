package main

import (
	"errors"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// speak puts everything that a command and those below it say of themselves into a language: their help, which stands
// in the code in English, and what is wrong with a command line.
func speak(c *cobra.Command, lang string) {
	say := func(s string) string { return locale.Text{Key: s}.In(lang) }
	c.Short, c.Long = say(c.Short), longHelp(c.Long, lang, narrow)
	c.InitDefaultHelpFlag()
	c.InitDefaultVersionFlag()
	words := func(f *pflag.Flag) {
		switch f.Name {
		case "help":
			f.Usage = "print this help"
		case "version":
			f.Usage = "print the version of the program"
		}
		f.Usage = say(f.Usage)
	}
	c.LocalNonPersistentFlags().VisitAll(words)
	c.PersistentFlags().VisitAll(words)
	c.SetFlagErrorFunc(flagError)
	c.SetUsageTemplate(usage(lang))
	c.SetVersionTemplate("okrug {{.Version}}\n")
	for _, below := range c.Commands() {
		speak(below, lang)
	}
	if !c.HasParent() {
		c.SetHelpCommand(&cobra.Command{Hidden: true, Use: "no-help-verb"}) // --help says the same
		c.CompletionOptions.HiddenDefaultCmd = true
	}
}

// longHelp is a long text in a language, its paragraphs filled up to a width; lines that begin with a space stay as they
// are.
func longHelp(s, lang string, width int) string {
	var paragraphs []string
	for _, p := range locale.Paragraphs(s) {
		lines := strings.Split(locale.Text{Key: p}.In(lang), "\n")
		for k, l := range lines {
			if !strings.HasPrefix(l, " ") {
				lines[k] = wrapped(l, width)
			}
		}
		paragraphs = append(paragraphs, strings.Join(lines, "\n"))
	}
	return strings.Join(paragraphs, "\n\n")
}

// wrapped breaks a line at spaces, none of which are left at its ends.
func wrapped(line string, width int) string {
	lines := strings.Split(text.WrapSoft(line, width), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.Join(lines, "\n")
}

// usage is the template of the lower part of every help.
func usage(lang string) string {
	return strings.NewReplacer(
		"USAGE", locale.T("Usage:").In(lang), "VERBS", locale.T("Verbs:").In(lang), "FLAGS", locale.T("Flags:").In(lang),
		"GLOBAL", locale.T("Flags of every verb:").In(lang), "MORE", locale.T("okrug VERB --help tells more of a verb.").In(lang),
	).Replace(`USAGE{{if .Runnable}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} VERB

VERBS{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

FLAGS
{{.LocalFlags.FlagUsagesWrapped 80 | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

GLOBAL
{{.InheritedFlags.FlagUsagesWrapped 80 | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

MORE{{end}}
`)
}

// flagError says what is wrong with a flag.
func flagError(c *cobra.Command, err error) error {
	var (
		none    *pflag.NotExistError
		missing *pflag.ValueRequiredError
		invalid *pflag.InvalidValueError
		syntax  *pflag.InvalidSyntaxError
	)
	switch {
	case errors.As(err, &none):
		name := "--" + none.GetSpecifiedName()
		if none.GetSpecifiedShortnames() != "" {
			name = "-" + none.GetSpecifiedName()
		}
		var all []string
		c.Flags().VisitAll(func(f *pflag.Flag) { all = append(all, "--"+f.Name) })
		if near := fault.Nearest(name, all, 1, 0); len(near) > 0 {
			return locale.Errorf("%s has no flag %s; did you mean %s?", c.CommandPath(), name, near[0])
		}
		return locale.Errorf("%s has no flag %s; %s --help lists them", c.CommandPath(), name, c.CommandPath())
	case errors.As(err, &missing):
		return locale.Errorf("--%s needs a value", missing.GetFlag().Name)
	case errors.As(err, &invalid):
		f := invalid.GetFlag()
		switch f.Value.Type() {
		case "int", "int64":
			return locale.Errorf("--%s %q: give a whole number", f.Name, invalid.GetValue())
		case "uint64":
			return locale.Errorf("--%s %q: give a whole number, 0 or more", f.Name, invalid.GetValue())
		case "float64":
			return locale.Errorf("--%s %q: give a number", f.Name, invalid.GetValue())
		case "duration":
			return locale.Errorf("--%s %q: give a time, as 90s or 5m", f.Name, invalid.GetValue())
		case "bool":
			return locale.Errorf("--%s %q: give true or false, or the flag alone", f.Name, invalid.GetValue())
		}
		return locale.Errorf("--%s %q cannot be read", f.Name, invalid.GetValue())
	case errors.As(err, &syntax):
		return locale.Errorf("%q is no flag; write --name or --name=value", syntax.GetSpecifiedFlag())
	}
	return err
}

// noArgs takes no argument.
func noArgs(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return locale.Errorf("%s takes no %q; %s --help tells what it takes", c.CommandPath(), args[0], c.CommandPath())
	}
	return nil
}

// upTo takes at most so many arguments, exactly exactly so many; what they are stands in the verb's line of use.
func upTo(n int) cobra.PositionalArgs { return between(0, n) }

func exactly(n int) cobra.PositionalArgs { return between(n, n) }

func between(least, most int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		switch n := len(args); {
		case n > most:
			return locale.Errorf("%q is one too many: write %s", args[most], c.UseLine())
		case n < least:
			return locale.Errorf("something is missing: write %s", c.UseLine())
		}
		return nil
	}
}

// needs makes flags required, in own words.
func needs(c *cobra.Command, names ...string) {
	run := c.RunE
	c.RunE = func(c *cobra.Command, args []string) error {
		for _, name := range names {
			if !c.Flags().Changed(name) {
				return locale.Errorf("--%s is missing: write %s", name, c.UseLine())
			}
		}
		return run(c, args)
	}
}
