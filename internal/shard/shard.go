// Package shard keeps the parts of a run in files, so that many machines can share one.
//
//  1. A Plan says what is computed, down to the hashes of the files, and which blocks each shard takes: plan.json.
//  2. Whoever computes a shard writes one file into the folder beside the plan: a Header, and bytes that the engine reads.
//  3. Whoever merges reads them all; each says whether it is whole, and Header.Fits whether it belongs to the plan.
//
// A checkpoint is the same kind of file: a shard that is not done yet. Files appear under their names whole or not at all,
// and nothing in them tells when, where or by whom they were written. The package knows bytes, never what they mean.
package shard
