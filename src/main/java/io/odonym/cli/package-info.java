/** The commands: parsing and wiring, nothing else. */
package io.odonym.cli;
