// Package display shows what others wrote. A title, a note or the name of a file may hold anything: sequences that steer a
// terminal, marks that turn the direction of writing round, letters that nobody sees. None of them is shown as it is.
//
//  1. Line, Text and Escape write a text in characters that show, with an escape of TOML in the place of each other one.
//  2. Writer does the same for all that is written through it: what a command forgets cannot reach the terminal.
//  3. Grouped, Number, Count, Plural and Agree put numbers into words, And and Or join words, Capital begins a sentence.
//  4. Width, Clip and Labels measure and cut texts in columns of a terminal: a letter takes none, one or two.
//
// It knows neither files nor tables. Everything that prints goes through it, so that the rules stand in one place.
package display
