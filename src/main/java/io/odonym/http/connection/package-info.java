/** Connections: protocol selection, time-outs, scheduling, admission control, draining. */
package io.odonym.http.connection;
