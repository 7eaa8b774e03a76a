/**
 * Gatling's clients of web servers, in a process of their own: Gatling brings sixty libraries, which the product itself
 * must neither load nor agree with. The process tells of each request when it was made and answered in nanoseconds of the
 * clock that the harness reads; Gatling's own log knows milliseconds.
 */
@NullMarked
package org.seatrial.gatling;

import org.jspecify.annotations.NullMarked;
