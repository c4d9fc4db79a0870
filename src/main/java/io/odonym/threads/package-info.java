/** Executors whose threads have a low operating-system priority. */
package io.odonym.threads;
