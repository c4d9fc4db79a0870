/** Temporary files, including the deletion of those that killed processes left behind. */
package io.odonym.files;
