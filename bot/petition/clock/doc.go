// Package clock is the statutory clock of a petition: which limits run, until
// which day, and when officers are reminded. It is a pure function of the
// petition's kind, its log and a calendar of working days; it does no I/O,
// reads no clock and no zone of the server, and may be worked out again at any
// time. All articles are of 《信访工作条例》 (in force since 2022-05-01) unless
// 《生态环境法典》 (in force since 2026-08-15) is named.
//
//	duty                 whose     days             from                     article
//	notice               office    15               receipt                  23(2), all but accusations; not
//	                                                                         asked for without name or address
//	objection            unit      5 working days   receipt of the transfer  23(3)
//	arbitration          superior  no days in law   the second transfer      24
//	handling             office    60, once + ≤ 30  acceptance               31(6), 34; appeals alone
//	apply-review         citizen   30               receipt of the answer    35; appeals alone
//	review               superior  30               receipt of the request   35
//	apply-second-review  citizen   30               receipt of the answer    36
//	second-review        superior  30, no hearings  receipt of the request   36
//
// No days, and so no limit: a pollution report after its notice (31(5) "依法履行
// 或者答复"; code art. 146 asks for handling in time and, of a real name, for word
// of the result), a suggestion after its notice (29), what belongs to another
// procedure (31(1) to (4)), an accusation (30), a question.
//
// # How days are counted
//
// The rules say "自…之日起…日内" and "工作日" and no more. The rest is a reading
// which nobody at the bureau has confirmed; where one has moved a day, the limit
// says so in Readings.
//
//   - The day of the event does not count (民法典 art. 201).
//   - Days are calendar days, but for the 5 working days of art. 23(3).
//   - A last day that is a rest day gives way to the next working day (民法典
//     art. 203; that its "法定休假日" means weekends too, and not a make-up
//     workday, is part of the reading). Limit.Plain is the day without it: what
//     must not come late is told or asked for by that day.
//   - A last day ends at midnight, not at the end of office hours (民法典 art. 203,
//     second paragraph, knows both).
//   - A petition filed here is received at that instant, holidays and nights
//     included. Passing it on inside the bureau counts as 转送 by a higher
//     office, so the unit has its 5 working days; the citizen's 15 days run from
//     the first receipt and no transfer begins them again.
//   - The citizen's 30 days run from the receipt of the answer. Without a record
//     of it they run from the answer, and nobody is late.
//   - An extension is one, whatever it leaves of the 30 days (art. 34 says 不得超
//     过30日, not how often), and is approved by the 60th day itself.
//   - A hearing stops the second review for the days after its first to its last
//     (art. 36(2)). No other pause has been found in the rules: waiting for the
//     citizen's papers, tests or an expert stops nothing.
//   - Withdrawing ends what runs: the rules do not mention it. Closing ends
//     nothing that the citizen is owed; an agreement in writing (33) does.
//   - A review that is asked for too late and taken all the same is answered
//     within its 30 days.
//
// # Years without a notice
//
// Working days come from the yearly notice of 国务院办公厅: from the library
// lunar-go, and from files for the years that it does not have yet. A day of a
// year whose notice is not there counts as a working day from Monday to Friday,
// and a date that rests on it is Provisional: shown so to officers, not named to
// citizens, right again as soon as the notice is added, and warned of by
// Warnings. The last week of December belongs to the notice of the next year.
package clock
