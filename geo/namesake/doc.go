// Package namesake finds out which of many places a name means that people wrote: without regard to case, to ё and е,
// to quotation marks, to the word for what the place is (район, р-н, ауданы, г., қаласы, district), and to the
// alphabet. It never takes one of two: where a name fits several places, it names them all.
package namesake
