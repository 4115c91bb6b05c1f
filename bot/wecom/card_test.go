package wecom

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"

	"pgregory.net/rapid"
)

var unit = petition.Unit{ID: "tianhe", Name: "天河分局"}

func filed() petition.Petition {
	return petition.Petition{
		Case:   "SH-ABCDE-FGHJK",
		Person: "wechat:gh_1:CANARY-OPENID",
		Report: petition.Report{
			What: "楼下工地半夜打桩，很吵。我的电话13800138000，找张小明。", Where: "天河路100号", Source: "某某工地", When: "每晚 23:00 以后",
			Contact: "张小明 13800138000", Labels: []string{"noise-construction", "air-dust"}, Urgent: true,
		},
		Status:  petition.Routed,
		Unit:    unit.ID,
		Version: 2,
		FiledAt: time.Date(2026, 11, 23, 16, 30, 0, 0, time.UTC),
	}
}

// brief is what an officer of the unit sees of a petition, an hour after it was
// filed, with what has happened since it was routed.
func brief(p petition.Petition, since ...petition.Event) petition.Brief {
	log := []petition.Event{{Type: petition.EventFiled, At: p.FiledAt}, {Type: petition.EventRouted, Unit: unit.ID, At: p.FiledAt}}
	terms, err := petition.NewTerms()
	if err != nil {
		panic(err)
	}
	return petition.Brief{
		Petition: p, Log: append(log, since...), Unit: unit, Officer: userID, Serves: true, Terms: terms, Now: p.FiledAt.Add(time.Hour),
	}
}

func TestCardIsGolden(t *testing.T) {
	t.Parallel()
	const want = `{"touser":"zhangsan|lisi","msgtype":"template_card","agentid":218,"template_card":{` +
		`"card_type":"button_interaction",` +
		`"main_title":{"title":"【紧急】SH-ABCDE-FGHJK","desc":"天河分局 已转给承办单位，等待受理"},` +
		`"sub_title_text":"楼下工地半夜打桩，很吵。我的电话＊＊＊，找＊＊＊。",` +
		`"horizontal_content_list":[{"keyname":"类别","value":"施工噪声、扬尘"},{"keyname":"地点","value":"天河路100号"},` +
		`{"keyname":"来源","value":"某某工地"},{"keyname":"时间","value":"每晚 23:00 以后"},` +
		`{"keyname":"登记","value":"2026-11-24 00:30"},{"keyname":"期限","value":"转送异议最迟2026-12-01"}],` +
		`"task_id":"n-17",` +
		`"button_list":[{"text":"受理","style":1,"key":"accept:SH-ABCDE-FGHJK:2"},{"text":"不予受理","style":2,"key":"not-accept:SH-ABCDE-FGHJK:2"},` +
		`{"text":"转办","style":2,"key":"transfer:SH-ABCDE-FGHJK:2"},{"text":"移交","style":2,"key":"hand-over:SH-ABCDE-FGHJK:2"},` +
		`{"text":"合并","style":2,"key":"merge:SH-ABCDE-FGHJK:2"},{"text":"查看","style":2,"key":"view:SH-ABCDE-FGHJK:2"}]},` +
		`"enable_duplicate_check":1,"duplicate_check_interval":14400}`
	got, err := Card(brief(filed()), "n-17", []string{"zhangsan", "lisi"}, agentID)
	if err != nil || string(got) != want {
		t.Errorf("%v\n got %s\nwant %s", err, got, want)
	}
	elsewhere := filed() // the same moment, seen from another zone
	elsewhere.FiledAt = elsewhere.FiledAt.In(time.FixedZone("", -5*3600))
	if again, _ := Card(brief(elsewhere), "n-17", []string{"zhangsan", "lisi"}, agentID); !bytes.Equal(got, again) {
		t.Error("equal input gave other bytes")
	}
}

func TestCardOfAPoorReport(t *testing.T) {
	t.Parallel()
	p := petition.Petition{Case: "SH-ABCDE-FGHJK", Report: petition.Report{What: "吵", Lat: 23.1, Lng: 113.2, Labels: []string{"new-label"}}}
	got, err := Card(petition.Brief{Petition: p}, "t", []string{"a"}, agentID)
	if err != nil {
		t.Fatal(err)
	}
	var m cardMessage
	if err := json.Unmarshal(got, &m); err != nil {
		t.Fatal(err)
	}
	want := []cardRow{{"类别", "new-label"}, {"地点", "已发定位，请点“查看”"}}
	if m.Card.Title.Title != p.Case || len(m.Card.Buttons) != 1 || m.Card.Quote != nil || !slices.Equal(m.Card.Rows, want) || bytes.Contains(got, []byte("113.2")) {
		t.Errorf("%s", got)
	}
}

