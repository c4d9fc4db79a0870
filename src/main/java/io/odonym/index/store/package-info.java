/**
 * Storage of an index: manifest, checksums, archives, memory-mapped files, schema and byte order.
 */
package io.odonym.index.store;
