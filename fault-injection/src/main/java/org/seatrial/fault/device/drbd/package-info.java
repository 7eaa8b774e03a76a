/**
 * How far the copy is that DRBD, the Linux kernel's block device that is mirrored over a network, keeps at another host. DRBD
 * is asked on both hosts, because the one whose partner has died goes on calling it up to date until it misses an answer.
 *
 * <pre>
 *   our number ──▶ ssh ──▶ a loop on the host ──▶ /proc/drbd (8.4), drbdsetup status (9)
 *              ◀────────── the number and what DRBD said ◀──┘
 * </pre>
 *
 * Each question has a number and each answer bears it, so that what was seen lies between two instants of our own clock,
 * and no clock of a host is asked.
 */
@NullMarked
package org.seatrial.fault.device.drbd;

import org.jspecify.annotations.NullMarked;
