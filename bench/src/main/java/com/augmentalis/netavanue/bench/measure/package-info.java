/**
 * What a run measures at the server's processes: CPU time, resident memory and live heap. Linux
 * only.
 */
package com.augmentalis.netavanue.bench.measure;
