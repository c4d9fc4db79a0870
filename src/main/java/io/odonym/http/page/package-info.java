/** The demo page at / and the API description at /docs. */
package io.odonym.http.page;
