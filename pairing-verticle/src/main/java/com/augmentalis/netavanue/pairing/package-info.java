/** The pairing service: the standing trust between devices. */
package com.augmentalis.netavanue.pairing;
