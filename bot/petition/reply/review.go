package reply

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"suihuan/bot/petition/clock"
)

// lastDay is the last day on which a review can be asked for, when a reply is
// received on a day (信访工作条例 art. 35). Rest days are not made good: it is
// the safe one for the citizen.
func lastDay(received clock.Day) clock.Day {
	if received == 0 {
		return 0
	}
	at := received.At(0)
	log := []clock.Event{{Type: clock.Answered, At: at}, {Type: clock.Received, At: at}}
	limit, _ := clock.Find(clock.Due(&clock.Calendar{}, clock.Appeal, log), clock.ApplyReview)
	return limit.Plain
}

// until says until when a review can be asked for.
func until(received clock.Day) string {
	rule := "自收到这份书面答复之日起30日内"
	if received == 0 {
		return rule
	}
	return fmt.Sprintf("%s（最稳妥是在%s当天或之前）", rule, lastDay(received).Chinese())
}

var (
	// right tells that a review can be asked for; a place that was looked at again
	// is another 复查.
	right = regexp.MustCompile(`(?:申请|请求|提出|提起|要求)[^，。]{0,6}复查|复查(?:的?申请|请求|机关|单位|权)`)
	// office ends the name of an office that a review can be asked of.
	office = regexp.MustCompile(`局|厅|政府|委员会|信访办`)
	// ourselves cannot review what we answered.
	ourselves = regexp.MustCompile(`(?:我|本|我们|本分)(?:分)?局|我单位|本单位`)
	// thirty tells the 30 days from the receipt.
	thirty = regexp.MustCompile(`收到[^，。]{0,14}起[^，。]{0,3}(?:30|三十)\s*(?:日|天)`)
	// dates are days, with or without the year.
	dates = regexp.MustCompile(`(?:\d{4}年)?\d{1,2}月\d{1,2}[日号]|\d{4}-\d{1,2}-\d{1,2}`)
)

// review looks for the right to a review, of whom it is asked and until when.
func (*Book) review(d draft, a About) []Finding {
	if !traitsOf[a.Kind].review {
		return nil
	}
	told := slices.DeleteFunc(slices.Clone(d.sentences), func(s string) bool { return !right.MatchString(s) })
	if len(told) == 0 {
		return []Finding{blocks(NoReview, "没有告诉对方可以申请复查。请写明：不服的，可以%s，向哪个单位申请复查（信访工作条例第35条）。", until(a.Received))}
	}
	text := strings.Join(told, "\n")
	return append(reviewTo(text, a), reviewDay(text, a)...)
}

func reviewTo(text string, a About) []Finding {
	switch {
	case a.Superior != "" && !strings.Contains(text, a.Superior):
		return []Finding{blocks(ReviewTo, "没有写向谁申请复查，应当写明是%s。", a.Superior)}
	case a.Superior == "" && !office.MatchString(ourselves.ReplaceAllString(text, "")):
		return []Finding{blocks(ReviewTo, "没有写向谁申请复查。请写明上一级机关的名称，不能是本单位。")}
	}
	return nil
}

func reviewDay(text string, a About) []Finding {
	named, last := dates.FindAllString(text, -1), lastDay(a.Received)
	switch {
	case last == 0 && !thirty.MatchString(text):
		return []Finding{blocks(ReviewDay, "没有写到哪一天为止可以申请复查。请写“自收到书面答复之日起30日内”（信访工作条例第35条）。")}
	case last == 0 && len(named) > 0:
		return []Finding{warns(UnsureDay, "复查的30日从对方收到答复起算，现在还不知道哪天收到，写的%s没法核对。", named[0])}
	case last == 0 || slices.ContainsFunc(named, func(s string) bool { return same(s, last) }):
		return nil
	case len(named) > 0:
		return []Finding{blocks(ReviewDay, "申请复查的最后一天写的是%s，按收到之日起30日算是%s（遇休息日能否顺延，条例没有写，请写这一天）。", named[0], last.Chinese())}
	}
	return []Finding{blocks(ReviewDay, "没有写到哪一天为止可以申请复查，应当写明是%s。", last.Chinese())}
}

// same says that a date as it was written is a day.
func same(written string, day clock.Day) bool {
	chinese := strings.NewReplacer("号", "日", "年0", "年", "月0", "月").Replace(written)
	_, yearless, _ := strings.Cut(day.Chinese(), "年")
	t := day.At(0)
	digits := fmt.Sprintf("%d-%d-%d", t.Year(), t.Month(), t.Day())
	return slices.Contains([]string{day.Chinese(), yearless, day.String(), digits}, chinese)
}
