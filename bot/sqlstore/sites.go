package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"suihuan/bot"
	"suihuan/bot/petition"
)

const effectJoin effect = "join"

// mostNeighbours is how many petitions about one source are looked at, the oldest.
const mostNeighbours = 200

// handled are the petitions with which others can be handled together.
var handled = append([]petition.Status{petition.Received, petition.Merged}, worked...)

// linked holds of two petitions of one group: a group's oldest need not have joined.
const linked = `(b.group_id <> '' AND b.group_id IN (a.group_id, a.case_no) OR b.case_no = a.group_id)`

// candidates are the petitions that may be about the same source as one, with
// their groups, the oldest first.
var candidates = `SELECT b.case_no, ` + linked + `, b.group_id FROM sites a
	JOIN sites b ON b.case_no <> a.case_no AND (
		` + linked + `
		OR b.family = a.family AND b.filed_at BETWEEN a.filed_at - $2 AND a.filed_at + $2 AND (
			b.cell_lat BETWEEN a.cell_lat - 1 AND a.cell_lat + 1 AND b.cell_lng BETWEEN a.cell_lng - 1 AND a.cell_lng + 1
			OR b.name_hash <> '' AND b.name_hash = a.name_hash AND b.district = a.district
			OR b.spot_hash <> '' AND b.spot_hash = a.spot_hash AND b.street = a.street))
	JOIN petitions p ON p.case_no = b.case_no AND p.status IN (` + quoted(handled) + `)
	WHERE a.case_no = $1 ORDER BY b.filed_at, b.case_no LIMIT $3`

// neighbour is a petition about the same source as another. linked says that both
// are of one group.
type neighbour struct {
	stored
	linked bool
	group  string
}

// SameSource lists the other petitions in work about the source of one, the
// oldest first.
func (s *Store) SameSource(ctx context.Context, caseNo string) ([]petition.Voice, error) {
	_, near, err := s.neighbours(ctx, s.db.read, caseNo)
	if err != nil {
		return nil, fmt.Errorf("look for the same source: %w", err)
	}
	var voices []petition.Voice
	for _, n := range near {
		voices = append(voices, petition.Voice{Case: n.Case, Unit: n.Unit, Together: n.group != ""})
	}
	return voices, nil
}

// Others is how many petitions of other people in work are about the source of a
// person's own one.
func (s *Store) Others(ctx context.Context, person, caseNo string) (n int, err error) {
	self, near, err := s.neighbours(ctx, s.db.read, caseNo)
	if err == nil && self.person != s.person(person) {
		err = bot.ErrNotFound
	}
	if err != nil {
		return 0, fmt.Errorf("count the same source: %w", err)
	}
	for _, other := range near {
		if other.person != self.person {
			n++
		}
	}
	return n, nil
}

// Join links a person's petition with the others about its source, or, with
// together false, takes it out again. Number, terms and answer stay its own.
// linked is how it stands: a petition without others is not linked. A repeat of
// the message changes nothing.
func (s *Store) Join(ctx context.Context, person, key, caseNo string, together bool) (linked bool, err error) {
	linked, err = inTx(ctx, s.db, func(ctx context.Context, tx *sql.Tx) (bool, error) {
		self, near, err := s.neighbours(ctx, tx, caseNo)
		if err == nil && self.person != s.person(person) {
			err = bot.ErrNotFound
		}
		if err != nil {
			return false, err
		}
		first, err := s.first(ctx, tx, key, effectJoin)
		if err != nil {
			return false, err
		}
		if first {
			group := ""
			if together && len(near) > 0 {
				group = groupOf(self, near)
			}
			_, err = tx.ExecContext(ctx, `UPDATE sites SET group_id = $1 WHERE case_no = $2`, group, caseNo)
		}
		if err != nil {
			return false, err
		}
		err = tx.QueryRowContext(ctx, `SELECT group_id <> '' FROM sites WHERE case_no = $1`, caseNo).Scan(&linked)
		return linked, found(err)
	})
	if err != nil {
		return false, fmt.Errorf("join the same source: %w", err)
	}
	return linked, nil
}

// groupOf is that of the first neighbour which has one, else a new one, called by
// the oldest of all, so that of two who join each other at once both find it.
func groupOf(self stored, near []neighbour) string {
	for _, n := range near {
		if n.group != "" {
			return n.group
		}
	}
	oldest := near[0].Petition
	if self.FiledAt.Before(oldest.FiledAt) || self.FiledAt.Equal(oldest.FiledAt) && self.Case < oldest.Case {
		return self.Case
	}
	return oldest.Case
}

// neighbours opens a petition and those that may be about the same source, and
// returns the ones that are.
func (s *Store) neighbours(ctx context.Context, q querier, caseNo string) (self stored, near []neighbour, err error) {
	if self, err = s.byCase(ctx, q, caseNo); err != nil {
		return self, nil, err
	}
	maybe, err := list(ctx, q, func(r row) (n neighbour, err error) {
		err = r.Scan(&n.Case, &n.linked, &n.group)
		return n, err
	}, candidates, caseNo, petition.SiteDays.Milliseconds(), mostNeighbours)
	if err != nil {
		return self, nil, err
	}
	site := self.Site()
	for _, n := range maybe {
		n.stored, err = s.byCase(ctx, q, n.Case)
		if errors.Is(err, bot.ErrNotFound) {
			continue
		}
		if err != nil {
			return self, nil, err
		}
		if n.linked || site.Same(n.Site()) {
			near = append(near, n)
		}
	}
	return self, near, nil
}

// putSite stores what the source of a petition is found by; of one that is there
// the group stays.
func (s *Store) putSite(ctx context.Context, tx *sql.Tx, p stored) error {
	site := p.Site()
	if site.Family == "" {
		return nil
	}
	lat, lng, pinned := site.Cell()
	_, err := tx.ExecContext(ctx, `
		INSERT INTO sites (case_no, family, district, street, cell_lat, cell_lng, name_hash, spot_hash, filed_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
		ON CONFLICT (case_no) DO UPDATE SET family = excluded.family, district = excluded.district, street = excluded.street,
			cell_lat = excluded.cell_lat, cell_lng = excluded.cell_lng, name_hash = excluded.name_hash, spot_hash = excluded.spot_hash`,
		p.Case, site.Family, site.District, site.Street, sql.NullInt64{Int64: lat, Valid: pinned}, sql.NullInt64{Int64: lng, Valid: pinned},
		s.hashed("source", site.Name), s.hashed("spot", site.Spot), p.FiledAt.UnixMilli())
	return err
}

// hashed is a keyed hash of words; of none there is none.
func (s *Store) hashed(field, words string) string {
	if words == "" {
		return ""
	}
	return s.db.own.Name(field, words)
}
