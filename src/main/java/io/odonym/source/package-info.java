/**
 * Readers of address data. They convert the BAN's addok export, the BAN's CSV files and BAL files
 * (Base Adresse Locale) into {@link io.odonym.model.Place} records. Files are streamed, so memory
 * use does not depend on their size.
 */
package io.odonym.source;
