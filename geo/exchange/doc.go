// Package exchange opens files of every format of the field as layers, and writes layers as such files. What a file is
// shows in its first bytes, and in its ending where these tell nothing; packed files are unpacked on the way. Each
// format is a package below package format.
package exchange
