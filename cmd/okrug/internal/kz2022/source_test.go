package kz2022

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

const square = `{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"KATO":"1"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,` +
	`1],[0,0]]]}},
{"type":"Feature","properties":{"KATO":"3"},"geometry":{"type":"Point","coordinates":[0,0]}}]}`

// A source with a fault in every table: all are named, with file and line.
func TestFaultsOfTheSourceAreNamedTogether(t *testing.T) {
	fsys := fstest.MapFS{}
	for name, text := range map[string]string{
		boundariesFile: square,
		unitsFile: "kato,region_id,kind,name_en,name_ru,name_kk\n" +
			"1,KZ-10,raion,A,А,А\n",
		populationFile: "kato,population_2023-01-01,status\n1,-5,guessed\n",
		turnoutFile:    "region_id," + strings.Join(times, ",") + "\nKZ-10,1.5,2,3,4,5.123\n",
		votersFile:     "area,kato_or_region,kind,voters,date,source,status\nA,KZ-10,region,many,2023,x,read\n",
		regionsFile: "region_id,name_en,name_ru,name_kk,kind,seats_enacted_2022,voters,voters_as_of,voters_status," +
			"voters_source\nKZ-10,A,,А,region,1,1e3,2023,read,x\n",
		changesFile:     "kato_2024\n1\n",
		enactedFile:     "kato_2024,district,status\n1,,read\n",
		settlementsFile: "1\tonly three\tcolumns\n",
		bulletinFile:    "kato_unit,kind,name_kk,population\n1,city,A,few\n",
		seatsFile:       "kato,region_id,centre_kk,centre_kind,region_centre\n1,KZ-10,,city,yes\n",
	} {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	_, err := Build(context.Background(), fsys, nil)
	var fault *SourceError
	require.ErrorAs(t, err, &fault)
	for _, part := range []string{
		"feature 2 (3) is not a polygon",
		`regions.csv, line 2: name_ru is empty`,
		`regions.csv, line 2: voters is "1e3"`,
		`changes-to-2022.csv, line 1: the column "into_kato" is missing`,
		`population-2023-structure-2022.csv, line 2: population_2023-01-01 is "-5"`,
		`line 2: status is "guessed"`,
		`turnout.csv, line 2: turnout_22:10_final_preliminary is "5.123"`,
		`voters-known.csv, line 2: voters is "many"`,
		"enacted-2022.csv, line 2: district is empty",
		`settlements-2023.csv, line 2: population is "few"`,
		"centres.csv, line 2: centre_kk is empty",
		"settlements-geonames.tsv, line 1: there are 3 columns",
	} {
		require.ErrorContains(t, err, part)
	}
}

func TestReferencesThatLeadNowhere(t *testing.T) {
	s := &source{
		units:   []sourceUnit{{kato: "1", region: "KZ-99", names: names{en: "A"}}},
		regions: []sourceRegion{{id: "KZ-10"}},
		into:    map[string]string{"1": "7", "8": "1"},
		people:  map[string]people{"5": {}},
		enacted: map[string]enactedRow{"9": {}},
	}
	err := s.check()
	for _, part := range []string{"unit 1 (A) is in the region KZ-99", "unit 1 goes into 7", "there is no unit 8",
		"unit 1 (A) is missing", "there is no unit 9",
		"there is no unit 5"} {
		require.ErrorContains(t, err, part)
	}
}
