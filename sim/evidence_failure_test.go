package sim_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"weir/sim"
)

// A proposal in which the model fails ends a run that comes to it, whoever finds it first, and none that has its trials
// before: for any number of workers, and in parts.
func TestFailuresOfProposals(t *testing.T) {
	ctx := context.Background()
	text := strings.Replace(past, `revenue = "level"`, `revenue = "level / if(level > 1.5B, 0, 1)"`, 1) +
		"[evidence.e]\nobserve = \"sum(a.revenue, 2025-01-01, 2026-01-01)\"\nat_least = \"100M\"\nspread = 0.000001\n"
	said := ""
	for _, workers := range []int{1, 2, 7} {
		_, err := loaded(t, text, sim.Options{Trials: 200_000}).Run(ctx, sim.Control{Workers: workers})
		if err == nil {
			t.Fatal("no failure")
		}
		at := strings.Index(err.Error(), "trial ")
		if said == "" {
			said = err.Error()[at:]
		} else if err.Error()[at:] != said {
			t.Errorf("%d workers: %s, not %s", workers, err.Error()[at:], said)
		}
	}
	var proposal int64
	if _, err := fmt.Sscanf(said, "trial %d", &proposal); err != nil || proposal < 140*sim.Block {
		t.Fatalf("%s: it is to be behind the proposals that are described", said)
	}
	// The trials accepted before the failing block are half of its proposals, give or take less than five blocks.
	for _, trials := range []int64{proposal/2 - 5*sim.Block, proposal/2 + 5*sim.Block} {
		study := loaded(t, text, sim.Options{Trials: trials})
		_, whole := study.Run(ctx, sim.Control{Workers: 7})
		last := study.Report().Blocks()
		_, part := study.Report().Shard(ctx, sim.Span{From: last - 1, To: last}, sim.Control{})
		if fails := trials > proposal/2; (whole != nil) != fails || (part != nil) != fails {
			t.Errorf("%d trials of %d proposals: %v, in parts %v", trials, proposal, whole, part)
		}
	}
}
