package maps

// deviationDistance is the least CIE76 distance of two classes for normal and simulated sight.
const deviationDistance = 17