// TestCardOfTheCorrected: what holds now stands first, and an alarm that was taken
// back does not look like one.
func TestCardOfTheCorrected(t *testing.T) {
	t.Parallel()
	p := filed()
	p.Report.Was = map[string]string{"where": "体育西路13800138000"}
	if got, err := Card(brief(p), "t", []string{"a"}, agentID); err != nil || !bytes.Contains(got, []byte(`"sub_title_text":"更正：地点由“体育西路＊＊＊”改为“天河路100号” 原话：楼下工地`)) {
		t.Errorf("%v, %s", err, got)
	}
	p.Status = petition.Withdrawn
	if got, err := Card(brief(p), "t", []string{"a"}, agentID); err != nil || !bytes.Contains(got, []byte("【已撤回】"+p.Case)) || bytes.Contains(got, []byte("紧急")) {
		t.Errorf("%v, %s", err, got)
	}
}

// TestCardOfWhatWasAdded counts what the citizen told behind the report, and
// shows the newest of it.
func TestCardOfWhatWasAdded(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 24, 18, 5, 0, 0, time.UTC)
	b := brief(filed(), petition.Event{Type: petition.EventSupplemented, Text: "有照片", At: at},
		petition.Event{Type: petition.EventRecurred, Text: "昨晚又响", At: at}, petition.Event{Type: petition.EventRecurred, Text: "又响，打13800138000，张小明", At: at})
	if got, err := Card(b, "t", []string{"a"}, agentID); err != nil ||
		!bytes.Contains(got, []byte(`"quote_area":{"title":"2 次再次反映，1 次补充","quote_text":"2026-11-25 02:05 又响，打＊＊＊，＊＊＊"}`)) {
		t.Errorf("%v, %s", err, got)
	}
}

// TestCardOfWhatIsNotAsUsual marks it, and says when a day is not sure.
func TestCardOfWhatIsNotAsUsual(t *testing.T) {
	t.Parallel()
	calm := filed()
	calm.Report.Urgent = false
	review := calm
	review.Status, review.Report.Sorted = petition.Review, clock.Appeal
	at := func(kind petition.EventType, month time.Month) petition.Event {
		return petition.Event{Type: kind, Actor: "li", At: time.Date(2026, month, 26, 1, 0, 0, 0, time.UTC)}
	}
	reviewed := brief(review, at(petition.EventAccepted, 11), at(petition.EventAnswered, 11), at(petition.EventReviewApplied, 12))
	reviewed.Superior = true
	accepted := calm
	accepted.Status = petition.Accepted
	for want, b := range map[string]petition.Brief{
		`"title":"【提请裁定】SH-`:             brief(calm, at(petition.EventTransferred, 11), at(petition.EventDisputed, 11)),
		`"title":"【复查】SH-`:               reviewed,
		`"value":"复查答复最迟2027-01-25（暂定）"`: reviewed,
		`"text":"复查意见"`:                  reviewed,
		`"text":"提请裁定"`:                  brief(accepted, at(petition.EventTransferred, 11), at(petition.EventAccepted, 11)),
	} {
		if got, err := Card(b, "t", []string{"a"}, agentID); err != nil || !bytes.Contains(got, []byte(want)) {
			t.Errorf("%v, %s\nwant %s", err, got, want)
		}
	}
}

// TestCardOfOneSource: others about the same source stand in the place of the day
// of filing, and for who serves the petition alone.
func TestCardOfOneSource(t *testing.T) {
	t.Parallel()
	b := brief(filed()).Beside([]petition.Voice{{Case: "SH-22222-22222", Unit: "tianhe", Together: true}, {Case: "SH-33333-33333", Unit: "haizhu"}})
	for serves, want := range map[bool]string{true: "同一来源 另有2件：SH-22222-22222（愿一起办）等", false: "登记 2026-11-24 00:30"} {
		b.Serves = serves
		all := rows(b)
		if got := all[4].Name + " " + all[4].Value; len(all) != 6 || got != want {
			t.Errorf("serves %v: %+v", serves, all)
		}
	}
}

func TestCardRefuses(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		task     string
		officers []string
		agent    string
	}{
		"no officers":       {"t", nil, agentID},
		"too many officers": {"t", slices.Repeat([]string{"a"}, 1001), agentID},
		"everybody":         {"t", []string{"@all"}, agentID},
		"two in one":        {"t", []string{"a|b"}, agentID},
		"nobody":            {"t", []string{""}, agentID},
		"no task":           {"", []string{"a"}, agentID},
		"task with a space": {"a b", []string{"a"}, agentID},
		"task in Chinese":   {"任务", []string{"a"}, agentID},
		"long task":         {strings.Repeat("a", 129), []string{"a"}, agentID},
		"agent in letters":  {"t", []string{"a"}, "app"},
	} {
		if body, err := Card(brief(filed()), c.task, c.officers, c.agent); err == nil || body != nil {
			t.Errorf("%s: %s", name, body)
		}
	}
}

