/**
 * The packet engine beside the C tools, on a veth pair between two namespaces of its own.
 *
 * <p>A send instant is never taken from the tool that sent: a packet socket at the far end sees ours and theirs alike,
 * by the kernel's stamps. The pitfall: two spinning processes, and the kernel's own work, share two processors, so what
 * one tool's server takes is missing to its client; each tool is measured with its own server and nothing else running.
 *
 * <p>Needs root, and the Debian packages {@code sockperf} and {@code iperf3}. The first argument is the number of rounds.
 */
@NullMarked
package org.seatrial.benchmarks.packet;

import org.jspecify.annotations.NullMarked;
