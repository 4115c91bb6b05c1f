package main

import (
	"cmp"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"suihuan/bot/petition/figures"
)

func (c counted) json(out io.Writer) error {
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	return e.Encode(c)
}

// bom tells Excel that a file is UTF-8.
const bom = "\ufeff"

// csv writes one row a group, the whole last, then behind an empty line one row a
// figure with its definition.
func (c counted) csv(out io.Writer) error {
	head := []string{"组", "名称"}
	meaning := [][]string{{"指标", "键", "口径"}}
	for _, f := range figures.All() {
		head = append(head, f.Name)
		meaning = append(meaning, []string{f.Name, f.Key, f.Definition})
	}
	table := [][]string{head}
	for _, g := range append(c.Groups, c.Total) {
		cells := []string{g.Group, g.Name}
		for _, f := range figures.All() {
			cells = append(cells, plainNumber(g.Figures[f.Key]))
		}
		table = append(table, cells)
	}
	_, err := io.WriteString(out, bom)
	return errors.Join(err, writeCSV(out, table), writeLine(out), writeCSV(out, meaning))
}

func writeLine(out io.Writer) error {
	_, err := io.WriteString(out, "\r\n")
	return err
}

// writeCSV writes records of which no cell is a formula.
func writeCSV(out io.Writer, records [][]string) error {
	w := csv.NewWriter(out)
	w.UseCRLF = true
	for _, cells := range records {
		safe := make([]string, len(cells))
		for i, c := range cells {
			safe[i] = unformula(c)
		}
		if err := w.Write(safe); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

// unformula puts an apostrophe before what a spreadsheet might take for a
// formula.
func unformula(cell string) string {
	first, _ := utf8.DecodeRuneInString(cell)
	if cell != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) {
		return "'" + cell
	}
	return cell
}

// plainNumber writes a figure; one that is not shown is empty.
func plainNumber(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(*v, 'f', -1, 64)
}

// print writes the figures for officers to read, and what they mean.
func (c counted) print(out io.Writer) error {
	lines := []string{fmt.Sprintf("%s 至 %s 登记的，按 %s 的情况统计", cmp.Or(c.From, "最早"), c.To, c.AsOf)}
	for _, g := range append(c.Groups, c.Total) {
		lines = append(lines, "", g.Name)
		for _, f := range figures.All() {
			lines = append(lines, fmt.Sprintf("  %s：%s", f.Name, inWords(f, g.Figures[f.Key])))
		}
	}
	lines = append(lines, "", "口径：")
	for _, f := range figures.All() {
		lines = append(lines, fmt.Sprintf("  %s：%s", f.Name, f.Definition))
	}
	_, err := fmt.Fprintln(out, strings.Join(lines, "\n"))
	return err
}

// inWords writes a figure for people.
func inWords(f figures.Figure, v *float64) string {
	switch {
	case v == nil:
		return "—"
	case f.Share():
		return strconv.FormatFloat(*v*100, 'f', 1, 64) + "%"
	}
	return plainNumber(v)
}
