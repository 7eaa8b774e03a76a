/**
 * What a virtual machine of a lab boots: a Linux kernel of Debian's, installed or only unpacked, and a small memory file
 * system of ours with busybox in it.
 *
 * <pre>
 *   linux-image ──▶ kernel, four modules ┐
 *   busybox-static ──▶ every program     ├──▶ QEMU: name, address, gateway and port come by the kernel's command line
 *   init, index.cgi ──▶ ours             ┘
 * </pre>
 *
 * One memory file system serves all guests of a lab. Where the processor is emulated, a guest runs some ten times slower
 * than its host: how long it takes to come up says something about the host, and nothing about a data centre's.
 */
@NullMarked
package org.seatrial.replica.guest;

import org.jspecify.annotations.NullMarked;
