package eia

// Level is a level of assessment; a higher one is stricter.
type Level int

// The levels, from none to the strictest.
const (
	NotListed    Level = iota // 不纳入
	Registration              // 登记表
	Form                      // 报告表
	Book                      // 报告书
)

var levelNames = []string{"不纳入", "登记表", "报告表", "报告书"}

// Unsettled is what is said while more than one level is possible.
const Unsettled = "需要确认"

func (l Level) String() string { return levelNames[l] }

// levelOf reads a level's name.
func levelOf(name string) (Level, bool) {
	for i, n := range levelNames {
		if n == name {
			return Level(i), true
		}
	}
	return 0, false
}
