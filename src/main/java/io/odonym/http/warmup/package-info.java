/** Warms a server up with requests for places of its own index. */
package io.odonym.http.warmup;
