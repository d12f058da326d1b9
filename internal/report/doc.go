// Package report writes a result as a page of Markdown that stands by itself: the question, the answer with its
// uncertainty and what it rests on, the main chart, tables, each channel and shock, every doubt, every parameter with its
// source, and how to repeat the run.
//
// Every sentence is computed. It claims nothing that the Monte Carlo error does not support, and no number has more
// digits than its standard error leaves, nor more than three. What an author wrote is escaped, so that it is read as
// text. The package sees results only; the same result gives the same bytes.
package report
