/**
 * The parts that the handlers of all HTTP APIs share: routes, JSON, errors, uploaded files,
 * telemetry and the limits of each client.
 */
package io.odonym.http.exchange;
