/**
 * Packets without I/O: what several modules need to read and write on the wire.
 *
 * <p>Nothing in this module knows sockets, threads or clocks. Every decoder is total: any input
 * gives packets or the one typed error of its package.
 */
package com.augmentalis.netavanue.codec;
