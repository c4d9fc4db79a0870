/** Executors whose threads run at low operating-system priority. */
package io.odonym.threads;
