/**
 * Fault injectors, one file each. An injector only asks a capability of the lab for a change; whether the change took
 * effect is read back by somebody else, so that an injector that does nothing cannot make a valid trial.
 */
@NullMarked
package org.seatrial.fault.injection;

import org.jspecify.annotations.NullMarked;
