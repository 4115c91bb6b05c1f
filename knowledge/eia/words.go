package eia

// asks say by a level's name what it asks of the owner.
var asks = map[string]string{
	"报告书": "要编环境影响报告书，报批以后才能开工。",
	"报告表": "要编环境影响报告表，报批以后才能开工。",
	"登记表": "填报环境影响登记表备案。",
	"不纳入": "名录没有要求，不纳入环评管理（名录第五条）。别的环保要求仍要遵守。",
}

// Meaning says what a settled level asks of the owner, "" while it is not
// settled.
func (a Advice) Meaning() string { return asks[a.Level] }

// Disclaimer says of every result who has the last word (名录 art. 4; 生态环境法典
// art. 107).
const Disclaimer = "这是按您说的内容查名录的结果，不是审批决定：级别由建设单位自己对照名录确定，以有审批权的生态环境部门核实为准。报告书、报告表批准以前不能开工（生态环境法典第107条）。"
