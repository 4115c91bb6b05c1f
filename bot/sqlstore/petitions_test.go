package sqlstore

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"suihuan/bot"
	"suihuan/bot/petition"
)

const phone = "13912345678"

func TestFileMakesAPetition(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.tell(t, citizen, "工地夜里施工")
		p, err := w.File(t.Context(), citizen, w.key())
		if err != nil {
			t.Fatal(err)
		}
		want := petition.Petition{
			Case: p.Case, Report: petition.Report{What: "工地夜里施工"},
			Status: petition.Received, Version: 1, FiledAt: w.clock(), ReceiptDue: time.Date(2026, 12, 8, 15, 59, 59, 0, time.UTC),
		}
		loaded, err := w.Petition(t.Context(), p.Case)
		if err != nil || !reflect.DeepEqual(p, want) || !reflect.DeepEqual(loaded, want) {
			t.Errorf("error %v\nfiled  %+v\nloaded %+v\nwant   %+v", err, p, loaded, want)
		}
		events, err := w.Events(t.Context(), p.Case)
		filed := petition.Event{Type: petition.EventFiled, Actor: petition.ActorCitizen, At: w.clock()}
		if err != nil || !reflect.DeepEqual(events, []petition.Event{filed}) {
			t.Errorf("events %+v, error %v", events, err)
		}
		if n := w.count(t, `SELECT COUNT(*) FROM jobs WHERE kind = $1 AND case_no = $2`,
			string(petition.JobRoute), p.Case); n != 1 {
			t.Errorf("%d route jobs", n)
		}
		if _, err := w.Draft(t.Context(), citizen); !errors.Is(err, bot.ErrNotFound) {
			t.Errorf("the draft is still there: %v", err)
		}
	})
}

func TestFilingNeedsADraft(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.tell(t, stranger, "别人的")
		if _, err := w.File(t.Context(), citizen, w.key()); !errors.Is(err, bot.ErrNotFound) {
			t.Errorf("error %v", err)
		}
	})
}

func TestFileReportLeavesTheDraft(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.tell(t, citizen, "噪音")
		p, err := w.FileReport(t.Context(), citizen, w.key(), petition.Report{What: "泄漏", Urgent: true, Contact: phone})
		if err != nil || p.Report.What != "泄漏" || !p.Report.Urgent || p.Report.Contact != "" {
			t.Errorf("filed %+v, error %v", p.Report, err)
		}
		if d, err := w.Draft(t.Context(), citizen); err != nil || d.Report.What != "噪音" {
			t.Errorf("draft %q, error %v", d.Report.What, err)
		}
	})
}

// When the job cannot be queued nothing is filed, and the next try succeeds.
func TestFileIsAllOrNothing(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.tell(t, citizen, "噪音")
		before := w.dump(t)
		full := errors.New("queue is full")
		w.jobs.err = full
		if _, err := w.File(t.Context(), citizen, "m"); !errors.Is(err, full) {
			t.Errorf("error %v", err)
		}
		if after := w.dump(t); after != before {
			t.Errorf("before:\n%s\nafter:\n%s", before, after)
		}
		w.jobs.err = nil
		if _, err := w.File(t.Context(), citizen, "m"); err != nil {
			t.Errorf("the next try: %v", err)
		}
	})
}

// A contact that is told later stands behind the first, and apart as well.
func TestContactToldLater(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		first, none := fileWithContact(t, w), w.filed(t, citizen, "噪音")
		for caseNo, want := range map[string]string{first.Case: phone + "，13900139000", none.Case: "13900139000"} {
			e := petition.Event{Type: petition.EventSupplemented, Actor: petition.ActorCitizen, Text: "还在吵", Where: "棠下街", Contact: "13900139000"}
			if p := w.change(t, caseNo, e); p.Report.Where != "棠下街" {
				t.Errorf("where %q", p.Report.Where)
			}
			if person, contact := w.identity(t, caseNo); person != citizen || contact != want {
				t.Errorf("%s with %s, want %s", person, contact, want)
			}
		}
	})
}

