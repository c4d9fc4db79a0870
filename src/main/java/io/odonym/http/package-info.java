/**
 * The HTTP API, which is addok's: routing, parameters, errors, GeoCodeJSON.
 *
 * <p>{@link io.odonym.http.GeocodingServer} puts the routes together; a handler reads {@link
 * io.odonym.http.api.RequestParameters}, asks the façade and writes the answer with {@link
 * io.odonym.http.api.JsonWriter}. Whatever goes wrong leaves as {@link
 * io.odonym.http.api.HttpErrorException}.
 */
package io.odonym.http;
