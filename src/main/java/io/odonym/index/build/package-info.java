/** Builds an index out of places: importer, Lucene documents, side files. */
package io.odonym.index.build;
