/** Packets of the Engine.IO protocol, revision 4, and the payloads of its polling transport. */
package com.augmentalis.netavanue.codec.engineio;
