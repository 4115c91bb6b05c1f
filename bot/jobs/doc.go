// Package jobs does what follows a change of a petition: choose the unit, send
// officers their cards, bring shown cards up to date, tell of limits before and
// after they end, and sweep up what was left lying. The jobs are River's, queued
// in the transaction of the change; their arguments hold case numbers only, and
// the petition, not the job, is the truth.
package jobs
