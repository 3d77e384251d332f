// Package charset finds out which encoding a text is written in, and reads it. What tells it is taken at its word: a
// byte order mark, the pattern of UTF-8 or of UTF-16. Anything else is in one of the encodings of a single byte a
// character, which nothing in the bytes names: of those that Kazakhstan and its neighbours used before Unicode, and of
// western Europe's, the one is assumed whose letters come up as often as they do in a language. Whoever reads a file in
// an assumed encoding tells so in a note.
package charset
