/**
 * The HTTP server, which provides the API of addok.
 *
 * <p>{@link io.odonym.http.GeocodingServer} manages the lifecycle of the server: it configures the
 * listener, registers the filters and the handlers of {@link io.odonym.http.api}, and drains
 * in-flight requests at shutdown. This package and its subpackages are the only ones that use
 * Helidon.
 */
package io.odonym.http;
