// Package export turns results into the files of an output folder, and puts whole folders in place at once.
//
//  1. Claim.Check says, before anything is computed, what keeps a folder from being written.
//  2. Open makes a Stage: a hidden folder beside the final one, on the same file system. Stage.Rehearse says what could not be
//     taken into it.
//  3. Stage.Write writes files into it, such as the Tables of a result, Stage.Seal adds run.json with the hash of every file.
//  4. Swap takes along what others have put into the old folders, puts all stages of a call in place, or none, and removes the
//     old folders; Stage.Discard removes one that came to nothing.
//  5. Verify compares a folder with its run.json.
//
// A reader never sees half a folder: whatever happens between 2 and 4, a kill included, what stood there before stands. Nothing
// is removed but what a run wrote and is as it wrote it, or what is in place under its name, or NAME.edited-1 and so on.
// The package sees results only, never the engine, and writes no time, host name or absolute path.
package export
