//go:build deps

// Package okrug holds nothing: this file only keeps modules in go.mod while the packages that use them are being written.
package okrug

import (
	_ "codeberg.org/go-fonts/dejavu/dejavusans"
	_ "codeberg.org/go-fonts/liberation/liberationserifregular"
	_ "github.com/chromedp/chromedp"
	_ "github.com/gomutex/godocx"
	_ "github.com/jedib0t/go-pretty/v6/table"
	_ "github.com/paulmach/orb/geojson"
	_ "github.com/peterstace/simplefeatures/geom"
	_ "github.com/rogpeppe/go-internal/testscript"
	_ "github.com/santhosh-tekuri/jsonschema/v6"
	_ "github.com/schollz/progressbar/v3"
	_ "github.com/spf13/cobra"
	_ "github.com/stretchr/testify/require"
	_ "github.com/tdewolff/canvas/renderers/pdf"
	_ "github.com/tdewolff/canvas/renderers/rasterizer"
	_ "github.com/tdewolff/canvas/renderers/svg"
	_ "github.com/tidwall/rtree"
	_ "github.com/twpayne/go-geom/encoding/wkb"
	_ "github.com/wroge/wgs84"
	_ "go.yaml.in/yaml/v3"
	_ "golang.org/x/term"
	_ "golang.org/x/text/collate"
	_ "gonum.org/v1/gonum/stat"
	_ "pgregory.net/rapid"
)
