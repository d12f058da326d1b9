package draw

import "math"

// The nodes and weights of the Gauss-Legendre rule of order 16 on [-1, 1] (Abramowitz and Stegun 1964, table 25.4), exact
// for polynomials up to degree 31; the nodes ascend.
var nodes, weights, barycentric = func() (x, w, c [16]float64) {
	upper := [8][2]float64{
		{0.09501250983763744019, 0.18945061045506849629},
		{0.28160355077925891323, 0.18260341504492358887},
		{0.45801677765722738634, 0.16915651939500253819},
		{0.61787624440264374845, 0.14959598881657673208},
		{0.75540440835500303390, 0.12462897125553387205},
		{0.86563120238783174388, 0.09515851168249278481},
		{0.94457502307323257608, 0.06225352393864789286},
		{0.98940093499164993260, 0.02715245941175409485},
	}
	for i, row := range upper {
		x[8+i], w[8+i] = row[0], row[1]
		x[7-i], w[7-i] = -row[0], row[1]
	}
	for i := range c { // of the polynomial through the nodes (Wang and Xiang 2012, equation 2.7)
		c[i] = math.Sqrt(float64((1 - float64(x[i]*x[i])) * w[i]))
		if i%2 == 1 {
			c[i] = -c[i]
		}
	}
	return x, w, c
}()
