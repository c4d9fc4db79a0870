/** The demo page at {@code /} and the API documentation at {@code /docs}. */
package io.odonym.http.page;
