/**
 * The data model of the relaxed search: the query, the alternatives of its terms, the words of
 * places, and the interface of an improvement.
 */
package io.odonym.improve.query;
