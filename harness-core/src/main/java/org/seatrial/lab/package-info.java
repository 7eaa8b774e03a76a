/**
 * The lab: a binding of the design to something that runs, met by everybody else through these ports.
 */
@NullMarked
package org.seatrial.lab;

import org.jspecify.annotations.NullMarked;
