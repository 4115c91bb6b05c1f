// Package text turns what people type into what can be compared: one width and
// case, simplified characters, Mandarin function words for Cantonese ones,
// character n-grams, folded pinyin, and references to numbered items.
package text
