/**
 * A guest: this machine's own files under another kernel. QEMU boots a Debian kernel with a small memory file system of
 * ours; that mounts the host's root folder read-only (9P), lays a folder in memory over it, and runs one command there
 * as if it were the host. What the command leaves in the result folder is shared with the host.
 *
 * <pre>
 *   host  /  ── 9P, read-only ──▶ /host ┐
 *                              tmpfs /rw ┴ overlay ▶ /guest: the command runs here, with proc, sys, dev and run of its own
 *   host  result folder ── 9P ──────────────────────▶ /guest/result: its exit code
 * </pre>
 *
 * The processor is emulated, some ten times slower than the host's: no time measured in a guest means anything.
 */
@NullMarked
package org.seatrial.replica.guest;

import org.jspecify.annotations.NullMarked;
