// Package apportion gives every region its whole number of seats.
package apportion
