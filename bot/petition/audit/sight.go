package audit

import "suihuan/bot/petition/clock"

// Sight is how often those of one role have looked at or worked on the petitions
// of a person, and on which days, the first day first. It names nobody.
type Sight struct {
	Role  Role
	Count int
	Days  []clock.Day
}
