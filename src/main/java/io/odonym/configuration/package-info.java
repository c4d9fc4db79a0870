/** All configuration: the keys with their defaults, and the records that hold the values. */
package io.odonym.configuration;
