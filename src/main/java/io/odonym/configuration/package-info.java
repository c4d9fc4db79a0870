/** The configuration: the keys with their defaults, and the records that contain the values. */
package io.odonym.configuration;
