package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"suihuan/knowledge"
)

// printCoverage writes which entries and flows have few ways of asking, the
// thinnest first, and the totals of each kind.
func printCoverage(all []knowledge.Coverage, out io.Writer) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	columns := strings.Join(append([]string{"phrases"}, knowledge.WayNames()...), "\t") + "\tnot\ttests\twants\n"
	fmt.Fprint(table, "id\tkind\t"+columns)
	for _, c := range all {
		fmt.Fprintf(table, "%s\t%s\t%s\n", c.ID, c.Kind, row(c, strings.Join(c.Wants, ", ")))
	}
	fmt.Fprint(table, "\ntotal\tof kind\t"+columns)
	totals := totalsOf(all)
	for _, kind := range slices.Sorted(maps.Keys(totals)) {
		t := totals[kind]
		fmt.Fprintf(table, "%d\t%s\t%s\n", t.documents, kind, row(t.Coverage, fmt.Sprintf("%d thin", t.thin)))
	}
	fmt.Fprintln(table, "\nTyping errors cannot be told from the words: look for them by eye.")
	return table.Flush()
}

func row(c knowledge.Coverage, wants string) string {
	cells := []string{fmt.Sprint(c.Phrases)}
	for _, n := range append(slices.Clone(c.Ways), c.Not, c.Tests) {
		cells = append(cells, fmt.Sprint(n))
	}
	return strings.Join(append(cells, wants), "\t")
}

// total is the sum of the documents of one kind.
type total struct {
	knowledge.Coverage
	documents, thin int
}

// totalsOf sums by kind; the kind "all" has everything.
func totalsOf(all []knowledge.Coverage) map[string]total {
	totals := map[string]total{}
	for _, c := range all {
		for _, kind := range []string{c.Kind, "all"} {
			t := totals[kind]
			t.Ways = append(t.Ways, make([]int, len(c.Ways)-len(t.Ways))...)
			for i, n := range c.Ways {
				t.Ways[i] += n
			}
			t.Phrases, t.Not, t.Tests = t.Phrases+c.Phrases, t.Not+c.Not, t.Tests+c.Tests
			t.documents++
			if len(c.Wants) > 0 {
				t.thin++
			}
			totals[kind] = t
		}
	}
	return totals
}
