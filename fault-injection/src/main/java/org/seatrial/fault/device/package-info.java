/**
 * Faults by real devices: an outlet, a port of a switch, a relay in a cable, an operator's hand. Each device protocol is
 * one {@link org.seatrial.fault.device.DeviceAdapter}, one file; an inventory says which device drives which node, feed
 * and link.
 *
 * <pre>
 *   fault ──► injector ──► control points ──► DeviceSwitching ──► adapter ──► device
 *                          of the inventory    lock, command,
 *                                              read back
 * </pre>
 *
 * <p>The pitfall: a device that says "accepted" has done nothing yet. Its state is read back until it is the one that was
 * asked for, and one that never gets there is a failure of the lab, never a fault that was injected.
 */
@NullMarked
package org.seatrial.fault.device;

import org.jspecify.annotations.NullMarked;
