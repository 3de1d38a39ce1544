/** Results of single runs, and the table that compares servers over several rounds. */
package com.augmentalis.netavanue.bench.report;
