// Package shapefile reads and writes Esri's shapefiles (ESRI Shapefile Technical Description, July 1998): points,
// lines or areas in NAME.shp, their fields in NAME.dbf, a table of dBase III, IV or 7 or of FoxPro, the encoding of its
// texts in NAME.cpg, the coordinate reference system in NAME.prj and an index in NAME.shx.
//
// What the description asks for and files often lack is made good where it is plain what was meant, and told in a note:
// rings that are not closed or run the wrong way, numbers of bytes that contradict each other, a table that does not
// say how its texts are written. What is not plain is a fault.
package shapefile
