package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"weir/sim"
	"weir/sim/diag"
	"weir/sim/display"
)

const maxTrials = 10_000_000_000

// samplings are the ways to draw the trials.
var samplings = []string{"random", "lhs", "sobol"}

// studyFlags are the flags that say what is computed. They are read as text, so that all that is wrong is said at once.
type studyFlags struct {
	trials, seed, sampling, precision string
	sets                              []string
}

func (f *studyFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&f.trials, "trials", "", "`N` trials, such as 100_000 or 100k (default: as the file says)")
	flags.StringVar(&f.seed, "seed", "", "`N`, the seed of the draws, 0 to 2^64-1 (default: as the file says)")
	flags.StringVar(&f.sampling, "sampling", "", "`NAME` of the way to draw the trials: random, lhs or sobol (default: as the file says)")
	flags.StringVar(&f.precision, "precision", "", "`GOAL`: double the trials until a headline is so precise, such as \"0.5% of p50(total.net)\"")
	flags.StringArrayVar(&f.sets, "set", nil, "`PATH=VALUE`: change a value of every file, such as run.trials=1000; may be repeated")
}

// options checks the flags that were given and adds what is wrong with them to the environment.
func (f *studyFlags) options(cmd *cobra.Command, env *environment) sim.Options {
	o := sim.Options{Embedded: env.embedded, Sets: f.sets}
	given := cmd.Flags().Changed
	if given("trials") {
		o.Trials = int64(env.count(cmd, "trials", f.trials, maxTrials))
	}
	if given("seed") {
		seed, err := strconv.ParseUint(plainDigits(f.seed), 10, 64)
		if err != nil {
			env.badValue(cmd, "seed", "a seed is a whole number from 0 to 18446744073709551615", "%q is not a seed", f.seed)
		}
		o.Seed = &seed
	}
	if given("sampling") {
		o.Sampling = env.sampling(cmd, f.sampling)
	}
	if given("precision") {
		o.Precision = f.precision
		if strings.TrimSpace(f.precision) == "" {
			env.badValue(cmd, "precision", `write such as "0.5% of p50(total.net)"`, "%q is no precision", f.precision)
		}
	}
	return o
}

// sampling checks the name of a way to draw the trials.
func (env *environment) sampling(cmd *cobra.Command, name string) string {
	if slices.Contains(samplings, name) {
		return name
	}
	mend := "use random, lhs or sobol"
	if near := diag.Nearest(name, samplings); near != "" {
		mend = "did you mean " + near + "?"
	}
	env.badValue(cmd, "sampling", mend, "%q is no way of sampling", name)
	return ""
}

// count reads a whole number from 1 to a limit, with underscores and the suffixes k, M and B.
func (env *environment) count(cmd *cobra.Command, flag, text string, limit uint64) uint64 {
	digits, factor := magnitude(text)
	n, err := strconv.ParseUint(plainDigits(digits), 10, 64)
	if err != nil || n == 0 || n > limit/factor {
		env.badValue(cmd, flag, fmt.Sprintf("a whole number from 1 to %s", display.Grouped(limit, "_")), "%q is not a number of %s", text, flag)
		return 0
	}
	return n * factor
}

// magnitude splits a suffix of the language from a whole number.
func magnitude(text string) (digits string, factor uint64) {
	if text == "" {
		return "", 1
	}
	digits = text[:len(text)-1]
	switch text[len(digits):] {
	case "k":
		return digits, 1e3
	case "M":
		return digits, 1e6
	case "B":
		return digits, 1e9
	}
	return text, 1
}

// plainDigits drops underscores between digits, as the language does; what else is written stays, and is no number.
func plainDigits(text string) string {
	for i := range text {
		lone := text[i] == '_' && (i == 0 || i == len(text)-1 || text[i-1] == '_')
		if lone || text[i] == '+' {
			return "no number"
		}
	}
	return strings.ReplaceAll(text, "_", "")
}

// badValue notes that the value of a flag is wrong.
func (env *environment) badValue(cmd *cobra.Command, flag, mend, format string, args ...any) {
	env.wrong.Errorf(commandLine(cmd), "--"+flag, mend, format, args...)
}

// badFlag is what is wrong with a flag that exists.
func badFlag(cmd *cobra.Command, err error) diag.List {
	var missing *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &missing):
		value, usage := pflag.UnquoteUsage(missing.GetFlag())
		return wrongUsage(cmd, fmt.Sprintf("--%s needs a value", missing.GetFlag().Name), fmt.Sprintf("--%s %s: %s", missing.GetFlag().Name, value, usage))
	case errors.As(err, &invalid):
		name := invalid.GetFlag().Name
		return wrongUsage(cmd, fmt.Sprintf("--%s takes no value, not %q", name, invalid.GetValue()), "write --"+name+" alone, or leave it out")
	}
	return wrongUsage(cmd, err.Error(), cmd.CommandPath()+" --help explains the flags")
}

// lookForUnknownFlags notes every flag that the command does not have, with the nearest that it has.
func (env *environment) lookForUnknownFlags(cmd *cobra.Command, args []string) {
	cmd.InitDefaultHelpFlag()
	flags := cmd.Flags()
	var known []string
	flags.VisitAll(func(f *pflag.Flag) { known = append(known, f.Name) })
	for i := 0; i < len(args) && args[i] != "--"; i++ {
		written, _, hasValue := strings.Cut(args[i], "=")
		name, long := strings.CutPrefix(written, "--")
		if !strings.HasPrefix(written, "-") || written == "-" || written == "-h" {
			continue
		}
		var f *pflag.Flag
		if long {
			f = flags.Lookup(name)
		} else if len(written) == 2 {
			f = flags.ShorthandLookup(written[1:])
		}
		if f != nil {
			if f.NoOptDefVal == "" && !hasValue {
				i++ // the next word is its value
			}
			continue
		}
		env.unknown = true
		name = strings.TrimLeft(name, "-")
		mend := fmt.Sprintf("%s --help lists them", cmd.CommandPath())
		if near := diag.Nearest(name, known); near != "" {
			mend = fmt.Sprintf("did you mean --%s?", near)
		}
		env.wrong.Errorf(commandLine(cmd), "", mend, "there is no flag %s", written)
	}
}
