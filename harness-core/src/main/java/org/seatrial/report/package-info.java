/**
 * The acceptance report as data, and the port of whatever renders it.
 */
@NullMarked
package org.seatrial.report;

import org.jspecify.annotations.NullMarked;
