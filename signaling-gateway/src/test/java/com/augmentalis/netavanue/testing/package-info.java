/** What the tests of this module share: clients that speak bytes, and servers to speak to. */
package com.augmentalis.netavanue.testing;
