/** Executors whose threads have a low operating-system priority, and deadlines of searches. */
package io.odonym.threads;
