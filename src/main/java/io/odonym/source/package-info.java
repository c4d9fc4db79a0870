/**
 * Reads address data. The readers convert the BAN's addok export, the BAN's CSV files and BAL files
 * (Base Adresse Locale) into {@link io.odonym.model.Place} records. Files are streamed, so memory
 * use does not depend on the file size.
 */
package io.odonym.source;
