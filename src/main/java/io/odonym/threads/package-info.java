/** Threads that leave the processor to others. */
package io.odonym.threads;
