package dist

// uniform on [lo, hi].
type uniform struct{ lo, hi float64 }

func (u uniform) lower(p float64) float64 { return u.lo + float64((u.hi-u.lo)*p) }
func (u uniform) upper(q float64) float64 { return u.hi - float64((u.hi-u.lo)*q) }

func (u uniform) CDF(x float64) float64      { return share(x-u.lo, u.hi-u.lo) }
func (u uniform) Survival(x float64) float64 { return share(u.hi-x, u.hi-u.lo) }

func (u uniform) Support() (lo, hi float64) { return u.lo, u.hi }

func (u uniform) density(x float64) float64 {
	if x < u.lo || x > u.hi {
		return 0
	}
	return 1 / (u.hi - u.lo)
}

func (u uniform) kinks() []float64 { return []float64{u.lo, u.hi} }

func (u uniform) closed() bool { return true }

// share is part/whole, held to [0, 1].
func share(part, whole float64) float64 { return min(max(part/whole, 0), 1) }
