/** Threads that leave the processor to others, and how these hear of their work. */
package io.odonym.threads;
