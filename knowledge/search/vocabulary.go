package search

import (
	"hash/maphash"
	"math"
	"unicode"
	"unicode/utf8"
)

// vocabulary numbers the grams of a collection and says what each weighs.
type vocabulary struct {
	seed    maphash.Seed
	numbers map[uint64]uint32 // hash of a gram → its number
	weights []float32         // by number: emphasis, and after weigh emphasis × idf
	rare    float32           // idf of a gram that stands nowhere: nothing here explains it
}

func newVocabulary() *vocabulary {
	return &vocabulary{seed: maphash.MakeSeed(), numbers: map[uint64]uint32{}}
}

// number appends the numbers of grams to a list; new ones get the next.
func (v *vocabulary) number(list []uint32, grams []string) []uint32 {
	for _, g := range grams {
		key := maphash.String(v.seed, g)
		n, ok := v.numbers[key]
		if !ok {
			n = uint32(len(v.weights))
			v.numbers[key] = n
			v.weights = append(v.weights, emphasis(g))
		}
		list = append(list, n)
	}
	return list
}

// weigh gives each gram its idf among n documents, of which each gram stands in
// some.
func (v *vocabulary) weigh(n int, standsIn func(gram uint32) int) {
	for g := range v.weights {
		v.weights[g] *= idf(n, standsIn(uint32(g)))
	}
	v.rare = idf(n, 0)
}

func idf(n, df int) float32 {
	return float32(math.Log(1 + (float64(n-df)+.5)/(float64(df)+.5)))
}

// sought is one gram of a question.
type sought struct {
	gram    uint32
	share   float32 // weight of a 255th of it
	product float32 // of its weight and its part of the question's unit vector
}

// plan looks the grams of a question up. total is the weight of all of them,
// known or not. The order is the question's, so that equal questions get equal
// scores to the last bit.
func (v *vocabulary) plan(grams []string) (known []sought, total float32) {
	count := make(map[string]uint8, len(grams))
	order := make([]string, 0, len(grams))
	for _, g := range grams {
		if count[g] == 0 {
			order = append(order, g)
		}
		count[g] = min(count[g], 254) + 1
	}
	var square float64
	for _, g := range order {
		n, ok := v.numbers[maphash.String(v.seed, g)]
		weight := v.rare * emphasis(g)
		if ok {
			weight = v.weights[n]
		}
		tfidf := weight * damped[count[g]]
		if ok {
			known = append(known, sought{gram: n, share: weight / 255, product: tfidf * weight})
		}
		total += weight
		square += float64(tfidf) * float64(tfidf)
	}
	for i := range known {
		known[i].product /= float32(math.Sqrt(square))
	}
	return known, total
}

// damped is what a gram counts that occurs again and again in one text. What a
// long text repeats, as an article of law does, tells what it is on; short texts
// repeat nothing.
var damped = func() (d [256]float32) {
	for n := 1; n < len(d); n++ {
		d[n] = float32(1 + math.Log(float64(n)))
	}
	return d
}()

// What a gram weighs beside its rarity. Few people put a thing in the same
// word, more of them share a character of it; and how a question is put says
// little about what it is on.
const (
	singleGain  = 1.25
	fillerShare = .2
)

func emphasis(gram string) float32 {
	if fillers[gram] {
		return fillerShare
	}
	if r, size := utf8.DecodeRuneInString(gram); size == len(gram) && unicode.Is(unicode.Han, r) {
		return singleGain
	}
	return 1
}

// fillers are the grams of words that make a question of any matter.
var fillers = setOf(
	"我", "你", "他", "想", "请", "问", "了", "吗", "呢", "么", "啊", "吧", "呀", "是", "能", "个", "谁", "哪", "怎", "几",
	"我们", "你们", "我的", "请问", "想问", "问一", "一下", "这个", "那个",
	"怎么", "么样", "么办", "如何", "什么", "么时", "时候", "多少", "哪里", "哪些", "哪个",
	"可以", "可不", "不可", "能不", "不能", "能否", "是不", "不是", "是否", "有没", "没有", "要不", "不要", "会不", "不会",
)

func setOf(words ...string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, w := range words {
		set[w] = true
	}
	return set
}
