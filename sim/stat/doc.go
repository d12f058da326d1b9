// Package stat reduces columns of trials to statistics without keeping the trials, so that the result depends on the
// trials alone: not on how many workers there were, which blocks each one saw, or who finished first.
//
// Float addition is not associative, so that property has to be built, in one of two ways:
//
//  1. Moments (mean and spread) are floats. A block of trials gives its BlockMoments, and a Tree merges blocks along a
//     fixed binary tree over the block index, whatever the order in which they arrive.
//  2. Counts (quantiles, tail means, shares) are integers, whose sums do not depend on order. Counts.Distribution turns
//     them into a sorted Distribution that answers questions.
//
// A worker keeps its own Tree and Counts; they are merged when it is done:
//
//	for block := range segment {
//		leaf := tree.Leaf()
//		for c, column := range columns {
//			leaf.Set(c, stat.BlockMoments(column))
//			counts[c].Add(column)
//		}
//		tree.Push(block, leaf)
//	}
//
// Nothing here is safe for concurrent use. NaN and infinities must be refused before they reach this package: it does
// not look for them, and what it says of them means nothing.
package stat
