package eia

// sensitive is the fact that a project lies in a sensitive area of its item. It
// counts only where the item's own column names the area.
const sensitive = "敏感区"

// outsideOf are the words before and behind an area of who lies outside of it.
var outsideOf = [][2]string{
	{"", "外"}, {"", "以外"}, {"", "之外"}, {"", "范围外"}, {"", "范围以外"}, {"", "范围之外"},
	{"离", ""}, {"距", ""}, {"避开", ""}, {"避让", ""}, {"远离", ""},
}

// withSurroundings adds to the words of sensitive areas those of who lies
// outside of them.
func withSurroundings(f Fact) Fact {
	f.Yes = append(f.Yes, "环境敏感区")
	for _, area := range f.Yes {
		for _, w := range outsideOf {
			f.No = append(f.No, w[0]+area+w[1])
		}
	}
	return f
}
