/**
 * The namespace lab: each node of the design is a Linux network namespace in which real routing daemons run, each cable
 * is a veth pair, and cables with a length or that a plan cuts pass through a namespace of their own, where the wire
 * process or the kernel's netem carries their frames.
 *
 * <pre>
 *   node A  eth10 ── w0a ┐ wire namespace ┌ w0b ── eth10  node B      a wired cable: delay, silent cut, lost carrier
 *   node A  eth9  ────────────────────────────── eth9    node B      a plain cable
 * </pre>
 *
 * The pitfall: a veth pair whose two ends have the same interface index tells its far end of a lost carrier up to a
 * second late, because the kernel batches link events of interfaces that look like nobody's peer. Every interface of a
 * lab therefore has an index of its own.
 */
@NullMarked
package org.seatrial.replica;

import org.jspecify.annotations.NullMarked;
