package geo

import (
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/voters"
)

type (
	// Kind says what sort of fault a Fault is.
	Kind = fault.Kind
	// Fault is one thing wrong with an input.
	Fault = fault.Fault
	// Faults is every fault of an input, with the notes made beside them.
	Faults = fault.Faults
)

// The kinds of fault.
const (
	NotReadable            = fault.NotReadable
	NotJSON                = fault.NotJSON
	NotCollection     Kind = "not a FeatureCollection"
	NotTable               = fault.NotTable
	NoFeatures        Kind = "no features"
	BadFeature        Kind = "bad feature"
	UnknownProperty   Kind = "unknown property"
	Projected         Kind = "projected coordinates"
	OutOfRange        Kind = "coordinates out of range"
	UncutRing         Kind = "ring not cut at 180 degrees"
	Impossible        Kind = "impossible size"
	EmptyGeometry     Kind = "empty geometry"
	WrongGeometry     Kind = "wrong geometry type"
	UnclosedRing      Kind = "unclosed ring"
	ShortRing         Kind = "ring of fewer than four positions"
	SelfCrossing      Kind = "self-crossing ring"
	WrongNesting      Kind = "wrong ring nesting"
	MissingID              = fault.MissingID
	DuplicateID            = fault.DuplicateID
	MissingRegion     Kind = "missing region"
	UnknownRegion     Kind = "unknown region"
	RegionWithoutUnit Kind = "region without units"
	MissingNumber          = fault.MissingNumber
	BadNumber              = fault.BadNumber
	BadText           Kind = "bad text"
	Overlapping       Kind = "overlapping units"
	GapInRegion       Kind = "gap inside a region"
	GapElsewhere      Kind = "gap between regions"
	OutsideRegion     Kind = "unit outside its region"
	Disconnected      Kind = "region in several parts"
	BadLink                = fault.BadLink
	Unlinked          Kind = "border that does not count"
	BadOrder          Kind = "bad order of regions"
	MissingUnit            = fault.MissingUnit
	UnknownUnit            = fault.UnknownUnit
	RepeatedColumn         = fault.RepeatedColumn
	SurplusCells           = fault.SurplusCells
	RepeatedUnit           = fault.RepeatedUnit
	LeftOut           Kind = "points or lines left out"
	Rewound           Kind = "ring wound the other way"
	DrawnApart        Kind = "lines drawn apart"
	NearTolerance     Kind = "near the tolerance"
	Touching          Kind = "units that meet in a sliver only"
	Tangled           Kind = "tangled lines"
	ChangedVoters     Kind = "voters changed by half or more"
	Rounded                = voters.Rounded
	ReadAs                 = voters.ReadAs
	OtherDatum        Kind = "datum close to WGS 84"
	DuplicatePlace    Kind = "two settlements in one place"
	Computed          Kind = "computed lines"
	Moved             Kind = "piece of another settlement"
	NoDistricts       Kind = "district before there is a plan"
)
