package main

import (
	"fmt"
	"io"
	"strings"
)

// print writes the gaps for officers to read.
func (g gaps) print(out io.Writer) error {
	lines := []string{fmt.Sprintf("近%d天没答上来的问题：%d 个，另有 %d 个现在已经能答", g.Days, g.Asked, g.Answered)}
	for _, c := range g.Clusters {
		lines = append(lines, c.lines()...)
	}
	if len(g.Ratings) > 0 {
		lines = append(lines, "", "回答的评价（有用 / 没用）：")
	}
	for _, r := range g.Ratings {
		lines = append(lines, fmt.Sprintf("%4d / %d  %s", r.Useful, r.Useless, r.titled))
	}
	_, err := fmt.Fprintln(out, strings.Join(lines, "\n"))
	return err
}

func (g gap) lines() []string {
	lines := []string{"", fmt.Sprintf("%d 次：%s（最近 %s）", g.Count, g.Question, g.LastDay)}
	if len(g.Others) > 0 {
		lines = append(lines, "    也有人问："+strings.Join(g.Others, "；"))
	}
	for _, n := range g.Near {
		lines = append(lines, "    相近："+n.String())
	}
	return lines
}
