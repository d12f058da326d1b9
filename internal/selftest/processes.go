package selftest

import "math"

// processes measures paths through time, at the last of eight quarters.
func processes(s *sheet) error {
	s.open("Paths through time, after seven quarters", "Glasserman, Monte Carlo Methods in Financial Engineering (2004), chapter 3; products of normal variables: Imhof (1961)")
	r, err := s.one("processes")
	if err != nil {
		return err
	}
	const t = 1.75
	x := output(r, "gbm")
	s.mean("gbm mean", x, lognormal(math.Log(5)+(0.2-0.045)*t, 0.3*math.Sqrt(t)))
	x = output(r, "gbm_log")
	l := normal(math.Log(5)+(0.2-0.045)*t, 0.3*math.Sqrt(t))
	s.mean("gbm, logarithm, mean", x, l)
	s.sd("gbm, logarithm, sd", x, l)
	s.mean("gbm, covariance of moves", output(r, "gbm_moves"), quadratic(0.0225, 0.0225, 0))

	x = output(r, "ar1")
	s.mean("ar1 mean", x, normal(10, 2))
	s.sd("ar1 sd", x, normal(10, 2))
	s.mean("ar1, covariance over a half-life", output(r, "ar1_half"), quadratic(4, 4, 2))

	x = output(r, "walk")
	s.mean("walk mean", x, normal(-1, 2*math.Sqrt(t)))
	s.sd("walk sd", x, normal(-1, 2*math.Sqrt(t)))
	s.mean("walk, covariance over a year", output(r, "walk_year"), quadratic(4*t, 4*(t-1), 4*(t-1)))

	x = output(r, "once")
	s.sd("a draw once a trial, sd of its mean", x, normal(3, 2))
	x = output(r, "noise")
	s.sd("a draw each step, sd of its mean", x, normal(3, 2/math.Sqrt(8)))
	s.mean("a draw each step, covariance of two", output(r, "noise_pairs"), quadratic(4, 4, 0))
	s.exact("a stock that halves each quarter", output(r, "heap").Mean, 1000/math.Pow(2, 7))
	return nil
}
