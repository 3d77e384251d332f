// Package fault says what is wrong with an input: one type for every reader and every check of a question, so that a
// caller shows all faults of all inputs in one form and tests them by their Kind. It knows of okrug only its languages.
package fault
