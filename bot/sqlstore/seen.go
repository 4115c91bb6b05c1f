package sqlstore

import (
	"context"
	"fmt"
	"slices"

	"suihuan/bot/petition/audit"
	calendar "suihuan/bot/petition/clock"
)

// Seen returns who has seen what a person filed, by role: officers, then
// operators; who has not is left out. What cards showed to officers whom they
// were sent to, and what lies before the audit began, is not in it.
func (s *Store) Seen(ctx context.Context, person string) ([]audit.Sight, error) {
	rows, err := list(ctx, s.db.read, scanAudit, `SELECT `+auditColumns+` FROM audit
		WHERE case_no IN (SELECT case_no FROM petitions WHERE person = $1) ORDER BY seq`, s.person(person))
	if err != nil {
		return nil, fmt.Errorf("list who has seen petitions: %w", err)
	}
	var seen []audit.Sight
	for _, role := range []audit.Role{audit.RoleOfficer, audit.RoleOperator} {
		sight := audit.Sight{Role: role}
		for _, r := range rows {
			if audit.RoleOf(r.Actor) == role {
				sight.Count++
				sight.Days = append(sight.Days, calendar.DayOf(r.At))
			}
		}
		if sight.Count > 0 {
			slices.Sort(sight.Days)
			sight.Days = slices.Compact(sight.Days)
			seen = append(seen, sight)
		}
	}
	return seen, nil
}
