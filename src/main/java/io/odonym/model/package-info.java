/** Places, house numbers, attributes and points: the records that every package exchanges. */
package io.odonym.model;
