// Package findings puts what a run has given into words and numbers of a result.
//
//  1. Expectations are judged, as long as all that was counted is there: *engine.Outcome -> []result.Expectation.
//  2. Columns are summarised: moments and counts -> result.Summary.
//  3. The summaries go where the report of each subject wants them: Read -> []*result.Result. So do the warnings that they give
//     rise to. What is asked for by itself is answered by the same summaries.
package findings
