// Package readback reads an act back: from the words of its annex to the district of every unit. It proves that a
// printed act says what the plan says, so it shares nothing with the writer of acts but the table of names, and reads
// documents that people have edited since.
//
// What it relies on, and what a template must keep:
//   - every district has a paragraph with its number behind "№" or "No." and the words "избирательный округ",
//     "сайлау округі" or "electoral district";
//   - the territory stands in the paragraph below that begins with "Территория:", "Аумағы:" or "Territory:", one phrase
//     for every region; a paragraph that ends with a semicolon goes on in the next one;
//   - within a phrase names and kinds are parted by commas, the last of each by "и", "және" or "and"; that may lack,
//     and semicolons may stand between kinds, as in acts of earlier builds;
//   - a part of a unit that is divided stands between semicolons: "из Абайского района город Абай", "Абайский район без
//     города Абай", "Абай ауданының Абай қаласы", "Абай ауданы (Абай қаласын қоспағанда)", "of Abai raion the city of
//     Abai", "Abai raion without the city of Abai", and in exceptions "города Абай Абайского района", "the city of Abai
//     in Abai raion";
//   - "the settlements listed in Annex 3 (240)" are those rows of the table there that begin with the district's
//     number, and have the name, the kind and the code of a unit;
//   - nothing else begins with those words.
//
// A corrigendum is read likewise, by the words of its clauses (amendings), and applied to what the act that it amends
// says: whoever takes the words at their word must come to the new plan.
package readback
