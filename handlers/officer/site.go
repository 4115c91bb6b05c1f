package officer

import (
	"context"
	"fmt"

	"suihuan/bot/petition"
)

// mostVoices is how many case numbers of one source are listed.
const mostVoices = 10

// sameSource tells of other petitions about the same source, and how to merge
// with one where that may be done.
func (d *Desk) sameSource(ctx context.Context, o order) ([]string, error) {
	voices, err := d.Sites.SameSource(ctx, o.caseNo())
	if err != nil {
		return nil, fmt.Errorf("look for the same source: %w", err)
	}
	says := o.Beside(voices).SameSource(mostVoices)
	if says == "" {
		return nil, nil
	}
	lines := []string{"同一来源" + says}
	if merge, ok := petition.ActOf("merge"); ok && o.Petition.Status.Allows(merge.Event) {
		lines = append(lines, "核对确是同一来源的，可以合并，编号都保留："+merge.Line(o.caseNo()))
	}
	return lines, nil
}
