/**
 * The geocoding API of the Géoplateforme (data.geopf.fr/geocodage) under {@code /geocodage}: reads
 * its parameters, calls the same geocoder as {@code http.api}, and writes its responses.
 */
package io.odonym.http.geoplateforme;
