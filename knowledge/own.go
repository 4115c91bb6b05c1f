package knowledge

import "slices"

const remitBureau = "bureau"

// OwnLabels returns the kinds of complaints that the bureau is in charge of, by
// default or, where that is open, in some case.
func (b *Base) OwnLabels() []Label {
	var own []Label
	for _, l := range b.content.Labels {
		sometimes := slices.ContainsFunc(l.Cases, func(c LabelCase) bool { return c.Remit == remitBureau })
		if l.Remit == remitBureau || l.Remit == remitUnclear && sometimes {
			own = append(own, l)
		}
	}
	return own
}

// OwnLabels answers like Base.OwnLabels.
func (l *Live) OwnLabels() []Label { return l.Base().OwnLabels() }
