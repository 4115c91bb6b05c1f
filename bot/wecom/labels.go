package wecom

// labelNames say what a petition is about, for officers. The labels are those
// of the classifier.
var labelNames = map[string]string{
	"air-odour":          "异味恶臭",
	"air-fume":           "餐饮油烟",
	"air-dust":           "扬尘",
	"air-burning":        "露天焚烧",
	"air-vehicle":        "机动车尾气",
	"water-industrial":   "工业废水",
	"water-domestic":     "生活污水",
	"water-river":        "河涌水体",
	"noise-industrial":   "工业噪声",
	"noise-construction": "施工噪声",
	"noise-commercial":   "商业经营噪声",
	"noise-neighbour":    "邻里生活噪声",
	"noise-traffic":      "交通噪声",
	"noise-equipment":    "设备噪声",
	"waste":              "固体废物",
	"hazardous-waste":    "危险废物",
	"soil":               "土壤污染",
	"radiation":          "电磁与核辐射",
	"light":              "光污染",
	"ecology":            "生态破坏",
	"livestock":          "畜禽养殖",
	"eia":                "环评审批",
	"emergency":          "突发环境事件",
	"booking":            "送法上门预约",
	"eia-sheet":          "环评咨询资料",
	"staff-conduct":      "工作人员作风",
	"suggestion":         "意见建议",
	"other-department":   "其他部门事项",
}

// LabelName returns the Chinese name of a label; an unknown one comes back as
// it is.
func LabelName(label string) string {
	if name, ok := labelNames[label]; ok {
		return name
	}
	return label
}
