/** The data model of addresses: places, house numbers, their attributes, and points. */
package io.odonym.model;
