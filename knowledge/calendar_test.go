package knowledge

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

func onDate(t *testing.T, day string) time.Time {
	t.Helper()
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// TestCalendar asks what is on, on many days. A leading ! is what is not said.
func TestCalendar(t *testing.T) {
	t.Parallel()
	b := loadEmbedded(t)
	tests := []struct {
		day, say string
		want     []string
	}{
		{"2026-06-05", "最近有什么普法活动", []string{"今天是2026年6月5日：\n· 6月5日 六五环境日（就是今天）\n接下来：\n· 6月8日 世界海洋日（还有3天，日期以主办单位公布为准）\n· 8月15日 全国生态日（还有71天）"}},
		{"2026-06-04", "最近有什么普法活动", []string{"没有我知道的环保宣传日", "· 6月5日 六五环境日（明天）"}},
		{"2026-08-15", "今天有什么环保活动", []string{"· 8月15日 全国生态日（就是今天）", "· 9月16日 国际臭氧层保护日（还有32天"}},
		{"2026-11-23", "最近有什么普法活动", []string{"· 12月1日至7日 宪法宣传周（还有8天，日期以主办单位公布为准）\n· 12月4日 国家宪法日（还有11天）\n· 2027年2月2日 世界湿地日（还有71天"}},
		{"2026-11-23", "下个月有什么环保日", []string{"2026年12月有：\n· 12月1日至7日", "· 12月4日 国家宪法日", "!世界湿地日"}},
		{"2026-11-23", "12月有什么宣传活动", []string{"2026年12月有：", "国家宪法日"}},
		{"2026-11-23", "十二月有什么环保活动", []string{"2026年12月有：", "国家宪法日"}},
		{"2026-11-23", "6月有什么环保活动", []string{"2027年6月有：\n· 2027年6月5日 六五环境日（还有194天）\n· 2027年6月8日 世界海洋日"}},
		{"2026-11-23", "这个月有什么环保日", []string{"2026年11月没有我知道的环保宣传日。\n接下来：\n· 12月1日至7日"}},
		{"2026-12-04", "近期有哪些宣传活动", []string{"· 12月1日至7日 宪法宣传周（正在进行", "· 12月4日 国家宪法日（就是今天）\n接下来：\n· 2027年2月2日"}},
		{"2026-12-07", "最近有什么普法活动", []string{"宪法宣传周（正在进行", "!国家宪法日"}},
		{"2026-12-08", "最近有什么普法活动", []string{"没有我知道的环保宣传日", "!宪法宣传周"}},
		{"2026-12-08", "这个月有什么普法活动", []string{"宪法宣传周（已经过了", "国家宪法日（已经过了）"}},
		{"2026-12-30", "下个月有什么环保日", []string{"2027年1月没有我知道的环保宣传日。", "· 2027年2月2日 世界湿地日（还有34天"}},
		{"2026-12-31", "最近有什么环保活动", []string{"今天是2026年12月31日", "· 2027年2月2日 世界湿地日（还有33天", "· 2027年3月22日至28日 中国水周"}},
		{"2027-01-01", "最近有什么环保活动", []string{"· 2月2日 世界湿地日（还有32天"}},
		{"2027-01-31", "上个月有什么普法活动", []string{"2026年12月有：", "2026年12月4日 国家宪法日（已经过了）"}},
		{"2028-01-31", "下个月有什么环保日", []string{"2028年2月有：\n· 2月2日 世界湿地日"}},
		{"2028-02-29", "最近有什么环保活动", []string{"今天是2028年2月29日", "· 3月22日 世界水日（还有22天"}},
		{"2027-02-28", "最近有什么环保活动", []string{"· 3月22日 世界水日（还有22天"}},
		{"2028-02-29", "这个月有什么环保日", []string{"2028年2月有：\n· 2月2日 世界湿地日（已经过了"}},
		{"2027-03-25", "最近有什么环保活动", []string{"中国水周（正在进行", "!世界水日", "全民国家安全教育日（还有21天"}},
		{"2022-08-15", "8月有什么环保活动", []string{"2022年8月没有我知道的环保宣传日", "!全国生态日"}},
		{"2023-08-15", "8月有什么环保活动", []string{"2023年8月有：\n· 8月15日 全国生态日（就是今天）"}},
		{"2026-11-23", "明年上半年有什么环保日", []string{"2027年上半年有：", "世界湿地日", "世界海洋日", "!全国生态日"}},
		{"2026-11-23", "3月22日是什么日", []string{"2027年3月22日有：", "世界水日", "中国水周"}},
		{"2026-11-23", "世界地球日是几号", []string{"· 2027年4月22日 世界地球日", "!世界水日"}},
		{"2026-11-23", "一年有哪些环保节日", []string{"接下来：", "三个大日子"}},
	}
	for _, tt := range tests {
		a := b.Ask(tt.say, onDate(t, tt.day))
		if a.Entry != calendarEntry || len(a.Citations) == 0 || len(a.Short) > shortLimit {
			t.Errorf("%s on %s: %s %s %v, %d bytes", tt.say, tt.day, a.Kind, a.Entry, a.Candidates, len(a.Short))
		}
		for _, want := range tt.want {
			word, not := strings.CutPrefix(want, "!")
			if strings.Contains(a.Text, word) == not {
				t.Errorf("%s on %s: want %q in\n%s", tt.say, tt.day, want, a.Text)
			}
		}
	}
}

// TestCalendarCountsInChina asks an hour before and after midnight in China.
func TestCalendarCountsInChina(t *testing.T) {
	t.Parallel()
	b := loadEmbedded(t)
	before := time.Date(2026, 6, 4, 15, 59, 0, 0, time.UTC)
	if a := b.Ask("最近有什么普法活动", before); !strings.Contains(a.Text, "六五环境日（明天）") {
		t.Errorf("at 23:59: %s", a.Text)
	}
	if a := b.Ask("最近有什么普法活动", before.Add(time.Minute)); !strings.Contains(a.Text, "六五环境日（就是今天）") {
		t.Errorf("at 0:00: %s", a.Text)
	}
}

// TestCalendarEveryDay walks through five years: the next days are in order,
// never past, and the entry's own list names every occasion.
func TestCalendarEveryDay(t *testing.T) {
	t.Parallel()
	b := loadEmbedded(t)
	for day := dayIn(onDate(t, "2026-01-01")); day.Year() < 2031; day = day.AddDate(0, 0, 1) {
		next := coming(b.content.Calendar, day)
		if len(next) != comingNext {
			t.Fatalf("%s: %d are coming", day, len(next))
		}
		for i, o := range next {
			if n := daysTo(day, o.first); n < 1 || n > 200 || i > 0 && o.first.Before(next[i-1].first) {
				t.Errorf("%s: %s in %d days", day.Format(time.DateOnly), o.Title, n)
			}
		}
	}
	for _, o := range b.content.Calendar {
		if !strings.Contains(b.entries[calendarEntry].Text, o.Title) {
			t.Errorf("the list of the year does not name %s", o.Title)
		}
	}
}

// TestRunOverTheTurnOfTheYear keeps days together that begin in December.
func TestRunOverTheTurnOfTheYear(t *testing.T) {
	t.Parallel()
	all := []Occasion{{Title: "过年", From: "12-30", To: "01-02"}}
	for _, tt := range []struct{ day, want string }{
		{"2026-12-29", "· 12月30日至1月2日 过年（明天）"},
		{"2026-12-31", "· 12月30日至1月2日 过年（正在进行）"},
		{"2027-01-02", "· 2026年12月30日至1月2日 过年（正在进行）"},
		{"2027-01-03", "· 12月30日至1月2日 过年（还有361天）"},
	} {
		if text, _ := onDay(all, dayIn(onDate(t, tt.day))); !strings.Contains(text, tt.want) {
			t.Errorf("%s: want %s in %s", tt.day, tt.want, text)
		}
	}
}

// TestNoCalendar asks what only looks like a question for the calendar.
func TestNoCalendar(t *testing.T) {
	t.Parallel()
	b := loadEmbedded(t)
	for _, say := range []string{
		"最近楼下搞宣传活动吵死了，有什么办法投诉", "2021年要点的宣传活动有哪些", "6月5号环保活动去哪里参加",
		"今年六五环境日主题是什么", "下个月环保志愿者报名有什么要求", "最近有什么电影", "深圳下个月有什么环保活动",
	} {
		if a := b.Ask(say, askDay); a.Entry == calendarEntry {
			t.Errorf("%s: answered by the calendar", say)
		}
	}
}

// TestThemes asks for the themes of years: the year's own comes first, with how
// it was read, and an unread year says so.
func TestThemes(t *testing.T) {
	t.Parallel()
	b := loadEmbedded(t)
	tests := []struct{ say, entry, first string }{
		{"2023年六五环境日主题是什么", "publicity-june5", "2023年的主题是“建设人与自然和谐共生的现代化”（读自网上转载"},
		{"2025年六五环境日的主题", "publicity-june5", "2025年的主题是“美丽中国我先行”"},
		{"六五环境日2026年主题是什么", "publicity-june5", "2026年的主题我没有读到，以主办单位公布为准"},
		{"今年六五环境日主题", "publicity-june5", "2026年的主题我没有读到"},
		{"2020年六五环境日主题是什么", "publicity-june5", "2020年的主题我没有读到"},
		{"去年环境日主题", "publicity-june5", "2025年的主题是“美丽中国我先行”"},
		{"2024年宪法宣传周主题", "publicity-constitution-day", "2024年的主题是“大力弘扬宪法精神，推动进一步全面深化改革”"},
		{"2023年宪法宣传周主题", "publicity-constitution-day", "2023年的主题我没有读到"},
		{"2023年全国生态日主题是什么", "publicity-ecology-day", "2023年的主题是“绿水青山就是金山银山”"},
		{"2024年全国生态日主题是什么", "publicity-ecology-day", "2024年的主题我没有读到"},
		{"2022年全国生态日主题是什么", "publicity-ecology-day", "（下面说的是2022年7月的规定）\n第一个全国生态日是2023年8月15日"},
	}
	for _, tt := range tests {
		if a := b.Ask(tt.say, askDay); a.Entry != tt.entry || !strings.HasPrefix(a.Text, tt.first) || !strings.HasPrefix(a.Short, tt.first) {
			t.Errorf("%s: %s %s\n%s\n%s", tt.say, a.Kind, a.Entry, a.Text, a.Short)
		}
	}
	for id, e := range b.entries {
		a := b.Say(id, askDay)
		if strings.Contains(a.Text+a.Short, "{") || len(e.Themes) > 0 && (!strings.Contains(e.Text, themeList) || !strings.Contains(e.Short, newestTheme)) {
			t.Errorf("%s does not show its themes: %s", id, a.Text)
		}
		if len(a.Short) > shortLimit {
			t.Errorf("%s: %d bytes", id, len(a.Short))
		}
	}
}

// TestCalendarFaults reads what is said of broken lists.
func TestCalendarFaults(t *testing.T) {
	t.Parallel()
	_, err := Load(fstest.MapFS{"a.yaml": {Data: []byte(`calendar:
  - {title: A, from: "02-29", source: s}
  - {title: B, from: "06-05", entry: nowhere}
sources:
  - {id: s, title: S, status: in-force}
entries:
  - {id: e, kind: publicity, themes: [{year: 2020, theme: T, source: s, mark: maybe}, {year: 2020, theme: T, source: s, mark: copied}]}
`)}})
	if err == nil {
		t.Fatal("loaded")
	}
	for _, want := range []string{"a.yaml:2: an occasion", `a.yaml:3: occasion B: source ""`, "entry nowhere does not exist", "a theme needs", "two themes of 2020"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q does not name %q", err, want)
		}
	}
}
