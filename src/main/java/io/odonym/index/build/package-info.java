/**
 * Builds an index from places: the importer, the Lucene documents, the codec and the side files
 * that are derived from the merged segment.
 */
package io.odonym.index.build;
