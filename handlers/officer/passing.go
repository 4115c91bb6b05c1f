package officer

import (
	"context"
	"errors"
	"fmt"

	"suihuan/bot"
	"suihuan/bot/petition"
)

// passing is who handles a petition.
var passing = map[string]deed{
	"transfer": {transferred, unitNamed("已转给", "。")},
	"dispute": {disputed, func(_ *Desk, o order, _ petition.Event) string {
		return "已提请裁定 " + o.caseNo() + "，由共同的上一级决定由谁办，期限照走。"
	}},
	"decide": {decided, unitNamed("已裁定由", "承办。")},
	"hand-over": {handedOver, func(_ *Desk, _ order, e petition.Event) string {
		return "已移交" + e.Text + "，会告知对方。材料请另行移送。"
	}},
	"merge": {merged, func(_ *Desk, o order, e petition.Event) string {
		return "已并入 " + e.Into + "。两个编号都保留，答复 " + e.Into + " 时一并答复。"
	}},
}

// unitNamed says what was done with the unit that now has the petition.
func unitNamed(before, after string) func(*Desk, order, petition.Event) string {
	return func(d *Desk, _ order, e petition.Event) string {
		to, _ := d.Units.UnitNamed(e.Unit)
		return before + to.Name + after
	}
}

func transferred(_ context.Context, d *Desk, o order) (petition.Event, string, error) {
	name, reason := cut(o.rest)
	to, ok := d.Units.UnitNamed(name)
	switch {
	case !ok:
		return petition.Event{}, o.form("请写明转给哪个单位。不是本局单位的，请用“移交”。"), nil
	case to.ID == o.Petition.Unit && !o.repeat:
		return petition.Event{}, "这件工单现在就由" + to.Name + "承办。", nil
	case reason == "":
		reason = "未写原因"
	}
	return petition.Event{Unit: to.ID, Reason: "由" + o.unit.Name + "转办：" + reason}, "", nil
}

// disputed needs a transfer before it: the first one does not need the superior.
func disputed(_ context.Context, _ *Desk, o order) (petition.Event, string, error) {
	switch {
	case o.Count(petition.EventTransferred) == 0:
		return petition.Event{}, "这件工单还没有转办过，可以直接转办：\n转办 " + o.caseNo() + " 单位名称 原因\n转办过一次、还有不同意见的，再提请裁定。", nil
	case o.Disputed() && !o.repeat:
		return petition.Event{}, "已经提请过裁定，正等共同的上一级决定。", nil
	}
	return petition.Event{Reason: o.unit.Name + "提请裁定：" + o.rest}, "", nil
}

func decided(_ context.Context, d *Desk, o order) (petition.Event, string, error) {
	name, reason := cut(o.rest)
	to, ok := d.Units.UnitNamed(name)
	if !ok || reason == "" {
		return petition.Event{}, o.form("裁定要写明由本局哪个单位承办，还要写明理由。"), nil
	}
	return petition.Event{Unit: to.ID, Reason: o.unit.Name + "裁定：" + reason}, "", nil
}

// handedOver goes to another office: a unit of ours is a transfer.
func handedOver(_ context.Context, d *Desk, o order) (petition.Event, string, error) {
	name, reason := cut(o.rest)
	if _, ours := d.Units.UnitNamed(name); ours {
		return petition.Event{}, name + "是本局单位，请用：\n转办 " + o.caseNo() + " " + name + " 原因", nil
	}
	if reason == "" {
		return petition.Event{}, o.form("移交要写明接收单位和原因。"), nil
	}
	return petition.Event{Text: name, Reason: reason}, "", nil
}

// merged needs an open petition of the same unit to go into.
func merged(ctx context.Context, d *Desk, o order) (petition.Event, string, error) {
	into, named := petition.FindCaseNumber(o.rest)
	if !named || into == o.caseNo() {
		return petition.Event{}, o.form("请写明并入哪个编号，不能是它自己。"), nil
	}
	p, err := d.Petitions.Petition(ctx, into)
	if err != nil && !errors.Is(err, bot.ErrNotFound) {
		return petition.Event{}, "", fmt.Errorf("load petition to merge into: %w", err)
	}
	switch {
	case err != nil || p.Unit != o.Petition.Unit:
		return petition.Event{}, "本单位没有 " + into + " 这件工单，只能并入同一单位承办的。", nil
	case !p.Status.Open() && !o.repeat:
		return petition.Event{}, "工单 " + into + " 现在是“" + p.Status.Words() + "”，不能再并入。", nil
	}
	return petition.Event{Details: petition.Details{Into: into}}, "", nil
}
