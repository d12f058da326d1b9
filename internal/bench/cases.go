package main

import (
	"fmt"
	"strconv"
	"strings"
)

// A workload is how much the programs are given to do.
type workload struct {
	trials  int64
	threads int
}

// parseCases reads a list such as 100k:1,1m:2.
func parseCases(list string) (cases []workload, err error) {
	if list == "" {
		return nil, nil
	}
	for text := range strings.SplitSeq(list, ",") {
		amount, threads, ok := strings.Cut(text, ":")
		factor := int64(1)
		if number, found := strings.CutSuffix(amount, "k"); found {
			amount, factor = number, 1000
		} else if number, found := strings.CutSuffix(amount, "m"); found {
			amount, factor = number, 1_000_000
		}
		trials, err := strconv.ParseInt(amount, 10, 32)
		n, err2 := strconv.Atoi(threads)
		if !ok || err != nil || err2 != nil || trials*factor < 2 || n < 1 {
			return nil, fmt.Errorf("case %q: write TRIALS:THREADS, such as 100k:2", text)
		}
		cases = append(cases, workload{trials * factor, n})
	}
	return cases, nil
}

// amount writes a number of trials as the list has it.
func amount(trials int64) string {
	switch {
	case trials%1_000_000 == 0:
		return fmt.Sprintf("%dm", trials/1_000_000)
	case trials%1000 == 0:
		return fmt.Sprintf("%dk", trials/1000)
	}
	return strconv.FormatInt(trials, 10)
}
