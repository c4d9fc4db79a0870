/**
 * The commands of {@code odonym}: option parsing and wiring. {@link io.odonym.cli.Main} runs them.
 */
package io.odonym.cli;
