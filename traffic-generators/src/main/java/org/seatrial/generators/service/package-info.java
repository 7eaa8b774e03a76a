/**
 * Clients of services: TCP, HTTP, DNS and SIP.
 *
 * <p>Every request has an instant at which it is due, and is made then whether or not the ones before were answered (open
 * loop): a client that waits for its answer before it asks again would make one sample of a stall of ten seconds. Each
 * exchange has a socket of its own, so that each is placed anew by multipath routing and none inherits the trouble of
 * another. Sockets are opened by a thread that is in the client's network namespace, and stay in it.
 */
@NullMarked
package org.seatrial.generators.service;

import org.jspecify.annotations.NullMarked;
