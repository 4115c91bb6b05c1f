package knowledge

import (
	"errors"
	"fmt"
	"time"

	"suihuan/knowledge/eia"
)

// Sheet is what is known of a project: a description in plain words and, where
// they are known, the item of the catalogue and its facts (true, false, or an
// amount in the fact's unit).
type Sheet struct {
	Description string         `yaml:"description" json:"description"`
	Item        int            `yaml:"item" json:"item"`
	Facts       map[string]any `yaml:"facts" json:"facts"`
}

// Told is how a fact is known that the sheet itself gives.
const Told = "told"

// JudgeSheet judges a project by its sheet and the edition of the catalogue that
// is in force on a day; the item is found from the description where none is
// named. The error names what of the sheet is wrong;
// the result then holds the sheet alone.
func (b *Base) JudgeSheet(s Sheet, today time.Time) (Result, error) {
	b = b.on(today)
	advice, err := b.judgeSheet(s, today)
	if err != nil {
		return Result{Sheet: s}, err
	}
	return b.result(s, advice, today), nil
}

func (b *Base) judgeSheet(s Sheet, today time.Time) (eia.Advice, error) {
	if !b.judges(today) {
		return eia.NotHeld(), nil
	}
	if s.Item == 0 {
		a := b.Ask(s.Description, today)
		if a.EIA != nil && len(a.EIA.Items) == 0 {
			return *a.EIA, nil
		}
		if s.Item = itemOf(a); s.Item == 0 {
			return eia.NothingTold(), nil
		}
	}
	rule, ok := b.eia.Items[s.Item]
	if !ok {
		return eia.Advice{}, fmt.Errorf("item %d is not in the catalogue", s.Item)
	}
	facts := eia.Facts{}
	for name, v := range s.Facts {
		f, known := rule.Facts[name]
		if !known {
			return eia.Advice{}, fmt.Errorf("item %d has no fact %s", s.Item, name)
		}
		value, err := factOf(v, f.Unit != "")
		if err != nil {
			return eia.Advice{}, fmt.Errorf("fact %s: %w", name, err)
		}
		facts[name] = value
	}
	return b.judge(s.Item, s.Description, facts, nil), nil
}

// most is more than any amount of the catalogue; beyond it a number is a slip.
const most = 1e12

func factOf(v any, amount bool) (eia.Value, error) {
	yes, isFlag := v.(bool)
	if isFlag != !amount {
		return eia.Value{}, errors.New("want true or false for a yes or no, a number for an amount")
	}
	if isFlag {
		return eia.Value{Yes: yes, How: Told}, nil
	}
	n, ok := v.(float64)
	if i, isInt := v.(int); isInt {
		n, ok = float64(i), true
	}
	if !ok || n < 0 || n > most {
		return eia.Value{}, errors.New("an amount must be a number that is not negative and not absurd")
	}
	return eia.Value{Amount: n, How: Told}, nil
}
