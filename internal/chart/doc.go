// Package chart turns a result into figures and figures into pictures.
//
// The road has two steps, and each can be tested without the other:
//
//	*result.Result -> []Figure    Figures: words and numbers, nothing of pixels; Text prints them
//	Figure         -> PNG bytes   Render: one picture, the same pixels on every processor
//
// All renders many figures side by side.
//
// A title is computed, never typed: it states what the table says, and only what lies beyond the Monte Carlo error.
//
// Under the charts lies a small kit: surface (paths on a pixel grid), typeface (text as outlines), paragraph (wrapped
// runs of words), page (rule, title, subtitle, footer), axis and calendar, spread (labels that make way for one
// another), money (amounts as text), picture encoding. A new kind of chart is a new Picture.
//
// Lengths are points (1/72 inch) from the upper left corner, y downwards.
package chart
