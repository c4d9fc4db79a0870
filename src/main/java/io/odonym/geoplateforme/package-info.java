/**
 * The rules by which the geocoding service of the Géoplateforme searches, which differ from those
 * of addok.
 */
package io.odonym.geoplateforme;
