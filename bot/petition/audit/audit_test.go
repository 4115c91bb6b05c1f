package audit

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

const length = 6

// chain is one of as many rows.
func chain(n int) (rows []Row, head Head) {
	for i := range n {
		r := head.Next(Row{
			At: time.UnixMilli(int64(1000 * i)), Actor: "wang", Action: "view", Case: fmt.Sprintf("SH-%d", i), Reason: Digest("why"),
		})
		rows, head = append(rows, r), r.Head()
	}
	return rows, head
}

// first returns the number of the first bad row, 0 for none.
func first(rows []Row, head, kept Head) int64 {
	c := &Check{Kept: kept}
	err := error(nil)
	for _, r := range rows {
		if err = c.Row(r); err != nil {
			break
		}
	}
	if err == nil {
		err = c.End(head)
	}
	var f Fault
	if err != nil && !errors.As(err, &f) {
		return -1
	}
	return f.Seq
}

func TestSoundChains(t *testing.T) {
	t.Parallel()
	for n := range length {
		rows, head := chain(n)
		if bad := first(rows, head, Head{}); bad != 0 {
			t.Errorf("%d rows: row %d", n, bad)
		}
		for _, r := range rows {
			if bad := first(rows, head, r.Head()); bad != 0 {
				t.Errorf("%d rows, head %v kept: row %d", n, r.Head(), bad)
			}
		}
	}
}

// Every field of every row is held.
func TestChangedFields(t *testing.T) {
	t.Parallel()
	changes := map[string]func(*Row){
		"at":     func(r *Row) { r.At = r.At.Add(time.Millisecond) },
		"actor":  func(r *Row) { r.Actor = "li" },
		"action": func(r *Row) { r.Action = "history" },
		"case":   func(r *Row) { r.Case = "" },
		"reason": func(r *Row) { r.Reason = Digest("") },
		"prev":   func(r *Row) { r.Prev = Digest("other") },
		"hash":   func(r *Row) { r.Hash = Digest("other") },
		"moved":  func(r *Row) { r.Actor, r.Action = r.Actor+"v", "iew" },
	}
	for name, change := range changes {
		for i := range length {
			rows, head := chain(length)
			change(&rows[i])
			if bad := first(rows, head, Head{}); bad != int64(i+1) {
				t.Errorf("%s of row %d: names row %d", name, i+1, bad)
			}
		}
	}
}

// TestTampering: at every position, with a forger who works hashes out anew where
// that is said; the first row that cannot be made good is named.
func TestTampering(t *testing.T) {
	t.Parallel()
	forged := Row{Actor: "li", Action: "view"}
	for i := range length {
		at := int64(i + 1)
		before := func(rows []Row) Head {
			if i == 0 {
				return Head{}
			}
			return rows[i-1].Head()
		}
		for name, c := range map[string]struct {
			do   func(rows []Row) []Row
			want int64
		}{
			"deleted": {func(rows []Row) []Row { return slices.Delete(rows, i, i+1) }, at},
			"deleted, the rest renumbered": {func(rows []Row) []Row {
				rows = slices.Delete(rows, i, i+1)
				for j := i; j < len(rows); j++ {
					rows[j].Seq--
				}
				return rows
			}, at},
			"cut off here": {func(rows []Row) []Row { return rows[:i] }, at},
			"swapped with the next": {func(rows []Row) []Row {
				j := (i + 1) % length
				rows[i], rows[j] = rows[j], rows[i]
				rows[i].Seq, rows[j].Seq = rows[j].Seq, rows[i].Seq
				return rows
			}, min(at, int64((i+1)%length+1))},
			"put in": {func(rows []Row) []Row {
				rows = slices.Insert(rows, i, forged)
				for j := i; j < len(rows); j++ {
					rows[j].Seq = int64(j + 1)
				}
				return rows
			}, at},
			"put in, well linked": {func(rows []Row) []Row {
				rows = slices.Insert(rows, i, before(rows).Next(forged))
				for j := i + 1; j < len(rows); j++ {
					rows[j].Seq = int64(j + 1)
				}
				return rows
			}, at + 1},
			"changed, its hash anew": {func(rows []Row) []Row {
				rows[i].Actor = "li"
				rows[i].Hash = rows[i].hash()
				return rows
			}, min(at+1, length)},
			"twice": {func(rows []Row) []Row { return slices.Insert(rows, i, rows[i]) }, at},
		} {
			rows, head := chain(length)
			if bad := first(c.do(rows), head, Head{}); bad != c.want {
				t.Errorf("row %d %s: names row %d, want %d", at, name, bad, c.want)
			}
		}
	}
}

// What no chain shows by itself, a head that was kept elsewhere does.
func TestKeptHead(t *testing.T) {
	t.Parallel()
	rows, head := chain(length)
	rewritten, other := slices.Clone(rows), Head{}
	for i, r := range rows {
		r.Actor = "li"
		rewritten[i] = other.Next(r)
		other = rewritten[i].Head()
	}
	cut, end := rows[:length-2], rows[length-3].Head()
	for name, c := range map[string]struct {
		rows       []Row
		head, kept Head
		want       int64
	}{
		"rewritten":                {rewritten, other, Head{}, 0},
		"rewritten, a head kept":   {rewritten, other, rows[3].Head(), 4},
		"cut with its count":       {cut, end, Head{}, 0},
		"cut with it, a head kept": {cut, end, head, length - 1},
		"emptied, a head kept":     {nil, Head{}, head, 1},
	} {
		if bad := first(c.rows, c.head, c.kept); bad != c.want {
			t.Errorf("%s: names row %d, want %d", name, bad, c.want)
		}
	}
}

func TestParseHead(t *testing.T) {
	t.Parallel()
	_, head := chain(3)
	if got, err := ParseHead(head.String()); err != nil || got != head {
		t.Errorf("%v, %v", got, err)
	}
	if got, err := ParseHead(strings.ToUpper(head.String())); err != nil || got != head {
		t.Errorf("%v, %v", got, err)
	}
	for _, bad := range []string{"", "3", "3:", ":" + head.Hash, "0:" + head.Hash, "-1:" + head.Hash, "3:" + head.Hash[1:], "3:" + head.Hash + "00", "x:" + head.Hash} {
		if got, err := ParseHead(bad); err == nil {
			t.Errorf("%q: %v", bad, got)
		}
	}
}

func TestRoles(t *testing.T) {
	t.Parallel()
	for actor, want := range map[string]Role{
		"citizen": RoleCitizen, "router": RoleRouter, "wang": RoleOfficer, Operator("root"): RoleOperator, "": RoleOfficer,
	} {
		if got := RoleOf(actor); got != want {
			t.Errorf("%q is a %s, want %s", actor, got, want)
		}
	}
}
