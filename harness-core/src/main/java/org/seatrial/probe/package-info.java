/**
 * Observers: small parts that turn the one stream of samples into evidence files.
 */
@NullMarked
package org.seatrial.probe;

import org.jspecify.annotations.NullMarked;
