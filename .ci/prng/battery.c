/* Puts 32-bit words from standard input through TestU01 (L'Ecuyer and Simard 2007).
   battery small|rabbit|crush NAME: prints one line, "NAME BATTERY tests p-values-outside", and exits 1 where a test fails.
   A p-value outside [1e-10, 1 - 1e-10] is a failure, outside [0.001, 0.999] a suspect that is counted; outside
   [1e-4, 1 - 1e-4] it is named, for a look with another seed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <TestU01.h>

static unsigned int next(void) {
	static unsigned int hold[1 << 14];
	static size_t at, have;
	if (at == have) {
		have = fread(hold, sizeof hold[0], sizeof hold / sizeof hold[0], stdin);
		at = 0;
		if (have == 0) {
			fprintf(stderr, "battery: the stream ended\n");
			exit(2);
		}
	}
	return hold[at++];
}

int main(int argc, char **argv) {
	if (argc != 3) {
		fprintf(stderr, "usage: battery small|rabbit|crush NAME\n");
		return 2;
	}
	unif01_Gen *gen = unif01_CreateExternGenBits(argv[2], next);
	swrite_Basic = FALSE;
	if (strcmp(argv[1], "small") == 0) {
		bbattery_SmallCrush(gen);
	} else if (strcmp(argv[1], "rabbit") == 0) {
		bbattery_Rabbit(gen, 1 << 26);
	} else if (strcmp(argv[1], "crush") == 0) {
		bbattery_Crush(gen);
	} else {
		return 2;
	}
	int suspects = 0, failures = 0;
	double lowest = 1, highest = 0;
	for (int i = 0; i < bbattery_NTests; i++) {
		double p = bbattery_pVal[i];
		if (p < 0) continue; /* not run */
		if (p < lowest) lowest = p;
		if (p > highest) highest = p;
		suspects += p < 0.001 || p > 0.999;
		failures += p < 1e-10 || p > 1 - 1e-10;
		if (p < 1e-4 || p > 1 - 1e-4)
			fprintf(stderr, "battery: %s: %s: p = %.3g, 1 - p = %.3g\n", argv[2], bbattery_TestNames[i], p, 1 - p);
	}
	/* stderr, because TestU01 itself prints to stdout */
	fprintf(stderr, "row | %s | %s | %d | %.2g | %.2g | %d | %s |\n", argv[2], argv[1], bbattery_NTests, lowest, 1 - highest, suspects, failures ? "FAIL" : "pass");
	return failures > 0;
}
