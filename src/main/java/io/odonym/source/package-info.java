/**
 * Readers of address data: they turn the BAN's addok export, the BAN's CSV and BAL files into
 * {@link io.odonym.model.Place} records, one at a time, whatever the size of the file.
 */
package io.odonym.source;
