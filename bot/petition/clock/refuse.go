package clock

// Refusal says why the law does not let an event change the clock.
type Refusal string

// The refusals.
const (
	RefusedNoHandling Refusal = "no handling limit runs that could be extended"
	RefusedAgain      Refusal = "the handling has been extended before"
	RefusedDays       Refusal = "an extension has 1 to 30 days"
	RefusedNoApprover Refusal = "an extension needs the approval of the head of the office"
	RefusedUntold     Refusal = "the citizen must be told the reason of an extension"
	RefusedLate       Refusal = "the limit has passed"
	RefusedGround     Refusal = "no ground in law for stopping a limit that runs now"
	RefusedPaused     Refusal = "the limit is stopped already"
	RefusedNoReview   Refusal = "there is no step before this one in a review"
)

func (r Refusal) Error() string { return string(r) }

// refusals say a refusal to an officer.
var refusals = map[Refusal]string{
	RefusedNoHandling: "这件事没有正在走的60日办理期限，不能延期。只有申诉求决类受理以后才有（条例第三十四条）。",
	RefusedAgain:      "已经延过一次，不能再延。",
	RefusedDays:       "延期要写明天数，最多30日（条例第三十四条）。",
	RefusedNoApprover: "延期要本单位负责人批准，请写明批准人（条例第三十四条）。",
	RefusedUntold:     "延期要把理由告知信访人，请写明理由并一并告知（条例第三十四条）。",
	RefusedLate:       "期限已经过了，不能再延期，也不能再停止计时。",
	RefusedGround:     "条例没有规定这种情况可以停止计时，期限照走。",
	RefusedPaused:     "已经停止计时，不用再停。",
	RefusedNoReview:   "还没有前一步的书面答复或请求，不能记这一步。只有申诉求决类有复查、复核（条例第三十五条、第三十六条）。",
}

// Words says the refusal to an officer.
func (r Refusal) Words() string { return refusals[r] }

// extend adds days to the handling, once. The approval must come by the 60th
// day itself, even where that is a rest day: an approval later than that would
// hang on a reading.
func (f *fold) extend(e Event) error {
	l := f.running(Handling)
	if l == nil {
		return RefusedNoHandling
	}
	for _, must := range []struct {
		holds bool
		why   Refusal
	}{
		{l.Extended == 0, RefusedAgain},
		{e.Days >= 1 && e.Days <= mostExtended, RefusedDays},
		{e.Approver != "", RefusedNoApprover},
		{e.Told && e.Reason != "", RefusedUntold},
		{DayOf(e.At) <= l.Plain, RefusedLate},
	} {
		if !must.holds {
			return must.why
		}
	}
	l.Extended = e.Days
	f.date(l)
	return nil
}

// pause stops the limit whose rule knows the ground, unless it has passed. A
// wait without a ground is nothing to the clock.
func (f *fold) pause(e Event) error {
	if e.Ground == NoGround {
		return nil
	}
	for i := range f.limits {
		l := &f.limits[i]
		switch {
		case !l.open() || ruleOf(l.Duty).pauses != e.Ground:
			continue
		case l.State == Paused:
			return RefusedPaused
		case DayOf(e.At) > l.Plain:
			return RefusedLate
		}
		l.State, l.PausedOn = Paused, DayOf(e.At)
		return nil
	}
	return RefusedGround
}

// resume lets whatever is stopped run on, so that no pause lasts longer than
// the wait; where nothing is stopped it is nothing to the clock.
func (f *fold) resume(e Event) error {
	for i := range f.limits {
		f.goOn(&f.limits[i], e)
	}
	return nil
}

// goOn ends a pause: the days after its first, to its last, did not count.
func (f *fold) goOn(l *Limit, e Event) {
	if l.State != Paused {
		return
	}
	l.Paused += int(DayOf(e.At) - l.PausedOn)
	l.State, l.PausedOn = Running, 0
	f.date(l)
}

// receive counts the citizen's days from the receipt of the written answer.
func (f *fold) receive(e Event) error {
	for i := range f.limits {
		if l := &f.limits[i]; l.State == Running && l.has(ReadingUnreceived) {
			l.Since, l.Start, l.Readings = e.At, DayOf(e.At), nil
			f.date(l)
		}
	}
	return nil
}

// review takes a step of the review only after the one before it.
func (f *fold) review(e Event) error {
	if l, ok := Find(f.limits, needed[e.Type]); !ok || l.State == Void {
		return RefusedNoReview
	}
	return nil
}
