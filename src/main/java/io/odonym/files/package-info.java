/** Temporary files, and the deletion of those that killed processes leave. */
package io.odonym.files;
