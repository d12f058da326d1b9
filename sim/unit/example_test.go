package unit_test

import (
	"fmt"

	"weir/sim/unit"
)

func Example() {
	sys := unit.NewSystem("USD", []string{"person"})
	q, err := sys.Quantity("5k to 12.5k USD/person/month")
	if err != nil {
		panic(err)
	}
	fmt.Println(q.Lo, q.Hi, q.Unit.Text)
	fmt.Println(q.Lo*q.Unit.Factor, q.Hi*q.Unit.Factor, sys.String(q.Unit.Dim))
	fmt.Println(sys.Integral(q.Unit).Text)

	_, err = sys.Quantity("60-150k USD/persn")
	fmt.Println(err)
	// Output:
	// 5000 12500 USD/person/month
	// 60000 150000 USD/person/year
	// USD/person
	// a range is written with "to": write 60k to 150k
}
