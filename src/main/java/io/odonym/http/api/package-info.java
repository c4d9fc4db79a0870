/**
 * The handlers of the HTTP API. Each handler registers its own routes, reads {@link
 * io.odonym.http.api.RequestParameters}, calls the geocoder and writes GeoCodeJSON, CSV or an
 * {@link io.odonym.http.exchange.HttpErrorException}.
 */
package io.odonym.http.api;