// Whatever a citizen writes, the card stays in its lengths and does not hold
// the canaries of the reporter.
func TestCardHoldsNothingOfTheReporter(t *testing.T) {
	t.Parallel()
	words := []string{
		"工地", "很吵", "，", "\n", " ", "13912345678", "139-1234-5678", "１３９１２３４５６７８", "139\u200b12345678", "+86 139 1234 5678",
		"440106199001011234", "44010619900101123X", "欧阳测试", "天河路", "020-87654321", "<a href=x>", "\x00", "2026年11月23日", "👍",
	}
	canaries := []string{"13912345678", "1234-5678", "440106199001011234", "44010619900101123", "欧阳测试", "87654321", "CANARY", "<", "1234 5678"}
	rapid.Check(t, func(t *rapid.T) {
		free := rapid.Map(rapid.SliceOfN(rapid.SampledFrom(words), 0, 60), func(w []string) string { return strings.Join(w, "") })
		p := filed()
		p.Report.What, p.Report.Where = free.Draw(t, "what"), free.Draw(t, "where")
		p.Report.Source, p.Report.When = free.Draw(t, "source"), free.Draw(t, "when")
		p.Report.Contact = "欧阳测试 13912345678 CANARY-ADDRESS"
		added := petition.Event{Type: petition.EventRecurred, Text: free.Draw(t, "recurred"), At: now}
		body, err := Card(brief(p, added), "t", []string{"a"}, agentID)
		if err != nil {
			t.Fatal(err)
		}
		var m cardMessage
		if err := json.Unmarshal(body, &m); err != nil {
			t.Fatal(err)
		}
		for _, c := range canaries {
			if bytes.Contains(body, []byte(c)) {
				t.Fatalf("%s in %s", c, body)
			}
		}
		if len(m.Card.Buttons) > 6 || utf8.RuneCountInString(m.Card.Quote.Text) > matterSigns || len(m.Card.Rows) > 6 || utf8.RuneCountInString(m.Card.Matter) > matterSigns {
			t.Fatalf("%d rows, matter %q", len(m.Card.Rows), m.Card.Matter)
		}
		for _, r := range m.Card.Rows {
			if utf8.RuneCountInString(r.Value) > valueSigns || strings.ContainsAny(r.Value, "\n\x00") {
				t.Fatalf("row %q", r)
			}
		}
	})
}

func TestMask(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"打13800138000找我":          "打＊＊＊找我",
		"138 0013 8000":           "＊＊＊",
		"138-0013-8000":           "＊＊＊",
		"1 3 8 0 0 1 3 8 0 0 0":   "＊＊＊",
		"+86 13800138000":         "＊＊＊",
		"8613800138000":           "＊＊＊",
		"１３８００１３８０００":             "＊＊＊",
		"138\u200b0013\u200b8000": "＊＊＊",
		"一三八零零一三八零零零":             "＊＊＊",
		"020-87654321":            "＊＊＊",
		"(020)8765 4321":          "＊＊＊",
		"（０２０）８７６５４３２１":           "＊＊＊",
		"0755 8765432":            "＊＊＊",
		"电话87654321。":             "电话＊＊＊。",
		"电话8765 4321":             "电话＊＊＊",
		"440106199001011234":      "＊＊＊",
		"44010619900101123x":      "＊＊＊",
		"440106 19900101 123X":    "＊＊＊",
		"440106900101123":         "＊＊＊", // 15 digits
		"微信QQ 1234567":            "微信QQ ＊＊＊",
		"a.b@mail.example.cn":     "＊＊＊",
		"2026-11-23 21:30":        "2026-11-23 21:30",
		"2026年11月23日晚9点30分":       "2026年11月23日晚9点30分",
		"2025-2026年":              "2025-2026年",
		"天河路100号12栋1304房":         "天河路100号12栋1304房",
		"噪声85分贝，PM2.5 75":         "噪声85分贝，PM2.5 75",
		"粤A12345":                 "粤A12345",
		"二〇二六年十一月":                "二〇二六年十一月",
		"3000元以上10000元以下":         "3000元以上10000元以下",
		"SH-ABCDE-FGHJK":          "SH-ABCDE-FGHJK",
		" a \n b\t":               "a b",
		"<a href=x>":              "＜a href=x>",
	} {
		if got := mask(in, ""); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	for _, c := range [][3]string{
		{"我是陈大文，住天河", "陈大文，13800138000", "我是＊＊＊，住天河"},
		{"微信 wx_chen", "wx_chen", "微信 ＊＊＊_＊＊＊"},
		{"12栋很吵", "12", "12栋很吵"},
		{"人很多", "人", "人很多"},
	} {
		if got := mask(c[0], c[1]); got != c[2] {
			t.Errorf("%q without %q: %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

func TestEveryLabelHasAName(t *testing.T) {
	t.Parallel()
	labels := strings.Fields(`air-odour air-fume air-dust air-burning air-vehicle water-industrial water-domestic
		water-river noise-industrial noise-construction noise-commercial noise-neighbour noise-traffic noise-equipment
		waste hazardous-waste soil radiation light ecology livestock eia emergency booking eia-sheet staff-conduct suggestion other-department`)
	seen := map[string]bool{}
	for _, l := range labels {
		name := LabelName(l)
		if name == l || seen[name] || utf8.RuneCountInString(name) > 8 {
			t.Errorf("%s is called %q", l, name)
		}
		seen[name] = true
	}
	if len(labelNames) != len(labels) {
		t.Errorf("%d names for %d labels", len(labelNames), len(labels))
	}
	if LabelName("unknown") != "unknown" {
		t.Error("an unknown label is not itself")
	}
}
