package machine

import (
	"weir/sim/dist"
	"weir/sim/pool"
	"weir/sim/program"
)

// Tables are those of laws, by Sig: programs that share laws share them.
type Tables map[string]*dist.Sampler

// Compile builds those tables that are missing, several at a time and besides what else is to be done, and lists all in the
// order of the laws.
func (t Tables) Compile(laws []program.Law, workers int, besides ...func()) []*dist.Sampler {
	out := make([]*dist.Sampler, len(laws))
	var missing []int
	for i, l := range laws {
		if out[i] = t[l.Sig]; out[i] == nil {
			missing = append(missing, i)
		}
	}
	pool.Each(workers, int64(len(besides)+len(missing)), func() func(int64) bool {
		return func(k int64) bool {
			if k < int64(len(besides)) {
				besides[k]()
				return true
			}
			i := missing[k-int64(len(besides))]
			out[i] = dist.Compile(laws[i].Law, laws[i].Scale)
			return true
		}
	})
	for i, l := range laws {
		t[l.Sig] = out[i]
	}
	return out
}