// Who told it stands in the identities table alone, and no petition that comes
// back carries it.
func TestContactStandsApart(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		p := fileWithContact(t, w)
		w.change(t, p.Case, petition.Event{Type: petition.EventSupplemented, Actor: petition.ActorCitizen, Text: "还在吵"})
		if person, contact := w.identity(t, p.Case); person != citizen || contact != phone {
			t.Errorf("%s with %s", person, contact)
		}
		for name, load := range map[string]func() (petition.Petition, error){
			"File again": func() (petition.Petition, error) { return w.File(t.Context(), citizen, "filing") },
			"Petition":   func() (petition.Petition, error) { return w.Petition(t.Context(), p.Case) },
			"PetitionOf": func() (petition.Petition, error) { return w.PetitionOf(t.Context(), citizen, p.Case) },
			"PetitionsOf": func() (petition.Petition, error) {
				own, err := w.PetitionsOf(t.Context(), citizen, 1)
				return own[0], err
			},
		} {
			if got, err := load(); err != nil || got.Case != p.Case || got.Person+got.Report.Contact != "" {
				t.Errorf("%s: case %q, person %q, contact %q, error %v", name, got.Case, got.Person, got.Report.Contact, err)
			}
		}
	})
}

// identity opens who told a petition.
func (w *world) identity(t *testing.T, caseNo string) (person, contact string) {
	t.Helper()
	key, err := w.db.caseKey(t.Context(), w.db.SQL, caseNo)
	if err != nil {
		t.Fatal(err)
	}
	var sealedPerson, sealedContact string
	if err := w.db.SQL.QueryRowContext(t.Context(),
		`SELECT person, contact FROM identities WHERE case_no = $1`, caseNo).Scan(&sealedPerson, &sealedContact); err != nil {
		t.Fatal(err)
	}
	o := opener{key: key}
	o.text("person", sealedPerson, &person)
	o.text("contact", sealedContact, &contact)
	if o.err != nil {
		t.Fatal(o.err)
	}
	return person, contact
}

func fileWithContact(t *testing.T, w *world) petition.Petition {
	t.Helper()
	_, err := w.StepDraft(t.Context(), citizen, w.key(), func(d *petition.Draft) error {
		d.Report = petition.Report{What: "噪音", Contact: phone}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	p, err := w.File(t.Context(), citizen, "filing")
	if err != nil || p.Report.Contact != "" {
		t.Fatalf("contact %q, error %v", p.Report.Contact, err)
	}
	return p
}

// Another person's petition is as unknown as none.
func TestPetitionsAreTheirPersonsOwn(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		p := w.filed(t, citizen, "噪音")
		_, foreign := w.PetitionOf(t.Context(), stranger, p.Case)
		_, none := w.PetitionOf(t.Context(), stranger, "SH-AAAAA-AAAAA")
		if !errors.Is(foreign, bot.ErrNotFound) || !errors.Is(none, bot.ErrNotFound) || foreign.Error() != none.Error() {
			t.Errorf("foreign: %v\nnone: %v", foreign, none)
		}
		if own, err := w.PetitionsOf(t.Context(), stranger, 10); err != nil || len(own) != 0 {
			t.Errorf("a stranger sees %d petitions, error %v", len(own), err)
		}
		if _, err := w.File(t.Context(), stranger, "key-2"); !errors.Is(err, bot.ErrNotFound) {
			t.Errorf("a stranger with the citizen's message key: %v", err)
		}
	})
}

func TestPetitionsOfNewestFirst(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for _, what := range []string{"一", "二", "三"} {
			w.filed(t, citizen, what)
			w.time.pass(time.Millisecond)
		}
		own, err := w.PetitionsOf(t.Context(), citizen, 2)
		if err != nil || len(own) != 2 || own[0].Report.What != "三" || own[1].Report.What != "二" {
			t.Errorf("got %+v, error %v", own, err)
		}
	})
}

func TestUnknownCase(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		if _, err := w.Petition(t.Context(), "SH-AAAAA-AAAAA"); !errors.Is(err, bot.ErrNotFound) {
			t.Errorf("Petition: %v", err)
		}
		if _, _, err := w.LastEvent(t.Context(), "SH-AAAAA-AAAAA"); !errors.Is(err, bot.ErrNotFound) {
			t.Errorf("LastEvent: %v", err)
		}
		_, changed, err := w.Change(t.Context(), w.key(), "SH-AAAAA-AAAAA", petition.Event{Type: petition.EventRouted})
		if changed || !errors.Is(err, bot.ErrNotFound) {
			t.Errorf("Change: changed %v, error %v", changed, err)
		}
	})
}
