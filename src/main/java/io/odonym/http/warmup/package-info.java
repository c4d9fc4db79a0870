/**
 * The warm-up of a server at startup. The warm-up sends generated requests to a second server in
 * the same process until the JIT compiler has compiled the hot code. This package also contains the
 * socket client, which the training of the AOT cache uses too.
 */
package io.odonym.http.warmup;
