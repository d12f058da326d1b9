package program

// A Scale takes a column to what is reported of it: x becomes x * Times / Over, both positive, so that what is less stays less.
type Scale struct{ Times, Over float64 }

// Unscaled changes nothing.
var Unscaled = Scale{1, 1}

// Of is what a value of the column stands for. Infinities and NaN stay.
func (s Scale) Of(x float64) float64 { return x * s.Times / s.Over }
