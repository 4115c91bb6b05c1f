package sqlstore

import (
	"slices"
	"testing"
	"time"
)

func TestFiled(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		start := w.clock()
		var cases []string
		for range 3 {
			cases = append(cases, w.filed(t, citizen, "噪音").Case)
			w.time.pass(time.Hour)
		}
		for _, c := range []struct {
			from, before time.Duration
			want         []string
		}{
			{0, 3 * time.Hour, cases},
			{0, 2 * time.Hour, cases[:2]},
			{1, 9 * time.Hour, cases}, // times are kept to the millisecond
			{time.Millisecond, 9 * time.Hour, cases[1:]},
			{3 * time.Hour, 9 * time.Hour, nil},
		} {
			if got, err := w.Filed(t.Context(), start.Add(c.from), start.Add(c.before)); err != nil || !slices.Equal(got, c.want) {
				t.Errorf("from %v before %v: %v, %v", c.from, c.before, got, err)
			}
		}
	})
}
