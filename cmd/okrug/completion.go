package main

import (
	"io"
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// shells are those that complete verbs, flags and ids, with what writes their script.
var shells = map[string]func(root *cobra.Command, w io.Writer) error{
	"bash":       func(root *cobra.Command, w io.Writer) error { return root.GenBashCompletionV2(w, true) },
	"zsh":        func(root *cobra.Command, w io.Writer) error { return root.GenZshCompletion(w) },
	"fish":       func(root *cobra.Command, w io.Writer) error { return root.GenFishCompletion(w, true) },
	"powershell": func(root *cobra.Command, w io.Writer) error { return root.GenPowerShellCompletionWithDesc(w) },
}

// newCompletion takes the place of the verb that the library has, which speaks English alone.
func newCompletion(a *app) *cobra.Command {
	names := slices.Sorted(maps.Keys(shells))
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Print what makes a shell complete verbs, flags, ids and names",
		Long: `Print the script by which a shell completes verbs, flags and the ids of regions, rules and plans: for bash,
zsh, fish or powershell. Begin every session with it:

  bash        source <(okrug completion bash)
  zsh         source <(okrug completion zsh)
  fish        okrug completion fish | source
  powershell  okrug completion powershell | Out-String | Invoke-Expression`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 1 && shells[args[0]] != nil {
				return nil
			}
			if len(args) == 1 {
				if near := fault.Nearest(args[0], names, 3, 0); len(near) > 0 {
					return locale.Errorf("there is no script for the shell %q; did you mean %s?", args[0], locale.Or(near...))
				}
			}
			return locale.Errorf("name one shell: %s", locale.Or(names...))
		},
		ValidArgs: names,
		RunE: func(c *cobra.Command, args []string) error {
			return shells[args[0]](c.Root(), a.out)
		},
	}
}
