/** The handlers of the HTTP API: parameters in, GeoCodeJSON, CSV and errors out. */
package io.odonym.http.api;
