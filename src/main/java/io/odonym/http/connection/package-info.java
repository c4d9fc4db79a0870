/**
 * Connections of the HTTP server: protocol selection, client time-outs, fair scheduling, admission
 * control, compression of responses, and draining at shutdown.
 */
package io.odonym.http.connection;
