package audit

import "fmt"

// Fault is the first row at which a chain does not hold.
type Fault struct {
	Seq  int64
	What string
}

func (f Fault) Error() string { return fmt.Sprintf("audit row %d: %s", f.Seq, f.What) }

// What can be wrong with a row.
const (
	missing  = "is missing"
	changed  = "is not what was written"
	unlinked = "does not follow the row before it"
	uncount  = "was never counted"
	unlike   = "does not end the chain as it was noted"
	rewrote  = "is not the row whose head was kept"
)

// Check holds the rows of a chain, given in their order, to each other. Kept is a
// head that was kept elsewhere; its zero value is none.
type Check struct {
	Kept Head
	last Head
}

// Row takes the next row; the error is a Fault.
func (c *Check) Row(r Row) error {
	for _, rule := range []struct {
		broken bool
		seq    int64
		what   string
	}{
		{r.Seq > c.last.Seq+1, c.last.Seq + 1, missing},
		{r.Seq < c.last.Seq+1, r.Seq, unlinked},
		{r.Hash != r.hash(), r.Seq, changed},
		{r.Prev != c.last.Hash, r.Seq, unlinked},
		{r.Seq == c.Kept.Seq && r.Hash != c.Kept.Hash, r.Seq, rewrote},
	} {
		if rule.broken {
			return Fault{rule.seq, rule.what}
		}
	}
	c.last = r.Head()
	return nil
}

// End holds the rows to the head that was noted with the last of them; the
// error is a Fault.
func (c *Check) End(noted Head) error {
	switch last := c.last; {
	case last.Seq < max(noted.Seq, c.Kept.Seq):
		return Fault{last.Seq + 1, missing}
	case last.Seq > noted.Seq:
		return Fault{noted.Seq + 1, uncount}
	case last != noted:
		return Fault{last.Seq, unlike}
	}
	return nil
}

// Rows is how many rows were taken.
func (c *Check) Rows() int64 { return c.last.Seq }
