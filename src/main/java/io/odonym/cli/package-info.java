/**
 * The command line of {@code odonym}. Parses the options and connects the other packages. The entry
 * point is {@link io.odonym.cli.Main}.
 */
package io.odonym.cli;
