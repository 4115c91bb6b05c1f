package main

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"suihuan/bot/petition/figures"
)

// made up: a report whose names try to be formulas.
func hostile() counted {
	third := 1.0 / 3
	c := counted{From: "", To: "2026-11-28", By: "label", Total: figured{Name: "合计", Figures: map[string]*float64{}}}
	for _, name := range []string{"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "a=1", "天河,\"分局\""} {
		c.Groups = append(c.Groups, figured{Group: name, Name: name, Figures: map[string]*float64{"acceptance_rate": &third}})
	}
	return c
}

// TestCSVIsNoFormula reads the file as a spreadsheet does: two blocks behind a
// mark of UTF-8, in which no cell is a formula.
func TestCSVIsNoFormula(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if err := hostile().csv(&out); err != nil {
		t.Fatal(err)
	}
	text, marked := strings.CutPrefix(out.String(), "\ufeff")
	table, meaning, parted := strings.Cut(text, "\r\n\r\n")
	if !marked || !parted {
		t.Fatalf("marked %v, parted %v: %s", marked, parted, text)
	}
	for name, c := range map[string]struct {
		block string
		rows  int
	}{
		"table":   {table, 1 + 10 + 1},
		"meaning": {meaning, 1 + len(figures.All())},
	} {
		rows, err := csv.NewReader(strings.NewReader(c.block)).ReadAll()
		if err != nil || len(rows) != c.rows {
			t.Errorf("%s: %d rows, %v", name, len(rows), err)
		}
		for _, row := range rows {
			for _, cell := range row {
				if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r\n") || strings.HasPrefix(cell, "＝") {
					t.Errorf("%s: the cell %q", name, cell)
				}
			}
		}
	}
	expect(t, "table", table, "'=1+1", "'-1", "\"天河,\"\"分局\"\"\"", "0.3333333333333333", "!'a=1")
	expect(t, "meaning", meaning, "acceptance_rate", "受理 ÷ 已决定受理与否")
}

func TestStatsInWords(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	c := hostile()
	c.From = "2026-11-01"
	if err := c.print(&out); err != nil {
		t.Fatal(err)
	}
	expect(t, "stats", out.String(), "2026-11-01 至 2026-11-28", "受理率：33.3%", "满意率：—", "口径：")
}

func TestRecordsRefuse(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{
		{"stats", "--by", "officer"}, {"stats", "--from", "2026-13-01"}, {"stats", "--from", "2026-11-02", "--to", "2026-11-01"},
		{"stats", "--json", "--csv"}, {"stats", "words"}, {"stats", "--data", "nowhere"},
		{"audit"}, {"audit", "mend"}, {"audit", "verify", "words"}, {"audit", "head", "--case", "x"}, {"audit", "verify", "--data", "nowhere"},
	} {
		if err := fails(t, nil, args...); exitCode(err) != 2 {
			t.Errorf("%v: exit code %d, %v", args, exitCode(err), err)
		}
	}
}
