package unit

import (
	"math"
	"strings"
	"testing"
)

func TestDimensions(t *testing.T) {
	s := model()
	person, _ := s.Base("person")
	shell, _ := s.Base("shell")
	usd, time := s.Currency(), s.Time()
	root := func(d Dim) Dim {
		r, ok := d.Sqrt()
		if !ok {
			t.Fatalf("no square root of %s", s.String(d))
		}
		return r
	}
	for _, c := range []struct {
		d    Dim
		want string
	}{
		{Dimless, "1"},
		{usd, "USD"},
		{time, "year"},
		{Dimless.Div(time), "1/year"},
		{usd.Div(time).Div(person), "USD/person/year"},
		{time.Mul(shell).Mul(person).Mul(usd), "USD*person*shell*year"},
		{usd.Pow(2), "USD^2"},
		{usd.Pow(0), "1"},
		{time.Pow(-2), "1/year^2"},
		{root(time), "year^0.5"},
		{root(root(root(Dimless.Div(time)))), "1/year^0.125"},
		{root(usd.Mul(time).Pow(2)), "USD*year"},
		{root(usd).Mul(root(usd)), "USD"},
		{usd.Mul(time).Div(usd.Mul(time)), "1"},
	} {
		if got := s.String(c.d); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
	if _, ok := root(root(root(time))).Sqrt(); ok {
		t.Error("year^0.0625 was taken")
	}
}

func TestHuge(t *testing.T) {
	usd := model().Currency()
	if usd.Pow(MaxPower).Huge() || !usd.Pow(MaxPower+1).Huge() || !usd.Pow(-MaxPower-1).Huge() {
		t.Error("the bound is not MaxPower")
	}
	d := usd
	for range 100 { // far past the range of the exponents: it stays at the end
		d = d.Mul(d).Pow(math.MaxInt)
	}
	if !d.Huge() || !d.Pow(-1).Huge() || d.Mul(d.Pow(-1)) != Dimless {
		t.Error("a huge exponent wrapped around")
	}
}

func TestNames(t *testing.T) {
	for _, name := range []string{"USD", "person", "shell_155mm", "m", "litre2", "Year"} {
		if err := NameError(name); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
	for name, what := range map[string]string{
		"": "needs a name", "2nd": "is not a name", "_x": "is not a name", "a b": "is not a name", "é": "is not a name", "year": "time unit already",
		"months": "time unit already", "M": "suffix", "k": "suffix", "share": "meaning of its own", "to": "meaning of its own",
	} {
		if err := NameError(name); err == nil || !strings.Contains(err.What, what) {
			t.Errorf("%q: %v; want %q", name, err, what)
		}
	}
}

func TestMostCounts(t *testing.T) {
	var counts []string
	for i := range MaxCounts {
		counts = append(counts, "c"+strings.Repeat("x", i))
	}
	s := NewSystem("USD", counts)
	u, err := s.Parse(counts[MaxCounts-1] + "/year")
	if err != nil || s.String(u.Dim) != counts[MaxCounts-1]+"/year" {
		t.Errorf("%+v, %v", u, err)
	}
}
