/** The index folder: manifest, archive, mapped files, schema and byte order. */
package io.odonym.index.store;
