/**
 * The HTTP server, which has the API of addok.
 *
 * <p>{@link io.odonym.http.GeocodingServer} owns the lifecycle. It configures the listener,
 * registers the filters and the handlers of {@link io.odonym.http.api}, and drains in-flight
 * requests at shutdown. This package and its subpackages are the only ones that use Helidon.
 */
package io.odonym.http;
