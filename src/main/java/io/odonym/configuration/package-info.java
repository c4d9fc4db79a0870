/** The one home of configuration: its keys, their defaults and where their values are read from. */
package io.odonym.configuration;
