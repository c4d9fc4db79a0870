package io.odonym.fetch;

/**
 * What happened to one file. Immutable.
 *
 * @param name the name of the file
 * @param replaced whether a new version was downloaded; false if the file was current
 * @param bytes the size of the file
 */
public record FileResult(String name, boolean replaced, long bytes) {}
