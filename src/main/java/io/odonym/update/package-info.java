/** Builds an index from downloaded files, and makes it the current index after checking it. */
package io.odonym.update;
