/** What tests of several packages share. */
package io.odonym.testing;
