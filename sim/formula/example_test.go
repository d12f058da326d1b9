package formula_test

import (
	"fmt"

	"weir/sim/formula"
	"weir/sim/unit"
)

func Example() {
	sys := unit.NewSystem("USD", []string{"person"})
	units := map[string]string{"workers": "person", "pay": "USD/person/month", "lost": "person"}

	n, errs := formula.Parse("workers*pay - lost")
	if len(errs) > 0 {
		panic(errs[0])
	}
	errs = formula.Check(n, sys, func(name string, _ *formula.Node) (unit.Dim, bool) {
		u, err := sys.Parse(units[name])
		return u.Dim, err == nil
	})
	fmt.Println(n)
	for _, e := range errs {
		fmt.Printf("%d: %s; %s\n", e.Pos, e.What, e.Mend)
	}
	// Output:
	// workers * pay - lost
	// 12: USD/year - person: cannot subtract unlike units; they differ by a factor in USD/person/year
}
