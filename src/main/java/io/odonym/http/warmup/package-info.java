/**
 * The warm-up of a server at its start: generated requests to a second server in the same process,
 * until the JIT compiler has compiled the hot code. Also holds the socket client that the warm-up
 * and the training of the AOT cache share.
 */
package io.odonym.http.warmup;
