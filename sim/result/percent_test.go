package result

import "testing"

func TestPercent(t *testing.T) {
	for share, want := range map[float64]string{0: "0%", 0.00012345: "0.012%", 0.0284: "2.8%", 0.0994: "9.9%", 0.0996: "10%", 0.555: "56%", 0.999: "100%", 1: "100%", 12.3456: "1235%"} {
		if got := Percent(share); got != want {
			t.Errorf("%v: %s, want %s", share, got, want)
		}
	}
}
