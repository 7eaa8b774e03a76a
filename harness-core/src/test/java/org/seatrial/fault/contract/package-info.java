/**
 * The contract of fault injectors, as tests that every adapter runs: extend the class, give it a lab, and a fault that
 * healed too little or touched too much has a name.
 */
@NullMarked
package org.seatrial.fault.contract;

import org.jspecify.annotations.NullMarked;
