package engine

import (
	"sync/atomic"

	"weir/sim/dist"
	"weir/sim/plan"
)

// Samplers are the tables of laws, by Sig.
type samplers map[string]*dist.Sampler

// compile builds those tables that are missing, several at a time and besides what else is to be done, and lists all in the
// order of the laws.
func (s samplers) compile(laws []plan.Law, workers int, besides ...func()) []*dist.Sampler {
	out := make([]*dist.Sampler, len(laws))
	var missing []int
	for i, l := range laws {
		if out[i] = s[l.Sig]; out[i] == nil {
			missing = append(missing, i)
		}
	}
	var next atomic.Int64
	var workforce crew
	for range min(workers, len(besides)+len(missing)) {
		workforce.start(func() {
			for k := int(next.Add(1)) - 1; k < len(besides)+len(missing); k = int(next.Add(1)) - 1 {
				if k < len(besides) {
					besides[k]()
					continue
				}
				i := missing[k-len(besides)]
				out[i] = dist.Compile(laws[i].Law, laws[i].Scale)
			}
		})
	}
	workforce.wait()
	for i, l := range laws {
		s[l.Sig] = out[i]
	}
	return out
}
