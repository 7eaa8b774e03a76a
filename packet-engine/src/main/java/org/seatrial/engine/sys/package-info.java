/**
 * Linux system calls by the foreign function interface: sockets inside namespaces, interfaces, routes, clocks. x86-64 and
 * AArch64 share every constant used here.
 */
@NullMarked
package org.seatrial.engine.sys;

import org.jspecify.annotations.NullMarked;
