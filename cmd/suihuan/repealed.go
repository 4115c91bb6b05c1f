package main

import (
	"suihuan/bot/petition/clock"
	replies "suihuan/bot/petition/reply"
	"suihuan/knowledge"
)

// repealed are the laws that officers may no longer cite, as the live content has
// them. Its dates have been checked.
func repealed(live *knowledge.Live) func(clock.Day) []replies.Law {
	return func(day clock.Day) (laws []replies.Law) {
		for _, r := range live.Base().Repealed(day.At(0)) {
			since, err := clock.ParseDay(r.Since)
			if err != nil {
				continue
			}
			laws = append(laws, replies.Law{Title: r.Title, Short: r.Short, Successor: r.Successor, Since: since})
		}
		return laws
	}
}
